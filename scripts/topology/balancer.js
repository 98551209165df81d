import { createServer, request as send } from 'node:http';

const CHECK_PAUSE_MS = 500;

/**
 * Hands each request to the next replica that says it is ready; to another one when the connection is refused.
 * `ports` is asked each time: replicas come and go.
 */
export async function startBalancer(ports) {
  let ready = new Set(ports());
  let turn = 0;
  const timer = setInterval(async () => {
    const answers = await Promise.all(ports().map(async (port) => [port, await isReady(port)]));
    ready = new Set(answers.filter(([, is]) => is).map(([port]) => port));
  }, CHECK_PAUSE_MS);
  const server = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    turn += 1;
    const all = ports();
    const order = all.map((_port, index) => all[(turn + index) % all.length]);
    // Those that are not ready come last: better a late answer than none.
    order.sort((one, other) => Number(ready.has(other)) - Number(ready.has(one)));
    const { method, url, headers } = request;
    for (const port of order) {
      if (await forward({ port, method, path: url, headers, body: Buffer.concat(chunks) }, response)) return;
    }
    if (!response.headersSent) response.writeHead(502);
    response.end();
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    async stop() {
      clearInterval(timer);
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** False when the replica took nothing: of anything else it is not known, and it is Slack that tries again. */
function forward({ port, method, path, headers, body }, response) {
  return new Promise((resolve) => {
    const request = send({ host: '127.0.0.1', port, method, path, headers, agent: false }, (answer) => {
      response.writeHead(answer.statusCode, answer.headers);
      answer.pipe(response);
      answer.on('end', () => resolve(true));
      answer.on('error', () => response.destroy());
    });
    request.on('error', (error) => {
      if (error.code === 'ECONNREFUSED') return resolve(false);
      if (!response.headersSent) response.writeHead(502);
      response.end();
      resolve(true);
    });
    request.end(body);
  });
}

async function isReady(port) {
  try {
    return (await fetch(`http://127.0.0.1:${port}/readyz`, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    return false;
  }
}

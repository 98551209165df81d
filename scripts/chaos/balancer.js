import { createServer, request as send } from 'node:http';
import { freePort } from '../free-port.js';

/** The share of deliveries that reach two processes. */
const TWICE = 0.05;

/**
 * The address that Slack knows: hands each delivery to one of the processes, to the next when that one is away, and
 * now and then to two at once. Remembers which messages were acknowledged.
 */
export async function startBalancer(processes, { twice = TWICE } = {}) {
  const ports = await Promise.all(Array.from({ length: processes }, freePort));
  const accepted = new Set();
  let turn = 0;
  const server = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    turn += 1;
    const order = ports.map((_port, index) => ports[(turn + index) % ports.length]);
    const tries = Math.random() < twice ? order.map((port) => [port]) : [order];
    const answers = await Promise.all(tries.map((some) => firstAnswer(some, request.headers, body)));
    const status = answers.includes(200) ? 200 : (answers[0] ?? 502);
    if (answers.includes(200)) note(body, accepted);
    if (!response.destroyed) response.writeHead(status).end();
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}/slack/events`,
    ports,
    accepted,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Only a refused connection leads to the next process: of anything else it is not known whether it was taken. */
async function firstAnswer(ports, headers, body) {
  for (const port of ports) {
    const answer = await forward(port, headers, body);
    if (answer !== 'refused') return answer;
  }
  return 502;
}

function forward(port, headers, body) {
  return new Promise((resolve) => {
    const options = { host: '127.0.0.1', port, path: '/slack/events', method: 'POST', headers, agent: false };
    const request = send(options, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode));
      response.on('error', () => resolve(502));
    });
    request.on('error', (error) => resolve(error.code === 'ECONNREFUSED' ? 'refused' : 502));
    request.end(body);
  });
}

function note(body, accepted) {
  const { event } = JSON.parse(body.toString('utf8'));
  if (event?.channel && event.ts && !event.subtype?.startsWith('message_'))
    accepted.add(`${event.channel}:${event.ts}`);
}

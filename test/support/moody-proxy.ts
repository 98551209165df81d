import { createServer, type IncomingMessage, type ServerResponse, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * `down`: hangs up. `failing`: 503. `nonsense`: a web page with status 200. `slow`: a second late. `deaf`: does what
 * it is asked, and hangs up in place of the answer.
 */
export type Mood = 'well' | 'down' | 'failing' | 'nonsense' | 'slow' | 'deaf';

/** Stands between us and a service, which behaves as its mood says. */
export interface MoodyProxy {
  readonly origin: string;
  /** How many requests came in since the mood last changed. */
  asked(): number;
  become(mood: Mood): void;
  stop(): Promise<void>;
}

const SLOW_MS = 1_000;

export async function startMoodyProxy(target: string): Promise<MoodyProxy> {
  let mood: Mood = 'well';
  let asked = 0;
  const server = createServer(async (request, response) => {
    asked += 1;
    const now = mood;
    if (now === 'down') request.socket.destroy();
    else if (now === 'failing') answer(response, 503, 'application/json', '{"message":"try later"}');
    else if (now === 'nonsense') answer(response, 200, 'text/html', '<html>Welcome to nginx</html>');
    else {
      if (now === 'slow') await sleep(SLOW_MS);
      await forward(target, request, now === 'deaf' ? null : response);
      if (now === 'deaf') request.socket.destroy();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked: () => asked,
    become(next) {
      mood = next;
      asked = 0;
    },
    async stop() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function answer(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'content-type': type }).end(body);
}

/** Without a response to fill, what is answered is thrown away. */
async function forward(
  target: string,
  request: IncomingMessage,
  response: ServerResponse | null,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const options = { method: request.method, headers: request.headers };
  await new Promise<void>((resolve) => {
    const passed = send(new URL(request.url ?? '/', target), options, (answered) => {
      response?.writeHead(answered.statusCode ?? 502, answered.headers);
      answered.on('data', (chunk) => response?.write(chunk));
      answered.on('end', () => {
        response?.end();
        resolve();
      });
    });
    passed.on('error', () => resolve());
    passed.end(Buffer.concat(chunks));
  });
}

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How the stand-in answers one call. Text is the content of the model's message, whatever it is. */
export type Reply =
  | { readonly kind: 'stream'; readonly text: string; readonly pieces?: number; readonly pauseMs?: number }
  | { readonly kind: 'whole'; readonly text: string }
  | { readonly kind: 'status'; readonly status: number; readonly headers?: Readonly<Record<string, string>> }
  /** Not even JSON. */
  | { readonly kind: 'garbage' }
  /** Breaks off in the middle of the stream. */
  | { readonly kind: 'half'; readonly text: string }
  /** Headers and then nothing. */
  | { readonly kind: 'silent' }
  /** Words without end. */
  | { readonly kind: 'endless' };

export interface CallBody {
  readonly model: string;
  readonly stream?: boolean;
  readonly messages: readonly { readonly role: string; readonly content: string }[];
  readonly response_format?: unknown;
}

/** A server that speaks as an OpenAI-compatible one does, and answers as it is told. */
export interface SummaryServer {
  readonly url: string;
  readonly calls: readonly CallBody[];
  /** Connections that were opened to it. */
  connections(): number;
  reply(next: (body: CallBody, call: number) => Reply): void;
  stop(): Promise<void>;
}

export async function startSummaryServer(): Promise<SummaryServer> {
  const calls: CallBody[] = [];
  let connections = 0;
  let next: (body: CallBody, call: number) => Reply = () => ({ kind: 'status', status: 500 });
  const server = createServer(async (request, response) => {
    const body = await readBody(request);
    calls.push(body);
    await answer(response, next(body, calls.length));
  });
  server.on('connection', () => {
    connections += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    calls,
    connections: () => connections,
    reply(how) {
      next = how;
    },
    async stop() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

async function readBody(request: IncomingMessage): Promise<CallBody> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return JSON.parse(Buffer.concat(chunks).toString('utf8')) as CallBody;
}

const USAGE = { prompt_tokens: 700, completion_tokens: 40, total_tokens: 740 };

async function answer(response: ServerResponse, reply: Reply): Promise<void> {
  switch (reply.kind) {
    case 'status':
      response.writeHead(reply.status, { 'content-type': 'application/json', ...reply.headers });
      response.end('{"error":{"message":"no"}}');
      return;
    case 'garbage':
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end('<html>Welcome to nginx</html>');
      return;
    case 'whole':
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ choices: [{ message: { content: reply.text } }], usage: USAGE }));
      return;
    default:
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      return stream(response, reply);
  }
}

type Streamed = Exclude<Reply, { kind: 'status' | 'garbage' | 'whole' }>;

async function stream(response: ServerResponse, reply: Streamed): Promise<void> {
  const send = (data: unknown) => response.write(`data: ${JSON.stringify(data)}\n\n`);
  const say = (content: string) => send({ choices: [{ index: 0, delta: { content } }], usage: null });
  if (reply.kind === 'silent') {
    say('{"candidate"');
    return;
  }
  if (reply.kind === 'endless') {
    while (!response.destroyed && !response.closed) {
      say('and on '.repeat(100));
      await pause(1);
    }
    return;
  }
  const count = reply.kind === 'stream' ? (reply.pieces ?? 5) : 5;
  const size = Math.max(1, Math.ceil(reply.text.length / count));
  const end = reply.kind === 'half' ? Math.floor(reply.text.length / 2) : reply.text.length;
  for (let at = 0; at < end; at += size) {
    say(reply.text.slice(at, Math.min(end, at + size)));
    if (reply.kind === 'stream' && reply.pauseMs) await pause(reply.pauseMs);
  }
  if (reply.kind === 'half') {
    response.destroy();
    return;
  }
  send({ choices: [], usage: USAGE });
  response.end('data: [DONE]\n\n');
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

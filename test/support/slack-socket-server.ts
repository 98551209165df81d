import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';

interface Ack {
  readonly envelope_id: string;
  readonly payload?: unknown;
}

/** Slack's end of Socket Mode: what it delivers, and what comes back for it. */
export interface SlackSocketServer {
  /** For `slackApiUrl`: answers `apps.connections.open` and, for the rest, what `answer` says. */
  readonly url: string;
  readonly connections: number;
  /** Delivers a body and resolves with the acknowledgement. */
  deliver(type: 'events_api' | 'slash_commands' | 'interactive', payload: object): Promise<Ack>;
  /** Sends an envelope once more, as Slack does when no acknowledgement came. */
  redeliver(payload: object): Promise<Ack>;
  /** Slack renews a connection: it says so and closes. */
  refresh(): Promise<void>;
  readonly calls: readonly { readonly method: string; readonly body: string }[];
  stop(): Promise<void>;
}

export async function startSlackSocketServer(): Promise<SlackSocketServer> {
  const sockets: WebSocket[] = [];
  const waiting = new Map<string, (ack: Ack) => void>();
  const calls: { method: string; body: string }[] = [];
  let connections = 0;
  let serial = 0;
  const server = createServer((request, response) => {
    void readBody(request).then((body) => {
      const method = (request.url ?? '').replace('/api/', '');
      calls.push({ method, body });
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(JSON.stringify(answerOf(method, server, serial++)));
    });
  });
  const doors = new WebSocketServer({ server, path: '/link' });
  doors.on('connection', (socket) => {
    connections += 1;
    sockets.push(socket);
    socket.send(
      JSON.stringify({
        type: 'hello',
        num_connections: 1,
        debug_info: {},
        connection_info: { app_id: 'A1' },
      }),
    );
    socket.on('message', (data) => {
      const ack = JSON.parse(String(data)) as Ack;
      waiting.get(ack.envelope_id)?.(ack);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  async function send(type: string, payload: object, retry = 0): Promise<Ack> {
    const socket = await openSocket(sockets);
    const envelope_id = `env-${serial++}`;
    const acked = new Promise<Ack>((resolve) => waiting.set(envelope_id, resolve));
    const retries =
      type === 'events_api' ? { retry_attempt: retry, retry_reason: retry > 0 ? 'timeout' : '' } : {};
    socket.send(
      JSON.stringify({
        envelope_id,
        type,
        payload,
        accepts_response_payload: type !== 'events_api',
        ...retries,
      }),
    );
    return acked;
  }

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`,
    get connections() {
      return connections;
    },
    calls,
    deliver: (type, payload) => send(type, payload),
    redeliver: (payload) => send('events_api', payload, 1),
    async refresh() {
      const socket = await openSocket(sockets);
      socket.send(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested', debug_info: {} }));
      socket.close();
    },
    async stop() {
      for (const socket of sockets) socket.terminate();
      doors.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function answerOf(method: string, server: Server, serial: number): object {
  if (method === 'apps.connections.open') {
    return {
      ok: true,
      url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/link?ticket=${serial}`,
    };
  }
  if (method === 'auth.test') return { ok: true, user_id: 'UBOT', bot_id: 'BBOT', team_id: 'T1' };
  return { ok: true, channel: 'C1', ts: `1790000000.${String(serial).padStart(6, '0')}` };
}

async function openSocket(sockets: readonly WebSocket[]): Promise<WebSocket> {
  for (let waited = 0; waited < 5_000; waited += 10) {
    const open = sockets.findLast((socket) => socket.readyState === socket.OPEN);
    if (open !== undefined) return open;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('nobody is connected');
}

async function readBody(request: AsyncIterable<unknown>): Promise<string> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  return body;
}

import { type WebSocket, WebSocketServer } from 'ws';
import type { SlackApi } from './slack-api.ts';

/** Slack's end of Socket Mode on loopback, for one connection. */
export interface SocketServer {
  /** Ids of the envelopes that were acknowledged. */
  readonly acked: readonly string[];
  send(envelopeId: string, payload: object): void;
  untilAcked(envelopeId: string): Promise<void>;
  untilQuiet(ms: number): Promise<void>;
  stop(): Promise<void>;
}

/** Listens on a free port, and lets the Slack API hand out its address. */
export async function startSocketServer(api: SlackApi): Promise<SocketServer> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await new Promise<void>((resolve) => server.once('listening', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  api.answer('apps.connections.open', { ok: true, url: `ws://127.0.0.1:${port}` });
  const acked: string[] = [];
  let connection: WebSocket | undefined;
  server.on('connection', (socket) => {
    connection = socket;
    socket.on('message', (data) => {
      const { envelope_id } = JSON.parse(String(data)) as { envelope_id?: string };
      if (envelope_id !== undefined) acked.push(envelope_id);
    });
    socket.send(JSON.stringify({ type: 'hello', num_connections: 1 }));
  });
  return {
    acked,
    send(envelopeId, payload) {
      const envelope = {
        type: 'events_api',
        envelope_id: envelopeId,
        payload,
        accepts_response_payload: false,
      };
      connection?.send(JSON.stringify(envelope));
    },
    async untilAcked(envelopeId) {
      for (let left = 300; !acked.includes(envelopeId); left -= 1) {
        if (left === 0) throw new Error(`${envelopeId} was not acknowledged`);
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    },
    untilQuiet: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    async stop() {
      for (const client of server.clients) client.terminate();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

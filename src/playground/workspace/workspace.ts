import { setMaxListeners } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createEmulator, type Emulator } from './emulator.ts';
import { BodyTooLarge, sendText } from './http-body.ts';
import { type Settings, settingsFrom, type WorkspaceOptions } from './options.ts';
import { route } from './routes.ts';
import { createStream } from './stream.ts';

export interface Workspace {
  /** Listens, and resolves with `http://127.0.0.1:PORT`; rejects when the port is taken. */
  start(): Promise<{ url: string }>;
  stop(): Promise<void>;
  /** Where events, commands and clicks go from now on. */
  connect(eventsUrl: string): void;
  /** Resolves when every event under way is delivered, or given up after its retries; for tests. */
  settled(): Promise<void>;
}

/**
 * A Slack workspace for one bot, on this machine only: Web API, events, commands, clicks, modals,
 * and a control API with which a page or a test does what a hand can.
 */
export function createWorkspace(options: WorkspaceOptions): Workspace {
  const settings = settingsFrom(options);
  const stopping = new AbortController();
  setMaxListeners(0, stopping.signal); // every delivery under way listens to it
  const stream = createStream();
  let eventsUrl = options.eventsUrl ?? null;
  let url = '';
  const emulator: Emulator = createEmulator(settings, {
    eventsUrl: () => eventsUrl,
    baseUrl: () => url,
    onChange: stream.changed,
    stopped: stopping.signal,
  });
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => fail(response, error));
  });

  function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    return route({ emulator, stream, request, response });
  }

  return {
    async start() {
      const port = await listen(server, settings);
      url = `http://${settings.host === '::1' ? '[::1]' : settings.host}:${port}`;
      return { url };
    },
    async stop() {
      stopping.abort();
      stream.close();
      server.closeAllConnections();
      if (server.listening) await new Promise<void>((resolve) => server.close(() => resolve()));
    },
    connect(target) {
      eventsUrl = target;
      stream.changed();
    },
    settled: () => emulator.events.settled(),
  };
}

async function listen(server: Server, settings: Settings): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(settings.port, settings.host, () => resolve());
  });
  return (server.address() as AddressInfo).port;
}

/** The one catcher of this server: a bug answers 500 and the workspace keeps serving. */
function fail(response: ServerResponse, error: unknown): void {
  if (response.headersSent) {
    response.end();
    return;
  }
  const isTooLarge = error instanceof BodyTooLarge;
  const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
  sendText(response, isTooLarge ? 413 : 500, isTooLarge ? 'request too large' : words);
}

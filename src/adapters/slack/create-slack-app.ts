import type { Server } from 'node:http';
import { App, HTTPReceiver, type Receiver, SocketModeReceiver } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import type { ChatFlows } from '../../flows/chat-flows.ts';
import type { Intake, WorkBody } from '../../flows/intake.ts';
import type { Logger } from '../../flows/ports.ts';
import { createLibraryLogger } from './create-library-logger.ts';
import { clientOptions } from './create-slack-client.ts';
import { explainRefusal, fetchSlackIdentity } from './fetch-slack-identity.ts';
import { reportFailure } from './listeners/errors.ts';
import { askerOf } from './listeners/find-addressee.ts';
import { registerListeners } from './listeners/register-listeners.ts';
import { acceptEvent } from './receiver/accept-event.ts';
import { storeBeforeAck } from './receiver/store-before-ack.ts';
import type { SlackIdentity } from './slack-identity.ts';
import { EVENTS_PATH } from './slack-paths.ts';
import type { SlackSettings } from './slack-settings.ts';

/** A path of an HTTP server. */
type CustomRoute = NonNullable<ConstructorParameters<typeof HTTPReceiver>[0]['customRoutes']>[number];

export interface SlackAppOptions {
  readonly settings: SlackSettings;
  /** From `createSlackClient`: the flows' Chat and the listeners speak through the same one. */
  readonly client: WebClient;
  readonly flows: ChatFlows;
  /** Where messages are written down before Slack hears that we have them. */
  readonly intake: Intake;
  readonly logger: Logger;
  /** Further paths of the port that Slack delivers to; not in Socket Mode, which has none. */
  readonly routes?: readonly CustomRoute[];
  /** Takes the place of Socket Mode or HTTP: for tests. */
  readonly receiver?: Receiver;
}

export interface SlackApp {
  readonly app: App;
  /** Who we are; asked of Slack once. */
  identify(): Promise<SlackIdentity>;
  /** Connects. Throws AuthorError when Slack refuses a token, OutsideError when it can't be reached. */
  start(): Promise<{ readonly identity: SlackIdentity; readonly port: number | null }>;
  /** Takes no more deliveries. Safe to call twice, and before `start`. */
  stop(): Promise<void>;
  /** Tells the person behind work that it was given up; logs the error, never the words. */
  tellFailure(body: WorkBody, error: unknown): Promise<void>;
}

/** The Bolt app with every listener on it, not yet started. */
export function createSlackApp(options: SlackAppOptions): SlackApp {
  const { settings, client, flows, intake, logger } = options;
  const who = { identity: null as SlackIdentity | null };
  const identify = async (): Promise<SlackIdentity> => {
    who.identity ??= await fetchSlackIdentity(client);
    return who.identity;
  };
  const receiver = storeBeforeAck(options.receiver ?? createReceiver(options), {
    accept: acceptEvent(intake, identify),
    logger,
  });
  const app = new App({
    receiver,
    logger: createLibraryLogger('bolt', logger),
    clientOptions: clientOptions(settings, logger),
    convoStore: false,
    extendedErrorHandler: true,
    authorize: async () => authorizationOf(await identify(), settings.botToken),
  });
  registerListeners(app, { client, flows, intake, logger, identify });
  let isStarted = false;
  return {
    app,
    identify,
    async start() {
      const identity = await identify();
      const server = await startReceiver(app, settings);
      isStarted = true;
      return { identity, port: portOf(server) };
    },
    async stop() {
      if (!isStarted) return;
      isStarted = false;
      await app.stop();
    },
    tellFailure: (body, error) =>
      reportFailure({ client, logger }, { error, whom: askerOf(body), what: 'work was set aside' }),
  };
}

/** What Bolt wants to know for each delivery; the answer to `auth.test` serves them all. */
function authorizationOf({ userId, botId, teamId }: SlackIdentity, botToken: string) {
  return {
    botToken,
    ...(userId === null ? {} : { botUserId: userId }),
    ...(botId === null ? {} : { botId }),
    ...(teamId === null ? {} : { teamId }),
  };
}

function createReceiver({ settings, logger, routes = [] }: SlackAppOptions): Receiver {
  const { transport } = settings;
  const own = createLibraryLogger('bolt', logger);
  if (transport.kind === 'socket') {
    return new SocketModeReceiver({
      appToken: transport.appToken,
      logger: own,
      installerOptions: { clientOptions: clientOptions(settings, logger) },
    });
  }
  return new HTTPReceiver({
    signingSecret: transport.signingSecret,
    endpoints: EVENTS_PATH,
    logger: own,
    customRoutes: [...routes],
    // An unknown path is an ordinary 404, not an error to log.
    dispatchErrorHandler: ({ response }) => {
      response.writeHead(404).end();
    },
  });
}

async function startReceiver(app: App, settings: SlackSettings): Promise<unknown> {
  const { transport } = settings;
  if (transport.kind === 'http') {
    const { port, host } = transport;
    return app.start(host === null ? { port } : { port, host });
  }
  try {
    return await app.start();
  } catch (error) {
    throw explainRefusal('SLACK_APP_TOKEN', error) ?? error;
  }
}

function portOf(server: unknown): number | null {
  if (typeof server !== 'object' || server === null || !('address' in server)) return null;
  const address = (server as Server).address();
  return typeof address === 'object' && address !== null ? address.port : null;
}

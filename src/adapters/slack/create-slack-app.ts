import { Server } from 'node:http';
import { App, type InstallationStore, type Receiver } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import type { ChatFlows } from '../../flows/chat-flows.ts';
import type { Installations } from '../../flows/installations.ts';
import type { Intake, WorkBody } from '../../flows/intake.ts';
import type { Logger } from '../../flows/ports.ts';
import { createLibraryLogger } from './create-library-logger.ts';
import { clientOptions } from './create-slack-client.ts';
import { explainRefusal } from './fetch-slack-identity.ts';
import { createHints, reportFailure } from './listeners/errors.ts';
import { askerOf } from './listeners/find-addressee.ts';
import { registerListeners } from './listeners/register-listeners.ts';
import { acceptEvent } from './receiver/accept-event.ts';
import { type CustomRoute, createReceiver } from './receiver/create-receiver.ts';
import { type Accept, storeBeforeAck } from './receiver/store-before-ack.ts';
import type { SlackIdentity } from './slack-identity.ts';
import type { SlackSettings } from './slack-settings.ts';
import { createInstallationStore } from './workspaces/installation-store.ts';
import type { Speakers } from './workspaces/speakers.ts';
import { workspaceOf } from './workspaces/workspace-of.ts';

export interface SlackAppOptions {
  readonly settings: SlackSettings;
  /** The flows' Chat and the listeners speak through the same ones. */
  readonly speakers: Speakers;
  readonly flows: ChatFlows;
  /** Where messages are written down before Slack hears that we have them. */
  readonly intake: Intake;
  readonly logger: Logger;
  /** Erases everything of a workspace that took its permission back at that time (null: just now). */
  readonly eraseWorkspace: (workspace: string, leftAt: number | null) => Promise<void>;
  /** Where what workspaces grant is put, where many install the app. */
  readonly installations?: Installations;
  /** Further paths of the port that Slack delivers to; not in Socket Mode, which has none. */
  readonly routes?: readonly CustomRoute[];
  /** Takes the place of Socket Mode or HTTP: for tests. */
  readonly receiver?: Receiver;
}

export interface SlackApp {
  readonly app: App;
  /** Who we are in the one workspace; with many, the identity of nobody. */
  identify(): Promise<SlackIdentity>;
  /** Connects. Throws AuthorError when Slack refuses a token, OutsideError when it can't be reached. */
  start(): Promise<{ readonly identity: SlackIdentity; readonly port: number | null }>;
  /** Takes no more deliveries. Safe to call twice, and before `start`. */
  stop(): Promise<void>;
  /** Tells the person behind work that it was given up; logs the error, never the words. */
  tellFailure(body: WorkBody, error: unknown): Promise<void>;
}

/** Slack itself gives up after three seconds. */
const STOP_GRACE_MS = 4_000;
const NOBODY: SlackIdentity = { userId: null, botId: null, appId: null, teamId: null };

/** The Bolt app with every listener on it, not yet started. */
export function createSlackApp(options: SlackAppOptions): SlackApp {
  const { settings, speakers, flows, intake, logger, installations } = options;
  const hints = createHints();
  const identifyIn = async (workspace: string | null) => (await speakers.speakerFor(workspace)).identify();
  const identify = async () => (settings.install ? NOBODY : identifyIn(null));
  const app = createApp(options, {
    accept: acceptEvent({
      intake,
      logger,
      identify: (body) => identifyIn(workspaceOf(body)),
      async leave({ workspace, at }) {
        speakers.drop(workspace);
        await options.eraseWorkspace(workspace, at);
      },
    }),
    installationStore: installations
      ? createInstallationStore(installations, { clock: Date.now, onInstalled: speakers.drop })
      : null,
  });
  registerListeners(
    app,
    async (body) => {
      const { client, identify, isExternal } = await speakers.speakerFor(workspaceOf(body));
      return { client, flows, intake, logger, identify, isExternal };
    },
    async (body) => ({ client: await clientFor(speakers, workspaceOf(body)), logger, hints }),
  );
  let isStarted = false;
  let server: unknown = null;
  return {
    app,
    identify,
    async start() {
      const identity = await identify();
      server = await startReceiver(app, settings);
      isStarted = true;
      return { identity, port: portOf(server) };
    },
    async stop() {
      if (!isStarted) return;
      isStarted = false;
      await stopReceiver(app, server);
    },
    async tellFailure(body, error) {
      const client = await clientFor(speakers, workspaceOfWork(body));
      await reportFailure(
        { client, logger, hints },
        { error, whom: askerOf(body), what: 'work was set aside' },
      );
    },
  };
}

function createApp(
  { settings, speakers, logger, routes = [], receiver }: SlackAppOptions,
  { accept, installationStore }: { accept: Accept; installationStore: InstallationStore | null },
): App {
  const chosen = receiver ?? createReceiver({ settings, logger, routes, installationStore });
  return new App({
    receiver: storeBeforeAck(chosen, { accept, logger }),
    logger: createLibraryLogger('bolt', logger),
    clientOptions: clientOptions(settings, logger),
    convoStore: false,
    extendedErrorHandler: true,
    async authorize({ teamId }) {
      const speaker = await speakers.speakerFor(teamId ?? null);
      return authorizationOf(await speaker.identify(), speaker.botToken);
    },
  });
}

function workspaceOfWork(body: WorkBody): string | null {
  switch (body.kind) {
    case 'message':
      return body.message.workspace;
    case 'paste':
      return body.paste.workspace;
    case 'run-news':
      return body.news.workspace;
    case 'run-later':
      return body.later.place.workspace;
  }
}

/** Null where nobody can speak: the workspace left. */
async function clientFor(speakers: Speakers, workspace: string | null): Promise<WebClient | null> {
  return speakers.speakerFor(workspace).then(
    ({ client }) => client,
    () => null,
  );
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

/** Answers what came in whole; whoever is still sending by then is hung up on. */
async function stopReceiver(app: App, server: unknown): Promise<void> {
  const timer = setTimeout(() => {
    if (server instanceof Server) server.closeAllConnections();
  }, STOP_GRACE_MS);
  await app.stop();
  clearTimeout(timer);
}

function portOf(server: unknown): number | null {
  if (!(server instanceof Server)) return null;
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : null;
}

import { HTTPReceiver, type InstallationStore, type Receiver, SocketModeReceiver } from '@slack/bolt';
import type { Logger } from '../../../flows/ports.ts';
import { createLibraryLogger } from '../create-library-logger.ts';
import { clientOptions } from '../create-slack-client.ts';
import { listScopes } from '../manifest.ts';
import { EVENTS_PATH, INSTALL_PATH, REDIRECT_PATH } from '../slack-paths.ts';
import type { SlackSettings } from '../slack-settings.ts';

/** A path of an HTTP server. */
export type CustomRoute = NonNullable<ConstructorParameters<typeof HTTPReceiver>[0]['customRoutes']>[number];

export interface ReceiverOptions {
  readonly settings: SlackSettings;
  readonly logger: Logger;
  readonly routes: readonly CustomRoute[];
  /** Where what workspaces grant is put; needed where many install the app. */
  readonly installationStore: InstallationStore | null;
}

/** How Slack reaches us: a socket, or a port with signed requests and, for many workspaces, the installer. */
export function createReceiver({ settings, logger, routes, installationStore }: ReceiverOptions): Receiver {
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
    ...installing(settings, logger, installationStore),
    // An unknown path is an ordinary 404, not an error to log.
    dispatchErrorHandler: ({ response }) => {
      response.writeHead(404).end();
    },
  });
}

/** Slack's own installer: it makes and checks the state, in the address and in a cookie. */
function installing(settings: SlackSettings, logger: Logger, installationStore: InstallationStore | null) {
  const { install, slackApiUrl } = settings;
  if (!install || installationStore === null) return {};
  const page =
    slackApiUrl === null ? {} : { authorizationUrl: new URL('/oauth/v2/authorize', slackApiUrl).href };
  return {
    ...install,
    scopes: [...listScopes()],
    installationStore,
    installerOptions: {
      installPath: INSTALL_PATH,
      redirectUriPath: REDIRECT_PATH,
      stateVerification: true,
      directInstall: true,
      clientOptions: clientOptions(settings, logger),
      ...page,
    },
  };
}

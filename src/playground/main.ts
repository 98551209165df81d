import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../adapters/files/package-root.ts';
import { readPlaybooks } from '../adapters/files/read-playbooks.ts';
import { buildManifest, SHORTCUTS } from '../adapters/slack/manifest.ts';
import { EVENTS_PATH } from '../adapters/slack/slack-paths.ts';
import type { Config } from '../config.ts';
import { createCatalog } from '../core/playbook/create-catalog.ts';
import { createFaultline } from '../faultline.ts';
import { type Manners, PLAYGROUND_MANNERS } from '../flows/manners.ts';
import { PLAYGROUND_APP } from './playground-app.ts';
import { sampleAlerts, sampleLogs } from './samples.ts';
import { type CiServices, startCiServices } from './start-ci-services.ts';
import { createWorkspace } from './workspace/workspace.ts';

/** The built page, also when this runs from the sources. */
const WEB_ROOT = join(PACKAGE_ROOT, 'dist', 'playground', 'web');

/** A running playground: its page's address, and a line about it for people. */
export interface Playground {
  readonly url: string;
  /** Where the bot listens: to the workspace, and to webhooks. */
  readonly botUrl: string;
  /** The CI services of this machine, with their tokens. */
  readonly services: Pick<CiServices, 'urls' | 'settings'>;
  readonly line: string;
  stop(): Promise<void>;
}

/**
 * A Slack workspace, a GitHub, a GitLab and the bot, all on this machine: the bot is the production one, pointed at
 * them by its API addresses and tokens. Nothing is stored on disk.
 */
export async function startPlayground(
  config: Config,
  manners: Manners = PLAYGROUND_MANNERS,
): Promise<Playground> {
  const secrets = { botToken: `xoxb-playground-${token()}`, signingSecret: token() };
  const logs = sampleLogs(createCatalog(await readPlaybooks(config.playbookDirs)));
  const services = await startCiServices(logs);
  const workspace = createWorkspace({
    port: config.port,
    botToken: secrets.botToken,
    signingSecret: secrets.signingSecret,
    ...PLAYGROUND_APP,
    teamId: 'T0PLAYGRND',
    slashCommands: buildManifest({ mode: 'socket' }).features.slash_commands.map(
      ({ command, description, usage_hint }) => ({
        command,
        description,
        usageHint: usage_hint,
      }),
    ),
    shortcuts: SHORTCUTS.map(({ type, name, callback_id }) => ({ type, name, callbackId: callback_id })),
    samples: { logs: [...logs], alerts: [...sampleAlerts(services.urls)] },
    webRoot: WEB_ROOT,
  });
  const { url } = await workspace.start();
  const faultline = await createFaultline(
    {
      ...config,
      database: { kind: 'sqlite', path: ':memory:' },
      ci: services.settings,
      encryptionKeys: [randomBytes(32)],
      // They stand on this machine, and may be connected by hand too.
      privateHosts: Object.values(services.urls).map((url) => new URL(url).host),
    },
    {
      botToken: secrets.botToken,
      slackApiUrl: `${url}/api/`,
      transport: { kind: 'http', signingSecret: secrets.signingSecret, port: 0, host: '127.0.0.1' },
    },
    manners,
  );
  const { port } = await faultline.start();
  workspace.connect(`http://127.0.0.1:${port}${EVENTS_PATH}`);
  return {
    url,
    botUrl: `http://127.0.0.1:${port}`,
    services,
    line: `Faultline's playground listens on ${url} (a local Slack; the bot is connected to it and to nothing else)`,
    async stop() {
      await workspace.stop();
      await faultline.close();
      await services.stop();
    },
  };
}

function token(): string {
  return randomBytes(16).toString('hex');
}

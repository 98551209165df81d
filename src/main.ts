import type { SlackSettings } from './adapters/slack/slack-settings.ts';
import { readEnvironment } from './config/read-environment.ts';
import { type Config, loadConfig } from './config.ts';
import { AuthorError } from './core/errors.ts';
import { createFaultline } from './faultline.ts';
import { startPlayground } from './playground/main.ts';
import { untilStopped } from './until-stopped.ts';

/** What was started: a line for people, and how to stop it. */
export interface Running {
  readonly line: string;
  stop(): Promise<void>;
}

/**
 * Starts the bot: in Slack when its tokens are set, in the playground otherwise (or with `--playground`).
 * Resolves with the exit code when it was stopped: 0 after Ctrl-C or SIGTERM, 2 for a bad configuration.
 */
export async function main(argv: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  try {
    const config = loadConfig(argv.includes('--playground') ? withoutSlack(env) : env);
    const running =
      config.slack.kind === 'none' ? await startPlayground(config) : await startInSlack(config, config.slack);
    process.stdout.write(`${running.line}\n`);
    await untilStopped();
    await running.stop();
    return 0;
  } catch (error) {
    if (!(error instanceof AuthorError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 2;
  }
}

/** The playground brings its own tokens; those of a real workspace must not reach it. */
function withoutSlack(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => !name.startsWith('SLACK_') && name !== 'NODE_ENV'),
  );
}

async function startInSlack(
  config: Config,
  slack: Exclude<Config['slack'], { kind: 'none' }>,
): Promise<Running> {
  const faultline = await createFaultline(config, slackSettings(config, slack));
  const { identity, port } = await faultline.start();
  const where =
    slack.kind !== 'socket'
      ? `http://0.0.0.0:${port}/slack/events`
      : `Socket Mode${port === null ? '' : ` and http://0.0.0.0:${port}`}`;
  if (slack.kind === 'install') {
    const install = `/slack/install`;
    return {
      line: `Faultline listens on ${where}, for every workspace that installs it at ${install} (${slack.apiUrl ?? 'Slack'})`,
      stop: () => faultline.close(),
    };
  }
  return {
    line: `Faultline listens on ${where}, connected to ${slack.apiUrl ?? 'Slack'} as ${identity.userId ?? 'its bot user'} in ${identity.teamId ?? 'its workspace'}`,
    stop: () => faultline.close(),
  };
}

function slackSettings(config: Config, slack: Exclude<Config['slack'], { kind: 'none' }>): SlackSettings {
  if (slack.kind === 'install') {
    const { apiUrl, signingSecret, ...install } = slack;
    const transport = { kind: 'http', signingSecret, port: config.port, host: null } as const;
    return { botToken: '', install, slackApiUrl: apiUrl, transport };
  }
  const { botToken, apiUrl } = slack;
  if (slack.kind === 'socket')
    return { botToken, slackApiUrl: apiUrl, transport: { kind: 'socket', appToken: slack.appToken } };
  const { signingSecret } = slack;
  return {
    botToken,
    slackApiUrl: apiUrl,
    transport: { kind: 'http', signingSecret, port: config.port, host: null },
  };
}

if (import.meta.filename === process.argv[1]) {
  process.exitCode = await main(process.argv.slice(2), readEnvironment());
}

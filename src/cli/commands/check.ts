import type { SlackSettings } from '../../adapters/slack/slack-settings.ts';
import type { SlackConfig } from '../../config.ts';
import { AuthorError } from '../../core/errors.ts';
import type { AccessCheck } from '../../flows/access-check.ts';
import { providerVariables } from '../../flows/ci-settings.ts';
import type { Call, Command } from '../command.ts';

export const checkCommand: Command = {
  name: 'check',
  usage: '',
  summary: "verifies Slack's scopes and the token of every CI service that is set",
  minArgs: 0,
  maxArgs: 0,
  formats: ['text', 'json'],
  options: [],
  run: runCheck,
};

/** 0: nothing is wrong; 1: something is; 2: there is nothing to check, or a setting can't be read. */
async function runCheck({ format, terminal }: Call): Promise<number> {
  // Loaded late: no other command should pay for Slack's and GitHub's libraries.
  const [{ loadConfig }, { checkSlack }, { checkTokens }, { silentLogger }] = await Promise.all([
    import('../../config.ts'),
    import('../../adapters/slack/check-slack.ts'),
    import('../../adapters/ci/check-tokens.ts'),
    import('../silent-logger.ts'),
  ]);
  const { slack, ci } = loadConfig(terminal.env);
  const settings = slackSettings(slack);
  const [ofSlack, ofProviders] = await Promise.all([
    settings === null ? [notAsked(slack)] : checkSlack(settings, silentLogger),
    checkTokens(ci),
  ]);
  if (settings === null && slack.kind === 'none' && ofProviders.length === 0) throw nothingToCheck();
  const checks = [...ofSlack, ...ofProviders];
  const unset = Object.values(providerVariables)
    .map(({ token }) => token)
    .filter((token) => !checks.some(({ what }) => what === token));
  terminal.stdout.write(
    format === 'json' ? `${JSON.stringify({ checks, notSet: unset })}\n` : renderChecks(checks, unset),
  );
  return checks.some(({ state }) => state === 'wrong') ? 1 : 0;
}

/** Null where no token of a workspace is in the environment. */
function slackSettings(slack: SlackConfig): SlackSettings | null {
  if (slack.kind === 'none' || slack.kind === 'install') return null;
  const { botToken, apiUrl: slackApiUrl } = slack;
  const transport =
    slack.kind === 'socket'
      ? ({ kind: 'socket', appToken: slack.appToken } as const)
      : ({ kind: 'http', signingSecret: slack.signingSecret, port: 0, host: null } as const);
  return { botToken, slackApiUrl, transport };
}

function notAsked({ kind }: SlackConfig): AccessCheck {
  const what = 'SLACK_BOT_TOKEN';
  if (kind === 'install')
    return {
      what,
      state: 'not-set',
      detail: 'each workspace gives its own at /slack/install',
      hint: null,
    };
  const hint = 'OAuth & Permissions of your Slack app; without it npm start opens the playground';
  return { what, state: 'not-set', detail: 'is missing', hint };
}

function nothingToCheck(): AuthorError {
  const hint =
    'set SLACK_BOT_TOKEN (OAuth & Permissions) with SLACK_APP_TOKEN or SLACK_SIGNING_SECRET (Basic Information), or the token of a CI service';
  return new AuthorError([
    {
      code: 'nothing-to-check',
      where: 'SLACK_BOT_TOKEN',
      message: 'is missing, as is every other token',
      hint,
    },
  ]);
}

const MARKS = { ok: 'ok', wrong: 'WRONG', unsure: 'unsure', 'not-set': 'not set' } as const;

function renderChecks(checks: readonly AccessCheck[], unset: readonly string[]): string {
  const lines = checks.map(({ what, state, detail, hint }) => {
    const words = hint === null ? detail : `${detail}: ${hint}`;
    return `${MARKS[state].padEnd(8)} ${what.padEnd(22)} ${words}\n`;
  });
  const rest = unset.length === 0 ? '' : `not set: ${unset.join(', ')}\n`;
  // What a service answered stays on its line and can not steer the terminal.
  return (
    lines
      .map((line) => `${line.replaceAll(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ').trimEnd()}\n`)
      .join('') + rest
  );
}

import { WebClient } from '@slack/web-api';
import type { AccessCheck } from '../../flows/access-check.ts';
import type { Logger } from '../../flows/ports.ts';
import { clientOptions } from './create-slack-client.ts';
import { explainRefusal } from './fetch-slack-identity.ts';
import { listScopes } from './manifest.ts';
import { slackErrorCode } from './slack-error.ts';
import type { SlackSettings } from './slack-settings.ts';

/**
 * Asks Slack whose the tokens are and what they may: the bot's scopes against the manifest's, the app-level token
 * for Socket Mode. Never throws for what Slack answers.
 */
export async function checkSlack(settings: SlackSettings, logger: Logger): Promise<readonly AccessCheck[]> {
  const options = { ...clientOptions(settings, logger), retryConfig: { retries: 0 } };
  const bot = checkBot(new WebClient(settings.botToken, options));
  const { transport } = settings;
  if (transport.kind === 'http') return [...(await bot), SIGNING_SECRET];
  return [...(await bot), await checkSocket(new WebClient(transport.appToken, options))];
}

const SIGNING_SECRET: AccessCheck = {
  what: 'SLACK_SIGNING_SECRET',
  state: 'unsure',
  detail: 'is set; Slack tells with its first delivery whether it fits',
  hint: 'save the request URL under Event Subscriptions: Slack then tries it',
};

async function checkBot(client: WebClient): Promise<readonly AccessCheck[]> {
  const what = 'SLACK_BOT_TOKEN';
  try {
    const who = await client.auth.test();
    const detail = `Slack knows it: ${who.user ?? 'a bot'} in ${who.team ?? 'its workspace'}`;
    return [{ what, state: 'ok', detail, hint: null }, judgeScopes(who.response_metadata?.scopes)];
  } catch (error) {
    return [describeFailure(what, error)];
  }
}

/** Slack sends what was granted as a header with every answer. */
function judgeScopes(granted: readonly string[] | undefined): AccessCheck {
  const what = 'scopes';
  const wanted = listScopes();
  if (granted === undefined)
    return { what, state: 'unsure', detail: 'Slack did not say what was granted', hint: null };
  const missing = wanted.filter((scope) => !granted.includes(scope));
  if (missing.length === 0)
    return { what, state: 'ok', detail: `all ${wanted.length} are granted`, hint: null };
  return {
    what,
    state: 'wrong',
    detail: `not granted: ${missing.join(', ')}`,
    hint: 'add them under OAuth & Permissions (`faultline manifest` prints the whole app), then install the app again',
  };
}

/** Opening a connection is what the token is for; the address that comes back is not used. */
async function checkSocket(client: WebClient): Promise<AccessCheck> {
  const what = 'SLACK_APP_TOKEN';
  try {
    await client.apps.connections.open();
    return { what, state: 'ok', detail: 'Slack opens Socket Mode for it', hint: null };
  } catch (error) {
    return describeFailure(what, error);
  }
}

function describeFailure(what: 'SLACK_BOT_TOKEN' | 'SLACK_APP_TOKEN', error: unknown): AccessCheck {
  const [problem] = explainRefusal(what, error)?.problems ?? [];
  if (problem) return { what, state: 'wrong', detail: problem.message, hint: problem.hint };
  const code = slackErrorCode(error);
  if (code === 'missing_scope')
    return {
      what,
      state: 'wrong',
      detail: 'it lacks connections:write',
      hint: 'make an app-level token with it: Basic Information',
    };
  return {
    what,
    state: 'wrong',
    detail: `Slack can not be asked (${code ?? 'no answer'})`,
    hint: 'check SLACK_API_URL, and that this machine may reach Slack',
  };
}

import type { WebClient } from '@slack/web-api';
import { AuthorError } from '../../core/errors.ts';
import { slackErrorCode, wrapSlackError } from './slack-error.ts';
import type { SlackIdentity } from './slack-identity.ts';

/** Codes with which Slack says that a token is of no use. */
const REFUSED = [
  'invalid_auth',
  'not_authed',
  'account_inactive',
  'token_revoked',
  'token_expired',
  'not_allowed_token_type',
  'user_removed_from_team',
  'team_disabled',
];

/**
 * Asks Slack who the token's owner is. Throws AuthorError when Slack refuses the token, OutsideError when
 * Slack can't be reached.
 */
export async function fetchSlackIdentity(client: Pick<WebClient, 'auth'>): Promise<SlackIdentity> {
  try {
    const who = await client.auth.test();
    return {
      userId: who.user_id ?? null,
      botId: who.bot_id ?? null,
      // Slack tells it with each delivery.
      appId: null,
      teamId: who.team_id ?? null,
    };
  } catch (error) {
    throw explainRefusal('SLACK_BOT_TOKEN', error) ?? wrapSlackError('auth.test', error);
  }
}

/** What to tell the person who set the token, or null when the token is not what went wrong. */
export function explainRefusal(variable: 'SLACK_BOT_TOKEN' | 'SLACK_APP_TOKEN', error: unknown) {
  const code = slackErrorCode(error);
  if (code === null || !REFUSED.includes(code)) return null;
  const hint =
    variable === 'SLACK_BOT_TOKEN'
      ? 'copy the bot token (xoxb-...) from "OAuth & Permissions" in the settings of your Slack app, after installing it'
      : 'make an app-level token (xapp-...) with connections:write under "Basic Information" in the settings of your Slack app';
  return new AuthorError([
    { code: 'slack-token-refused', where: variable, message: `Slack refused the token: ${code}`, hint },
  ]);
}

/** Asks once; a failure is asked again. */
export function createIdentify(client: Pick<WebClient, 'auth'>): () => Promise<SlackIdentity> {
  let known: SlackIdentity | null = null;
  return async () => {
    known ??= await fetchSlackIdentity(client);
    return known;
  };
}

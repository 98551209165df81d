import { neededScope, slackErrorCode } from '../slack-error.ts';

const INVITE = 'Invite it with `/invite @Faultline` and try again.';
const FEW_MAY_POST =
  'This channel allows only some people to post. Ask an admin of it to let Faultline write here, or hand the log over in a direct message.';

/** What a person can do about an answer of Slack's. */
const ADVICE: Readonly<Record<string, string>> = {
  not_in_channel: `Faultline is not in this channel. ${INVITE}`,
  channel_not_found: `Faultline can not see this conversation. ${INVITE}`,
  is_archived:
    'This channel is archived, so the answer can not be posted there. Hand the log over in another channel, or in a direct message.',
  restricted_action: FEW_MAY_POST,
  restricted_action_read_only_channel: FEW_MAY_POST,
  restricted_action_thread_only_channel: FEW_MAY_POST,
  restricted_action_non_threadable_channel:
    'This channel has no threads, and Faultline answers in threads. Hand the log over in another channel, or in a direct message.',
  no_permission: `Slack does not let Faultline do that here. ${INVITE}`,
  messages_tab_disabled: 'Direct messages with Faultline are switched off in this workspace: ask an admin.',
  user_not_in_channel:
    'You are not in that channel, so nothing can be shown to you there. Join it and try again.',
  cant_dm_bot: 'A bot can not be sent that. Choose a person or a channel.',
  account_inactive: 'Faultline was removed from this workspace. Ask an admin to install it again.',
  token_revoked: 'Faultline was removed from this workspace. Ask an admin to install it again.',
  invalid_auth: 'Slack does not know the token of Faultline any more. Ask an admin to install it again.',
  expired_trigger_id: 'Slack closed the window before it could open. Try again.',
};

/** What to tell the person behind work that Slack refused; null when it is not theirs to mend. */
export function adviceOn(error: unknown): string | null {
  const code = slackErrorCode(error);
  if (code !== 'missing_scope') return ADVICE[code ?? ''] ?? null;
  const scope = neededScope(error);
  const what = scope === null ? 'a permission' : `the permission \`${scope}\``;
  return `Faultline lacks ${what} in this workspace. Ask an admin to install it again: the app asks for everything it needs.`;
}

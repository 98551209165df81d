import type { Reply } from './delivery.ts';
import type { Emulator } from './emulator.ts';
import { isJson, textOf } from './json-values.ts';
import type { Channel, Json } from './model.ts';
import { SlackError } from './slack-error.ts';

export interface CommandCall {
  readonly channel: Channel;
  readonly user: string;
  /** As typed: `/faultline explain http-auth-failure`. */
  readonly line: string;
}

/** Runs a slash command; what the bot answers in its acknowledgement is shown at once. */
export async function runCommand(emulator: Emulator, call: CommandCall): Promise<Json> {
  const [command = '', ...words] = call.line.trim().split(' ');
  if (!emulator.settings.slashCommands.some((one) => one.command === command)) {
    throw new SlackError('unknown_command');
  }
  const origin = { channel: call.channel, user: call.user };
  const fields: Record<string, string> = {
    token: 'playground-verification-token',
    team_id: emulator.settings.teamId,
    team_domain: 'playground',
    channel_id: call.channel.id,
    channel_name: call.channel.is_im ? 'directmessage' : call.channel.name,
    user_id: call.user,
    user_name: emulator.store.user(call.user).name,
    command,
    text: words.join(' ').trim(),
    api_app_id: emulator.settings.appId,
    is_enterprise_install: 'false',
    response_url: emulator.responseUrls.issue(origin),
    trigger_id: emulator.triggers.issue(),
  };
  const reply = await emulator.deliver({
    name: command,
    contentType: 'application/x-www-form-urlencoded',
    body: new URLSearchParams(fields).toString(),
    shown: fields,
  });
  if (reply.reason !== 'ok') {
    const error = failureOf(reply);
    emulator.store.whisper(call.channel, call.user, {
      username: 'Slackbot',
      text: `${command} failed with the error "${error}"`,
    });
    return { ok: false, error };
  }
  const body = bodyOf(reply.text);
  if (body !== null) emulator.responseUrls.respond(origin, body);
  return { ok: true };
}

/** Slack's words for a bot that did not acknowledge. */
export function failureOf(reply: Reply): string {
  if (reply.reason === 'http_timeout') return 'operation_timeout';
  if (reply.reason === 'not_connected') return 'app_not_connected';
  return 'dispatch_failed';
}

/** The acknowledgement may be empty, a message as JSON, or plain words. */
function bodyOf(text: string): Json | null {
  if (text.trim() === '') return null;
  try {
    const body: unknown = JSON.parse(text);
    if (isJson(body)) return Object.keys(body).length === 0 ? null : body;
    return { text: textOf(body) || text };
  } catch {
    return { text };
  }
}

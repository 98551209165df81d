import type { Emulator } from './emulator.ts';
import { findElement, type Press, pressedAction } from './find-element.ts';
import { isJson, jsonOf } from './json-values.ts';
import type { Block, Channel, Ephemeral, Json, Message, View } from './model.ts';
import { SlackError } from './slack-error.ts';
import { failureOf } from './slash-commands.ts';

/** A button or menu in a message of our bot. Buttons of other apps lead nowhere, as this workspace has one bot. */
export async function pressInMessage(
  emulator: Emulator,
  where: { channel: Channel; ts: string },
  press: Press,
): Promise<Json> {
  const { channel, ts } = where;
  const note = emulator.store.ephemerals(channel.id).find((one) => one.ts === ts);
  const message: Message | Ephemeral | undefined = note ?? emulator.store.find(channel.id, ts);
  if (message === undefined) throw new SlackError('message_not_found');
  if (message.bot_id !== emulator.settings.botId) throw new SlackError('not_our_message');
  const action = actionIn(emulator, [...(message.blocks ?? []), ...attachedBlocks(message)], press);
  const threadTs = message.thread_ts;
  const isEphemeral = note !== undefined;
  const container = {
    type: 'message',
    message_ts: ts,
    channel_id: channel.id,
    is_ephemeral: isEphemeral,
    ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
  };
  const origin = { ts, isEphemeral, ...(threadTs === undefined ? {} : { threadTs }) };
  return dispatch(emulator, `block_actions ${press.actionId}`, {
    ...envelope(emulator, 'block_actions', press.user),
    container,
    channel: { id: channel.id, name: channel.is_im ? 'directmessage' : channel.name },
    // Slack sends the message only when it is in the history.
    ...(isEphemeral ? {} : { message }),
    state: { values: {} },
    response_url: emulator.responseUrls.issue({ channel, user: press.user, message: origin }),
    actions: [action],
  });
}

function attachedBlocks(message: Message): Block[] {
  return (message.attachments ?? []).flatMap((attachment) => attachment.blocks ?? []);
}

function actionIn(emulator: Emulator, blocks: readonly Block[], press: Press): Json {
  const found = findElement(blocks, press);
  if (found === null) throw new SlackError('action_not_found');
  return { ...pressedAction(found, press), action_ts: emulator.store.nextTs() };
}

/** A button inside the open modal or on the home tab. */
export async function pressInView(emulator: Emulator, view: View, press: Press): Promise<Json> {
  const action = actionIn(emulator, view.blocks, press);
  return dispatch(emulator, `block_actions ${press.actionId}`, {
    ...envelope(emulator, 'block_actions', press.user),
    container: { type: 'view', view_id: view.id },
    view,
    actions: [action],
  });
}

export async function runShortcut(emulator: Emulator, callbackId: string, user: string): Promise<Json> {
  return dispatch(emulator, `shortcut ${callbackId}`, {
    ...envelope(emulator, 'shortcut', user),
    callback_id: callbackId,
    action_ts: emulator.store.nextTs(),
  });
}

export async function runMessageShortcut(
  emulator: Emulator,
  where: { channel: Channel; ts: string },
  by: { callbackId: string; user: string },
): Promise<Json> {
  const { channel, ts } = where;
  const message = emulator.store.find(channel.id, ts);
  if (message === undefined) throw new SlackError('message_not_found');
  const origin = { channel, user: by.user, message: { ts, isEphemeral: false } };
  return dispatch(emulator, `message_action ${by.callbackId}`, {
    ...envelope(emulator, 'message_action', by.user),
    callback_id: by.callbackId,
    action_ts: emulator.store.nextTs(),
    message_ts: ts,
    message,
    channel: { id: channel.id, name: channel.is_im ? 'directmessage' : channel.name },
    response_url: emulator.responseUrls.issue(origin),
  });
}

export function envelope(emulator: Emulator, type: string, user: string): Json {
  const { settings, store, triggers } = emulator;
  const { name } = store.user(user);
  return {
    type,
    team: { id: settings.teamId, domain: 'playground' },
    user: { id: user, name, username: name, team_id: settings.teamId },
    api_app_id: settings.appId,
    token: 'playground-verification-token',
    enterprise: null,
    is_enterprise_install: false,
    trigger_id: triggers.issue(),
  };
}

/** Sends an interaction; `{ok, body}` holds what the bot put into its acknowledgement. */
export async function dispatch(emulator: Emulator, name: string, payload: Json): Promise<Json> {
  const reply = await emulator.deliver({
    name,
    contentType: 'application/x-www-form-urlencoded',
    body: new URLSearchParams({ payload: JSON.stringify(payload) }).toString(),
    shown: payload,
  });
  if (reply.reason !== 'ok') return { ok: false, error: failureOf(reply) };
  return { ok: true, body: acknowledged(reply.text) };
}

function acknowledged(text: string): Json {
  if (text.trim() === '') return {};
  try {
    const body: unknown = JSON.parse(text);
    return isJson(body) ? jsonOf(body) : {};
  } catch {
    return {};
  }
}

import type { Emulator } from '../emulator.ts';
import { jsonOf, textOf } from '../json-values.ts';
import type { Channel, Json, Message, MessageBody } from '../model.ts';
import { botIdentity, type Identity, readPostBody } from '../post-body.ts';
import { SlackError } from '../slack-error.ts';
import { isTrue, required } from './arguments.ts';
import type { Methods } from './methods.ts';

export const chatMethods: Methods = {
  'chat.postMessage': postMessage,
  'chat.update': update,
  'chat.delete': remove,
  'chat.postEphemeral': postEphemeral,
  'chat.getPermalink': getPermalink,
  'reactions.add': (emulator, args) => react(emulator, args, true),
  'reactions.remove': (emulator, args) => react(emulator, args, false),
};

/** A user id opens the direct message with that person, as `chat.postMessage` allows. */
export function findChannel(emulator: Emulator, args: Json): Channel {
  const id = required(args, 'channel');
  const direct = emulator.store.channels.find((one) => one.is_im && one.user === id);
  return direct ?? emulator.store.channel(id);
}

function postMessage(emulator: Emulator, args: Json): Json {
  const channel = findChannel(emulator, args);
  const threadTs = textOf(args['thread_ts']);
  const draft: MessageBody = {
    ...identity(emulator, args),
    ...readPostBody(args),
    ...(threadTs === '' ? {} : { thread_ts: threadTs }),
    ...(args['metadata'] === undefined ? {} : { metadata: jsonOf(args['metadata']) }),
  };
  const message = emulator.store.post(channel, draft, isTrue(args['reply_broadcast']));
  emulator.settings.onPost({ channel: channel.id, thread: message.thread_ts ?? null });
  return { channel: channel.id, ts: message.ts, message };
}

/** With another name over it, the post loses its user and becomes a `bot_message`. */
function identity(emulator: Emulator, args: Json): Identity {
  const own = botIdentity(emulator.settings);
  const username = textOf(args['username']);
  if (username === '') return own;
  return { bot_id: own.bot_id, app_id: own.app_id, subtype: 'bot_message', username };
}

function update(emulator: Emulator, args: Json): Json {
  const channel = findChannel(emulator, args);
  const old = ownMessage(emulator, channel, { ts: required(args, 'ts'), code: 'cant_update_message' });
  const edited = { user: emulator.settings.botUser.id, ts: emulator.store.nextTs() };
  // Attachments that are not named stay; an empty list removes them.
  const removed = Array.isArray(args['attachments']) ? { attachments: [] } : {};
  const body = readPostBody(args, { maxText: 4_000 });
  const message = emulator.store.change(channel, old.ts, { ...removed, ...body, edited });
  return { channel: channel.id, ts: message.ts, text: message.text, message };
}

function remove(emulator: Emulator, args: Json): Json {
  const channel = findChannel(emulator, args);
  const old = ownMessage(emulator, channel, { ts: required(args, 'ts'), code: 'cant_delete_message' });
  emulator.store.remove(channel, old.ts);
  return { channel: channel.id, ts: old.ts };
}

function ownMessage(emulator: Emulator, channel: Channel, wanted: { ts: string; code: string }): Message {
  const message = emulator.store.find(channel.id, wanted.ts);
  if (message === undefined) throw new SlackError('message_not_found');
  if (message.bot_id !== emulator.settings.botId) throw new SlackError(wanted.code);
  return message;
}

function postEphemeral(emulator: Emulator, args: Json): Json {
  const channel = findChannel(emulator, args);
  const reader = emulator.store.users.find((user) => user.id === required(args, 'user'));
  if (reader === undefined) throw new SlackError('user_not_in_channel');
  const threadTs = textOf(args['thread_ts']);
  const note = emulator.store.whisper(channel, reader.id, {
    ...identity(emulator, args),
    ...readPostBody(args),
    ...(threadTs === '' ? {} : { thread_ts: threadTs }),
  });
  return { message_ts: note.ts };
}

function getPermalink(emulator: Emulator, args: Json): Json {
  const channel = findChannel(emulator, args);
  const ts = required(args, 'message_ts');
  if (emulator.store.find(channel.id, ts) === undefined) throw new SlackError('message_not_found');
  const permalink = `${emulator.baseUrl()}/archives/${channel.id}/p${ts.replace('.', '')}`;
  return { channel: channel.id, permalink };
}

function react(emulator: Emulator, args: Json, on: boolean): Json {
  const channel = findChannel(emulator, args);
  const name = required(args, 'name').replaceAll(':', '');
  emulator.store.react(channel, required(args, 'timestamp'), {
    name,
    user: emulator.settings.botUser.id,
    on,
  });
  return {};
}

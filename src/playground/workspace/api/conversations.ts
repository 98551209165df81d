import type { Emulator } from '../emulator.ts';
import { textOf } from '../json-values.ts';
import type { Channel, Json, Message } from '../model.ts';
import { SlackError } from '../slack-error.ts';
import { isTrue, numberOf, required } from './arguments.ts';
import { findChannel } from './chat.ts';
import type { Methods } from './methods.ts';

export const conversationMethods: Methods = {
  'conversations.info': (emulator, args) => ({ channel: shape(emulator, findChannel(emulator, args)) }),
  'conversations.list': list,
  'users.conversations': list,
  'conversations.history': history,
  'conversations.replies': replies,
  'conversations.open': open,
  'conversations.members': (emulator, args) => ({
    members: members(emulator, findChannel(emulator, args)),
    response_metadata: { next_cursor: '' },
  }),
};

function members(emulator: Emulator, channel: Channel): readonly string[] {
  const { store, settings } = emulator;
  return channel.is_im ? [channel.user ?? '', settings.botUser.id] : store.users.map((user) => user.id);
}

function shape(emulator: Emulator, channel: Channel): Json {
  if (channel.is_im)
    return { id: channel.id, is_im: true, is_channel: false, user: channel.user, is_open: true };
  return {
    id: channel.id,
    name: channel.name,
    name_normalized: channel.name,
    is_channel: true,
    is_im: false,
    is_private: false,
    is_archived: false,
    is_member: true,
    is_general: channel.name === 'general',
    context_team_id: emulator.settings.teamId,
    topic: { value: channel.topic, creator: '', last_set: 0 },
    purpose: { value: '', creator: '', last_set: 0 },
    num_members: members(emulator, channel).length,
  };
}

function list(emulator: Emulator, args: Json): Json {
  const types = (textOf(args['types']) || 'public_channel').split(',');
  const wanted = emulator.store.channels.filter((one) => types.includes(one.is_im ? 'im' : 'public_channel'));
  const channels = wanted.map((one) => shape(emulator, one));
  return { channels, response_metadata: { next_cursor: '' } };
}

interface Page {
  readonly messages: readonly Message[];
  readonly args: Json;
  readonly newestFirst: boolean;
}

/** One page between `oldest` and `latest`; the cursor is the index to go on from. */
function page({ messages, args, newestFirst }: Page): Json {
  const oldest = textOf(args['oldest']) || '0';
  const latest = textOf(args['latest']) || '9999999999.999999';
  const inclusive = isTrue(args['inclusive']);
  const within = messages.filter(({ ts }) => {
    if (inclusive && (ts === oldest || ts === latest)) return true;
    return Number(ts) > Number(oldest) && Number(ts) < Number(latest);
  });
  const ordered = newestFirst ? within.toReversed() : within;
  const from = numberOf(args['cursor'], 0);
  const to = from + Math.min(numberOf(args['limit'], 100), 999);
  const more = to < ordered.length;
  return {
    messages: ordered.slice(from, to),
    has_more: more,
    response_metadata: { next_cursor: more ? String(to) : '' },
  };
}

function history(emulator: Emulator, args: Json): Json {
  const channel = findChannel(emulator, args);
  const roots = emulator.store
    .messages(channel.id)
    .filter(
      (one) => one.thread_ts === undefined || one.thread_ts === one.ts || one.subtype === 'thread_broadcast',
    );
  return { ...page({ messages: roots, args, newestFirst: true }), pin_count: 0 };
}

function replies(emulator: Emulator, args: Json): Json {
  const channel = findChannel(emulator, args);
  const asked = emulator.store.find(channel.id, required(args, 'ts'));
  if (asked === undefined) throw new SlackError('thread_not_found');
  const rootTs = asked.thread_ts ?? asked.ts;
  const thread = emulator.store
    .messages(channel.id)
    .filter((one) => one.ts === rootTs || one.thread_ts === rootTs);
  return page({ messages: thread, args, newestFirst: false });
}

function open(emulator: Emulator, args: Json): Json {
  const users = textOf(args['users']);
  const direct = emulator.store.channels.find(
    (one) => one.is_im && (one.user === users || one.id === textOf(args['channel'])),
  );
  if (direct === undefined) throw new SlackError('user_not_found');
  return { channel: { id: direct.id } };
}

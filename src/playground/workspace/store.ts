import { createClock } from './ids.ts';
import type { Channel, Ephemeral, Json, Message, MessageBody, User } from './model.ts';
import type { Settings } from './options.ts';
import { SlackError } from './slack-error.ts';

export interface StoreListeners {
  /** Something a page or a test can see has changed. */
  onChange(): void;
  /** An inner event, as the Events API carries it. */
  onEvent(event: Json): void;
}

/** The whole state of the workspace. Events, history and the page are views of it. */
export class Store {
  readonly users: readonly User[];
  readonly channels: readonly Channel[];
  /** The person at the keyboard. */
  readonly me: string;
  readonly #messages = new Map<string, Message[]>();
  readonly #ephemerals = new Map<string, Ephemeral[]>();
  readonly #nextTs = createClock();
  readonly #listeners: StoreListeners;

  constructor(settings: Settings, listeners: StoreListeners) {
    const { botUser } = settings;
    this.#listeners = listeners;
    this.me = 'U0MARA0001';
    this.users = [
      { id: this.me, name: 'mara', real_name: 'Mara Lind', is_bot: false },
      { id: 'U0JONAS001', name: 'jonas', real_name: 'Jonas Okafor', is_bot: false },
      { id: botUser.id, name: botUser.name, real_name: botUser.name, is_bot: true },
    ];
    this.channels = [
      channel('C0BUILDS01', 'builds', 'Every build of every branch'),
      channel('C0RELEASE1', 'release', 'Shipping, and what stops it'),
      channel('C0GENERAL1', 'general', 'Everyone, about everything'),
      ...settings.moreChannels.map((name, at) => channel(`C1${String(at).padStart(8, '0')}`, name, '')),
      { id: 'D0BOT00001', name: botUser.name, is_im: true, user: this.me, topic: '' },
    ];
  }

  channel(id: string): Channel {
    const found = this.channels.find((one) => one.id === id || `#${one.name}` === id || one.name === id);
    if (found === undefined) throw new SlackError('channel_not_found');
    return found;
  }

  user(id: string): User {
    const found = this.users.find((one) => one.id === id);
    if (found === undefined) throw new SlackError('user_not_found');
    return found;
  }

  nextTs(): string {
    return this.#nextTs();
  }

  messages(channelId: string): readonly Message[] {
    return this.#messages.get(channelId) ?? [];
  }

  ephemerals(channelId: string): readonly Ephemeral[] {
    return this.#ephemerals.get(channelId) ?? [];
  }

  find(channelId: string, ts: string): Message | undefined {
    return this.messages(channelId).find((message) => message.ts === ts);
  }

  post(where: Channel, draft: MessageBody, broadcast = false): Message {
    const message: Message = { ...draft, type: 'message', ts: this.nextTs() };
    const root = draft.thread_ts === undefined ? undefined : this.find(where.id, draft.thread_ts);
    if (draft.thread_ts !== undefined && root === undefined) throw new SlackError('thread_not_found');
    if (root !== undefined) {
      // A reply to a reply belongs to the first message of the thread.
      message.thread_ts = root.thread_ts ?? root.ts;
      this.#countReply(where, message);
      if (broadcast) message.subtype = 'thread_broadcast';
    }
    this.#messages.set(where.id, [...this.messages(where.id), message]);
    const copiedRoot = broadcast && root !== undefined ? { root: structuredClone(root) } : {};
    this.#listeners.onEvent({ ...messageEvent(where, message), ...copiedRoot });
    this.#listeners.onChange();
    return message;
  }

  #countReply(where: Channel, reply: Message): void {
    const parent = this.find(where.id, reply.thread_ts ?? '');
    if (parent === undefined) return;
    parent.thread_ts = parent.ts;
    parent.reply_count = (parent.reply_count ?? 0) + 1;
    parent.latest_reply = reply.ts;
    if (parent.user !== undefined) reply.parent_user_id = parent.user;
  }

  change(where: Channel, ts: string, patch: Partial<Message>): Message {
    const old = this.find(where.id, ts);
    if (old === undefined) throw new SlackError('message_not_found');
    const message: Message = { ...old, ...patch };
    this.#replace(where, message);
    const event = { subtype: 'message_changed', hidden: true, message, previous_message: old };
    this.#listeners.onEvent(this.#hiddenEvent(where, event));
    this.#listeners.onChange();
    return message;
  }

  /** A parent with replies leaves a tombstone, so that its thread stays readable. */
  remove(where: Channel, ts: string): void {
    const old = this.find(where.id, ts);
    if (old === undefined) throw new SlackError('message_not_found');
    if ((old.reply_count ?? 0) > 0) {
      const { blocks: _blocks, attachments: _attachments, ...bare } = old;
      this.#replace(where, { ...bare, subtype: 'tombstone', text: 'This message was deleted.' });
    } else {
      const rest = this.messages(where.id).filter((message) => message.ts !== ts);
      this.#messages.set(where.id, rest);
      const parent = old.thread_ts === undefined ? undefined : this.find(where.id, old.thread_ts);
      if (parent?.reply_count !== undefined) parent.reply_count -= 1;
    }
    const event = { subtype: 'message_deleted', hidden: true, deleted_ts: ts, previous_message: old };
    this.#listeners.onEvent(this.#hiddenEvent(where, event));
    this.#listeners.onChange();
  }

  react(where: Channel, ts: string, reaction: { name: string; user: string; on: boolean }): void {
    const message = this.find(where.id, ts);
    if (message === undefined) throw new SlackError('message_not_found');
    const { name, user, on } = reaction;
    const current = message.reactions?.find((one) => one.name === name);
    if (current?.users.includes(user) === on) throw new SlackError(on ? 'already_reacted' : 'no_reaction');
    if (!on && current === undefined) throw new SlackError('no_reaction');
    const others = (message.reactions ?? []).filter((one) => one.name !== name);
    const before = current?.users ?? [];
    const users = on ? [...before, user] : before.filter((one) => one !== user);
    message.reactions = users.length > 0 ? [...others, { name, users, count: users.length }] : others;
    const item = { type: 'message', channel: where.id, ts };
    const event = { type: on ? 'reaction_added' : 'reaction_removed', user, reaction: name, item };
    this.#listeners.onEvent({ ...event, event_ts: this.nextTs() });
    this.#listeners.onChange();
  }

  whisper(where: Channel, seenBy: string, draft: MessageBody): Ephemeral {
    const note: Ephemeral = {
      ...draft,
      type: 'message',
      ts: this.nextTs(),
      is_ephemeral: true,
      seen_by: seenBy,
    };
    this.#ephemerals.set(where.id, [...this.ephemerals(where.id), note]);
    this.#listeners.onChange();
    return note;
  }

  /** Replaces an ephemeral message, or removes it when there is no patch. */
  changeWhisper(where: Channel, ts: string, patch: Partial<Message> | null): void {
    const next = this.ephemerals(where.id).flatMap((note) => {
      if (note.ts !== ts) return [note];
      return patch === null
        ? []
        : [{ ...note, ...patch, is_ephemeral: true as const, seen_by: note.seen_by }];
    });
    this.#ephemerals.set(where.id, next);
    this.#listeners.onChange();
  }

  clear(): void {
    this.#messages.clear();
    this.#ephemerals.clear();
    this.#listeners.onChange();
  }

  #replace(where: Channel, message: Message): void {
    const next = this.messages(where.id).map((one) => (one.ts === message.ts ? message : one));
    this.#messages.set(where.id, next);
  }

  #hiddenEvent(where: Channel, fields: Json): Json {
    const ts = this.nextTs();
    const type = where.is_im ? 'im' : 'channel';
    return {
      type: 'message',
      channel: where.id,
      channel_type: type,
      ts,
      event_ts: ts,
      ...structuredClone(fields),
    };
  }
}

function channel(id: string, name: string, topic: string): Channel {
  return { id, name, is_im: false, topic };
}

function messageEvent(where: Channel, message: Message): Json {
  const { reply_count: _count, latest_reply: _latest, ...body } = structuredClone(message);
  const type = where.is_im ? 'im' : 'channel';
  return { ...body, channel: where.id, channel_type: type, event_ts: message.ts };
}

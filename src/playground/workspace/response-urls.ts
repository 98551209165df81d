import { newId } from './ids.ts';
import { textOf } from './json-values.ts';
import type { Channel, Json } from './model.ts';
import type { Settings } from './options.ts';
import { botIdentity, readPostBody } from './post-body.ts';
import { SlackError } from './slack-error.ts';
import type { Store } from './store.ts';

const USES = 5;
const LIFE_MS = 30 * 60 * 1000;

interface Origin {
  readonly channel: Channel;
  readonly user: string;
  /** The message whose button was pressed; none for a slash command. */
  readonly message?: { readonly ts: string; readonly isEphemeral: boolean; readonly threadTs?: string };
}

/** `response_url`: answers after the acknowledgement, five times within half an hour. */
export class ResponseUrls {
  readonly #store: Store;
  readonly #settings: Settings;
  readonly #baseUrl: () => string;
  readonly #open = new Map<string, { origin: Origin; at: number; used: number }>();

  constructor(store: Store, settings: Settings, baseUrl: () => string) {
    this.#store = store;
    this.#settings = settings;
    this.#baseUrl = baseUrl;
  }

  issue(origin: Origin): string {
    const key = newId('', 24);
    this.#open.set(key, { origin, at: Date.now(), used: 0 });
    return `${this.#baseUrl()}/response/${key}`;
  }

  answer(key: string, body: Json): void {
    const entry = this.#open.get(key);
    if (entry === undefined || Date.now() - entry.at > LIFE_MS) throw new SlackError('expired_url');
    if (entry.used >= USES) throw new SlackError('used_url');
    entry.used += 1;
    this.respond(entry.origin, body);
  }

  /** Also serves the body of an acknowledgement, which has the same form. */
  respond(origin: Origin, body: Json): void {
    const { message, channel } = origin;
    if (body['delete_original'] === true && message !== undefined) {
      if (message.isEphemeral) this.#store.changeWhisper(channel, message.ts, null);
      else this.#store.remove(channel, message.ts);
      return;
    }
    const post = { ...botIdentity(this.#settings), ...readPostBody(body) };
    if (body['replace_original'] === true && message !== undefined) {
      if (message.isEphemeral) this.#store.changeWhisper(channel, message.ts, post);
      else this.#store.change(channel, message.ts, post);
      return;
    }
    const threadTs = textOf(body['thread_ts']) || message?.threadTs;
    const draft = threadTs === undefined ? post : { ...post, thread_ts: threadTs };
    if (body['response_type'] === 'in_channel') this.#store.post(channel, draft);
    else this.#store.whisper(channel, origin.user, draft);
  }
}

export type ResponseOrigin = Origin;

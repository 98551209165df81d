import { z } from 'zod';
import type { WorkBody } from '../../../flows/intake.ts';

const id = z.string().min(1).nullish().catch(null);
const Message = z.object({ user: id, bot_id: id, ts: id, thread_ts: id });

const Body = z.object({
  response_url: id,
  user: z.object({ id }).nullish().catch(null),
  user_id: id,
  view: z.object({ private_metadata: id }).nullish().catch(null),
  event: Message.extend({ channel: id, message: Message.nullish().catch(null) })
    .nullish()
    .catch(null),
});

/** Whom a delivery came from, and the ways to reach them. */
export interface Addressee {
  readonly user: string | null;
  readonly channel: string | null;
  readonly thread: string | null;
  readonly responseUrl: string | null;
}

/** The person who wrote a message, asked about it, or pasted a log; null: other bots are told nothing. */
export function askerOf(body: WorkBody): Addressee | null {
  if (body.kind === 'paste') {
    const { user, channel } = body.paste;
    return { user, channel, thread: null, responseUrl: null };
  }
  if (body.kind === 'run-news' || body.kind === 'run-later') return null;
  const { author, askedBy, channel, thread, id } = body.message;
  const user = askedBy ?? (author.kind === 'person' ? author.id : null);
  return user === null ? null : { user, channel, thread: thread ?? id, responseUrl: null };
}

/** The person behind a delivery, or null when there is none: another bot, or nothing we can read. */
export function findAddressee(body: unknown): Addressee | null {
  const parsed = Body.safeParse(body);
  if (!parsed.success) return null;
  const { response_url, user, user_id, view, event } = parsed.data;
  if (event) {
    const message = event.message ?? event;
    if (message.bot_id || !message.user) return null;
    const { channel } = event;
    return {
      user: message.user,
      channel: channel ?? null,
      thread: message.thread_ts ?? message.ts ?? null,
      responseUrl: null,
    };
  }
  const person = user?.id ?? user_id ?? null;
  if (person === null && !response_url) return null;
  return {
    user: person,
    channel: view?.private_metadata ?? null,
    thread: null,
    responseUrl: response_url ?? null,
  };
}

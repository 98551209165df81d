import { createHash } from 'node:crypto';
import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { PostOnce } from '../../flows/post-once.ts';
import { slackErrorCode, wrapSlackError } from './slack-error.ts';

const EVENT_TYPE = 'faultline_card';
const PAGE = 200;
const MOST_PAGES = 10;
/** Between our clock and Slack's. */
const CLOCK_MARGIN_MS = 5 * 60_000;

const Post = z.object({
  ts: z.string().min(1),
  metadata: z.object({
    event_type: z.literal(EVENT_TYPE),
    event_payload: z.object({ key: z.string() }),
  }),
});

type Place = { readonly channel: string; readonly thread: string | null };

/** What a post carries, so that it is found again. Other apps can read it, so it names nothing. */
export function postMetadata(once: PostOnce) {
  return { event_type: EVENT_TYPE, event_payload: { key: digestOf(once.key) } };
}

function digestOf(key: string): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 32);
}

/**
 * The id of a post of that name that an earlier try made, or null. One call a 200 messages of the thread (or of
 * the channel since the work was accepted): Slack rations these calls, so ask only after a crash or an unknown
 * outcome. Throws OutsideError when Slack can't tell.
 */
export async function findPost(
  client: Pick<WebClient, 'conversations'>,
  place: Place,
  once: PostOnce,
): Promise<string | null> {
  const key = digestOf(once.key);
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const answer = await readPage(client, place, { once, cursor });
    for (const message of answer?.messages ?? []) {
      const post = Post.safeParse(message);
      if (post.success && post.data.metadata.event_payload.key === key) return post.data.ts;
    }
    cursor = answer?.response_metadata?.next_cursor || undefined;
    if (cursor === undefined) return null;
  }
  return null;
}

async function readPage(
  client: Pick<WebClient, 'conversations'>,
  { channel, thread }: Place,
  { once, cursor }: { once: PostOnce; cursor: string | undefined },
) {
  const asked = {
    channel,
    limit: PAGE,
    include_all_metadata: true,
    oldest: String((once.since - CLOCK_MARGIN_MS) / 1000),
    ...(cursor === undefined ? {} : { cursor }),
  };
  try {
    if (thread === null) return await client.conversations.history(asked);
    return await client.conversations.replies({ ...asked, ts: thread });
  } catch (error) {
    // A message that is gone has no answers.
    if (slackErrorCode(error) === 'thread_not_found') return null;
    throw wrapSlackError(thread === null ? 'conversations.history' : 'conversations.replies', error);
  }
}

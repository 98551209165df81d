import type { KnownBlock } from '@slack/types';
import { WebAPIRateLimitedError, type WebClient } from '@slack/web-api';
import type { Card } from '../../core/card/card.ts';
import type { CardPlace, Chat, PostedCard } from '../../flows/ports.ts';
import type { PostOnce } from '../../flows/post-once.ts';
import { findPost, postMetadata } from './find-post.ts';
import { renderMessage } from './render/render-blocks.ts';
import { renderPlainMessage } from './render/render-plain-message.ts';
import { slackErrorCode, wrapSlackError } from './slack-error.ts';

/** Answers after which the card is sent once more as plain text. */
const BLOCKS_REFUSED = ['invalid_blocks', 'invalid_blocks_format', 'msg_blocks_too_long'];

const MOST_RATE_LIMITS = 3;
const LONGEST_RATE_LIMIT_S = 60;

interface Content {
  readonly text: string;
  readonly blocks: KnownBlock[];
  readonly parse?: 'none';
}

export interface SlackChatClients {
  /** Repeats what failed; for calls that may be made twice. */
  readonly client: Pick<WebClient, 'chat' | 'conversations'>;
  /** From `createPostingClient`. */
  readonly poster: Pick<WebClient, 'chat'>;
}

/** The port Chat over Slack's Web API. */
export function createSlackChat({ client, poster }: SlackChatClients): Chat {
  async function post(
    place: { channel: string; thread: string | null },
    card: Card,
    once: PostOnce | undefined,
  ): Promise<string> {
    const found = once?.look ? await findPost(client, place, once) : null;
    if (found !== null) return found;
    const answer = await sendCard('chat.postMessage', card, (content) =>
      afterRateLimits(() =>
        poster.chat.postMessage({
          channel: place.channel,
          ...(place.thread === null ? {} : { thread_ts: place.thread }),
          ...(once === undefined ? {} : { metadata: postMetadata(once) }),
          unfurl_links: false,
          unfurl_media: false,
          ...content,
        }),
      ),
    );
    return answer.ts ?? '';
  }

  return {
    async postCard(place: CardPlace, card: Card, once?: PostOnce): Promise<PostedCard> {
      return { ...place, message: await post(place, card, once) };
    },
    async updateCard(posted: PostedCard, card: Card): Promise<void> {
      await sendCard('chat.update', card, (content) =>
        client.chat.update({ channel: posted.channel, ts: posted.message, ...content }),
      );
    },
    async openThread(
      place: { workspace: string; channel: string },
      opener: Card,
      once?: PostOnce,
    ): Promise<CardPlace> {
      return { ...place, thread: await post({ channel: place.channel, thread: null }, opener, once) };
    },
  };
}

/** A post that Slack's rate limit turned away was not made: it waits as long as Slack says, a few times. */
async function afterRateLimits<T>(send: () => Promise<T>): Promise<T> {
  for (let left = MOST_RATE_LIMITS; ; left -= 1) {
    try {
      return await send();
    } catch (error) {
      if (!(error instanceof WebAPIRateLimitedError) || left === 0) throw error;
      if (error.retryAfter > LONGEST_RATE_LIMIT_S) throw error;
      await new Promise((resolve) => setTimeout(resolve, error.retryAfter * 1000));
    }
  }
}

async function sendCard<T>(method: string, card: Card, send: (content: Content) => Promise<T>): Promise<T> {
  try {
    return await send(renderMessage(card));
  } catch (error) {
    if (!BLOCKS_REFUSED.includes(slackErrorCode(error) ?? '')) throw wrapSlackError(method, error);
  }
  try {
    // An empty list takes away the blocks that an update would otherwise leave standing; `none` keeps Slack
    // from making links of the log's addresses.
    return await send({ text: renderPlainMessage(card), blocks: [], parse: 'none' });
  } catch (error) {
    throw wrapSlackError(method, error);
  }
}

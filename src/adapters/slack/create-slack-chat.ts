import type { KnownBlock } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import type { Card } from '../../core/card/card.ts';
import type { CardPlace, Chat, PostedCard } from '../../flows/ports.ts';
import { renderMessage } from './render/render-blocks.ts';
import { renderPlainMessage } from './render/render-plain-message.ts';
import { slackErrorCode, wrapSlackError } from './slack-error.ts';

/** Answers after which the card is sent once more as plain text. */
const BLOCKS_REFUSED = ['invalid_blocks', 'invalid_blocks_format', 'msg_blocks_too_long'];

interface Content {
  readonly text: string;
  readonly blocks: KnownBlock[];
  readonly parse?: 'none';
}

/** The port Chat over Slack's Web API. */
export function createSlackChat(client: Pick<WebClient, 'chat'>): Chat {
  async function post(place: { channel: string; thread: string | null }, card: Card): Promise<string> {
    const answer = await sendCard('chat.postMessage', card, (content) =>
      client.chat.postMessage({
        channel: place.channel,
        ...(place.thread === null ? {} : { thread_ts: place.thread }),
        unfurl_links: false,
        unfurl_media: false,
        ...content,
      }),
    );
    return answer.ts ?? '';
  }

  return {
    async postCard(place: CardPlace, card: Card): Promise<PostedCard> {
      return { ...place, message: await post(place, card) };
    },
    async updateCard(posted: PostedCard, card: Card): Promise<void> {
      await sendCard('chat.update', card, (content) =>
        client.chat.update({ channel: posted.channel, ts: posted.message, ...content }),
      );
    },
    async openThread(place: { workspace: string; channel: string }, opener: Card): Promise<CardPlace> {
      return { ...place, thread: await post({ channel: place.channel, thread: null }, opener) };
    },
  };
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

import type { KnownBlock } from '@slack/types';
import { WebAPIRateLimitedError, type WebClient } from '@slack/web-api';
import type { Card } from '../../core/card/card.ts';
import { OutsideError } from '../../core/errors.ts';
import type { CardPlace, Chat, PostedCard } from '../../flows/ports.ts';
import type { PostOnce } from '../../flows/post-once.ts';
import type { ChannelPace } from './channel-pace.ts';
import { deleteFile, uploadFile } from './files/own-files.ts';
import { findPost, postMetadata } from './find-post.ts';
import { createPlainMemory, type PlainBlocks } from './plain-memory.ts';
import { renderHome, renderMessage } from './render/render-blocks.ts';
import { renderPlainMessage } from './render/render-plain-message.ts';
import { slackErrorCode, wrapSlackError } from './slack-error.ts';

/** Answers after which the card is sent once more in a form that every server takes. */
const BLOCKS_REFUSED = ['invalid_blocks', 'invalid_blocks_format', 'msg_blocks_too_long'];

const MOST_RATE_LIMITS = 3;
const LONGEST_RATE_LIMIT_S = 60;
/** The answer does not wait longer for the words that announce it. */
const STATUS_PATIENCE_MS = 1_000;

interface Content {
  readonly text: string;
  readonly blocks: KnownBlock[];
  readonly parse?: 'none';
}

type Client = Pick<WebClient, 'chat' | 'files' | 'filesUploadV2' | 'conversations' | 'views' | 'reactions'>;

export interface SlackChatClients {
  /** Repeats what failed; for calls that may be made twice. */
  readonly client: Client;
  /** From `createPostingClient`. */
  readonly poster: Pick<WebClient, 'chat' | 'assistant'>;
  readonly plainBlocks: PlainBlocks;
  readonly pace: ChannelPace;
}

/**
 * The port Chat over Slack's Web API.
 *
 * A card that Slack refuses goes again without the newer blocks, which is remembered of the workspace, and at
 * last as plain text.
 */
export function createSlackChat({ client, poster, plainBlocks, pace }: SlackChatClients): Chat {
  const memory = createPlainMemory(plainBlocks);
  const post = async (
    place: { workspace: string; channel: string; thread: string | null },
    card: Card,
    once: PostOnce | undefined,
  ) => {
    const { workspace, channel, thread } = place;
    const found = once?.look ? await findPost(client, place, once) : null;
    if (found !== null) return { channel, ts: found };
    const answer = await sendCard(memory, { workspace, method: 'chat.postMessage', card }, (content) =>
      afterRateLimits(pace, channel, () =>
        poster.chat.postMessage({
          channel,
          ...(thread === null ? {} : { thread_ts: thread }),
          ...(once === undefined ? {} : { metadata: postMetadata(once) }),
          unfurl_links: false,
          unfurl_media: false,
          ...content,
        }),
      ),
    );
    // A person's id posts into the direct message with them, whose own id the answer tells.
    // Whatever answered was not Slack, and whether the post stands is not known.
    if (!answer.ts)
      throw new OutsideError({ provider: 'slack', operation: 'chat.postMessage', retryable: true }, null);
    return { channel: answer.channel ?? channel, ts: answer.ts };
  };

  return {
    async postCard(place: CardPlace, card: Card, once?: PostOnce): Promise<PostedCard> {
      return { ...place, message: (await post(place, card, once)).ts };
    },
    async updateCard(posted: PostedCard, card: Card): Promise<void> {
      const { workspace, channel, message: ts } = posted;
      await sendCard(memory, { workspace, method: 'chat.update', card }, (content) =>
        client.chat.update({ channel, ts, ...content }),
      );
    },
    async openThread({ workspace, channel }, opener: Card, once?: PostOnce): Promise<CardPlace> {
      const { channel: where, ts } = await post({ workspace, channel, thread: null }, opener, once);
      return { workspace, channel: where, thread: ts };
    },
    async tell(
      { workspace, channel, thread: thread_ts }: CardPlace,
      user: string,
      card: Card,
    ): Promise<void> {
      await sendCard(memory, { workspace, method: 'chat.postEphemeral', card }, (content) =>
        client.chat.postEphemeral({ channel, user, thread_ts, ...content }),
      );
    },
    linkTo: (posted) => linkTo(client, posted),
    postFile: ({ channel, thread }, file) => uploadFile(client, { channel, thread, file }),
    deleteFile: (_workspace, file) => deleteFile(client, file),
    async sendFile({ user }, file): Promise<void> {
      await uploadFile(client, { channel: await openDirect(client, user), thread: null, file });
    },
    async showHome({ user }, card: Card): Promise<void> {
      await calling('views.publish', () => client.views.publish({ user_id: user, view: renderHome(card) }));
    },
    react: (message, reaction) => react(client, message, reaction),
    showWorking: (place, words) => showWorking(poster, place, words),
  };
}

/**
 * Posts when it is the channel's turn. A post that Slack's rate limit turned away was not made: it waits as long
 * as Slack says, a few times, and so does every other post into that channel.
 */
async function afterRateLimits<T>(pace: ChannelPace, channel: string, send: () => Promise<T>): Promise<T> {
  for (let left = MOST_RATE_LIMITS; ; left -= 1) {
    await pace.turn(channel);
    try {
      return await send();
    } catch (error) {
      if (!(error instanceof WebAPIRateLimitedError) || left === 0) throw error;
      if (error.retryAfter > LONGEST_RATE_LIMIT_S) throw error;
      pace.holdBack(channel, error.retryAfter * 1000);
    }
  }
}

async function linkTo(client: Client, { channel, message }: PostedCard): Promise<string | null> {
  try {
    const answer = await client.chat.getPermalink({ channel, message_ts: message });
    return answer.permalink ?? null;
  } catch {
    return null; // deleted, or in a channel that we left: a card without its link is still a card
  }
}

async function openDirect(client: Client, user: string): Promise<string> {
  const answer = await calling('conversations.open', () => client.conversations.open({ users: user }));
  return answer.channel?.id ?? user;
}

async function calling<T>(method: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw wrapSlackError(method, error);
  }
}

async function react(
  client: Pick<WebClient, 'reactions'>,
  { channel, message }: PostedCard,
  reaction: string,
): Promise<void> {
  try {
    await client.reactions.add({ channel, timestamp: message, name: reaction });
  } catch (error) {
    // It stands there already, or the message is gone: either is fine.
    const code = slackErrorCode(error) ?? '';
    if (!['already_reacted', 'message_not_found', 'too_many_reactions'].includes(code))
      throw wrapSlackError('reactions.add', error);
  }
}

/** Slack shows it in the place it has for assistants; where a workspace has none, nothing is lost. */
async function showWorking(
  client: Pick<WebClient, 'assistant'>,
  { channel, thread }: CardPlace,
  words: string,
): Promise<void> {
  if (!channel.startsWith('D')) return;
  const shown = client.assistant.threads
    .setStatus({ channel_id: channel, thread_ts: thread, status: words })
    .catch(() => undefined);
  await Promise.race([shown, new Promise((resolve) => void setTimeout(resolve, STATUS_PATIENCE_MS))]);
}

async function sendCard<T>(
  memory: PlainBlocks,
  { workspace, method, card }: { workspace: string; method: string; card: Card },
  send: (content: Content) => Promise<T>,
): Promise<T> {
  const isRefused = (error: unknown) => BLOCKS_REFUSED.includes(slackErrorCode(error) ?? '');
  const isPlain = await memory.needsPlainBlocks(workspace);
  if (!isPlain) {
    try {
      return await send(renderMessage(card));
    } catch (error) {
      if (!isRefused(error)) throw wrapSlackError(method, error);
    }
  }
  try {
    const answer = await send(renderMessage(card, { isPlain: true }));
    if (!isPlain) await memory.rememberPlainBlocks(workspace);
    return answer;
  } catch (error) {
    if (!isRefused(error)) throw wrapSlackError(method, error);
  }
  // An empty list takes away the blocks that an update would otherwise leave standing; `none` keeps Slack
  // from making links of the log's addresses.
  return calling(method, () => send({ text: renderPlainMessage(card), blocks: [], parse: 'none' }));
}

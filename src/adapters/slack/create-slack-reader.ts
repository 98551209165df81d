import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { ChatMessage, MessageFile } from '../../core/submission/chat-message.ts';
import type { ChatReader, FileOutcome } from '../../flows/chat-reader.ts';
import type { CardPlace } from '../../flows/ports.ts';
import { downloadFile } from './files/download-file.ts';
import { File } from './read/message-event.ts';
import { readFiles } from './read/read-files.ts';
import { readSlackMessage } from './read-message.ts';
import { slackErrorCode, wrapSlackError } from './slack-error.ts';
import type { SlackIdentity } from './slack-identity.ts';
import type { SlackSettings } from './slack-settings.ts';

export interface SlackReaderOptions {
  readonly client: Pick<WebClient, 'files' | 'conversations'>;
  readonly settings: Pick<SlackSettings, 'botToken' | 'slackApiUrl'>;
  identify(): Promise<SlackIdentity>;
}

const MAX_FILE_BYTES = 64_000_000;
const MAX_READ_BYTES = 512_000_000;
const TIMEOUT_MS = 60_000;
const MOST_REPLIES = 30;

/** Answers that mean: not there, or not for us. */
const GONE = ['file_not_found', 'file_deleted', 'message_not_found', 'thread_not_found', 'channel_not_found'];
const FORBIDDEN = [
  'missing_scope',
  'no_permission',
  'not_in_channel',
  'not_allowed_token_type',
  'access_denied',
];

/** Where a file was shared: channel -> messages. */
const Shares = z.object({
  shares: z
    .record(
      z.string(),
      z.record(z.string(), z.array(z.object({ ts: z.string(), thread_ts: z.string().optional() }))),
    )
    .catch({}),
});

/** The port ChatReader over Slack's Web API. */
export function createSlackReader(options: SlackReaderOptions): ChatReader {
  const read = (at: { workspace: string; channel: string }, message: unknown) =>
    readStored(options, at, message);
  return {
    fetchFile: (file) => fetchFile(options, file),
    async fetchMessage(at) {
      // Slack answers with the thread's parent too, whatever the range.
      const range = { oldest: at.message, latest: at.message, inclusive: true, limit: 2 };
      const found = await fetchReplies(options, at, range);
      const messages = await Promise.all(found.map((each) => read(at, each)));
      return messages.find((message) => message?.id === at.message) ?? null;
    },
    async fetchThread(place) {
      const found = await fetchReplies(options, place, { limit: 200 });
      const [parent, ...replies] = found;
      const kept = parent === undefined ? [] : [parent, ...replies.slice(-(MOST_REPLIES - 1))];
      const messages = await Promise.all(kept.map((each) => read(place, each)));
      return messages.filter((message) => message !== null);
    },
    async findSharing({ workspace, channel, file }) {
      const info = await fileInfo(options, file);
      if (info === null) return null;
      const parsed = Shares.safeParse(info);
      const [share] = Object.values(parsed.data?.shares ?? {}).flatMap((kind) => kind[channel] ?? []);
      if (share === undefined) return null;
      const at = { workspace, channel, thread: share.thread_ts ?? share.ts, message: share.ts };
      return createSlackReader(options).fetchMessage(at);
    },
  };
}

/** A message of the history has no channel of its own. */
async function readStored(
  { identify }: SlackReaderOptions,
  at: { workspace: string; channel: string },
  message: unknown,
): Promise<ChatMessage | null> {
  if (typeof message !== 'object' || message === null) return null;
  return readSlackMessage(
    { ...message, channel: at.channel },
    { ...(await identify()), teamId: at.workspace },
  );
}

async function fetchReplies(
  { client }: SlackReaderOptions,
  place: CardPlace,
  range: { oldest?: string; latest?: string; inclusive?: boolean; limit: number },
): Promise<readonly unknown[]> {
  try {
    const answer = await client.conversations.replies({ channel: place.channel, ts: place.thread, ...range });
    return answer.messages ?? [];
  } catch (error) {
    if (GONE.includes(slackErrorCode(error) ?? '')) return [];
    throw wrapSlackError('conversations.replies', error);
  }
}

async function fileInfo({ client }: SlackReaderOptions, file: string): Promise<unknown> {
  try {
    return (await client.files.info({ file })).file ?? null;
  } catch (error) {
    if ([...GONE, ...FORBIDDEN].includes(slackErrorCode(error) ?? '')) return null;
    throw wrapSlackError('files.info', error);
  }
}

async function fetchFile(options: SlackReaderOptions, file: MessageFile): Promise<FileOutcome> {
  const known = file.url === '' ? await askForFile(options, file) : file;
  if (known === null || 'kind' in known) return known ?? { kind: 'gone', name: file.name };
  const { settings } = options;
  const outcome = await downloadFile({
    url: known.url,
    token: settings.botToken,
    slackApiUrl: settings.slackApiUrl,
    maxBytes: MAX_FILE_BYTES,
    maxReadBytes: MAX_READ_BYTES,
    timeoutMs: TIMEOUT_MS,
  });
  const { name } = known;
  if (outcome.kind !== 'bytes') return { kind: outcome.kind, name };
  return { ...outcome, kind: 'file', name };
}

/** A file of which the event told only the id: shared from another workspace, or by a `file_shared` alone. */
async function askForFile(
  { client }: SlackReaderOptions,
  { id, name }: MessageFile,
): Promise<MessageFile | FileOutcome | null> {
  try {
    const parsed = File.safeParse((await client.files.info({ file: id })).file);
    const [file] = parsed.success ? readFiles([parsed.data]) : [];
    return file === undefined || file.url === '' ? null : file;
  } catch (error) {
    const code = slackErrorCode(error) ?? '';
    if (FORBIDDEN.includes(code)) return { kind: 'forbidden', name };
    if (GONE.includes(code)) return { kind: 'gone', name };
    return { kind: 'unreachable', name };
  }
}

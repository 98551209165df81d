import type { ChatMessage, MessageFile, MessagePiece } from '../../core/submission/chat-message.ts';
import { assembleText } from './read/assemble-text.ts';
import { type Attachment, type MessageBody, MessageEvent } from './read/message-event.ts';
import { isStockText, readAttachmentPieces, readBlockPieces, readTextPiece } from './read/read-pieces.ts';
import { readRichText, type TextPart } from './read/read-rich-text.ts';
import { splitFences } from './read/split-fences.ts';
import type { SlackIdentity } from './slack-identity.ts';

/** Subtypes under which something new was said; every other one reports a deed. */
const SAID = [null, 'bot_message', 'thread_broadcast', 'file_share', 'me_message'];
const CHANNEL_KINDS: Readonly<Record<string, ChatMessage['channelKind']>> = {
  channel: 'channel',
  group: 'private',
  im: 'direct',
  mpim: 'group',
};

/**
 * Slack's `message` or `app_mention` event as a chat message, Slack's changes to the text undone; null
 * when it is no message at all. An edit is the new state under the id of the message that was edited.
 */
export function readSlackMessage(event: unknown, us: SlackIdentity): ChatMessage | null {
  const parsed = MessageEvent.safeParse(event);
  if (!parsed.success) return null;
  const outer = parsed.data;
  if (!['message', 'app_mention', ''].includes(outer.type)) return null;
  const isEdit = outer.subtype === 'message_changed';
  const body: MessageBody = isEdit && outer.message !== null ? outer.message : outer;
  const isUnfurl = isUnfurlOrShare(body);
  return {
    workspace: us.teamId ?? outer.team ?? body.team,
    channel: outer.channel,
    channelKind: channelKindOf(outer),
    id: outer.subtype === 'message_deleted' ? (outer.deleted_ts ?? outer.ts) : body.ts,
    thread: body.thread_ts,
    broadcast: body.subtype === 'thread_broadcast',
    author: readAuthor(body, us),
    change: changeOf(body, { isEdit, isWhole: outer.message !== null }),
    ...readText(body, us),
    unfurl: isUnfurl,
    pieces: readPieces(body, isUnfurl),
    files: body.files.map(
      (file): MessageFile => ({
        id: file.id,
        name: file.name,
        bytes: file.size,
        type: file.filetype,
        url: file.url_private_download || file.url_private,
      }),
    ),
  };
}

function changeOf(body: MessageBody, event: { isEdit: boolean; isWhole: boolean }): ChatMessage['change'] {
  if (event.isEdit && !event.isWhole) return 'other';
  if (!SAID.includes(body.subtype)) return 'other';
  return event.isEdit ? 'edit' : 'new';
}

function channelKindOf(event: MessageEvent): ChatMessage['channelKind'] {
  const told = CHANNEL_KINDS[event.channel_type ?? ''];
  if (told !== undefined) return told;
  // A mention's event does not tell the kind; the id's first letter does, but for groups.
  if (event.channel?.startsWith('C')) return 'channel';
  return event.channel?.startsWith('D') ? 'direct' : null;
}

function readAuthor(body: MessageBody, us: SlackIdentity): ChatMessage['author'] {
  const botId = body.bot_id ?? body.bot_profile?.id ?? null;
  const appId = body.app_id ?? body.bot_profile?.app_id ?? null;
  const name = body.username ?? body.bot_profile?.name ?? null;
  const isSelf =
    (botId !== null && botId === us.botId) ||
    (body.user !== null && body.user === us.userId) ||
    (appId !== null && appId === us.appId);
  const isBot = botId !== null || body.subtype === 'bot_message';
  if (isSelf) return { kind: 'self', id: botId ?? body.user, name };
  if (body.user === 'USLACKBOT' || !SAID.includes(body.subtype))
    return { kind: 'system', id: body.user, name };
  if (isBot) return { kind: 'bot', id: botId, name };
  return { kind: body.user === null ? 'system' : 'person', id: body.user, name };
}

/** A person's blocks are the editor's own tree; what an app posts may say something else than its text. */
function readText(
  body: MessageBody,
  us: SlackIdentity,
): Pick<ChatMessage, 'text' | 'code' | 'prose' | 'mentionsUs'> {
  const trees = body.blocks.filter((block) => block.type === 'rich_text').map(readRichText);
  const tree = trees.flatMap(({ parts }) => parts);
  // A fence that the editor left as it was typed is read from the text, where it stands too.
  const hasOpenFence = tree.some((part) => part.kind === 'words' && part.text.includes('```'));
  const isByPerson = body.bot_id === null && tree.length > 0 && !hasOpenFence;
  const raw = isStockText(body.text) ? '' : body.text;
  const parts = isByPerson || raw === '' ? tree : splitFences(raw);
  const ours = us.userId === null ? null : `@${us.userId}`;
  const mentionsUs =
    us.userId !== null &&
    (body.text.includes(`<@${us.userId}>`) ||
      body.text.includes(`<@${us.userId}|`) ||
      trees.some(({ mentions }) => mentions.includes(us.userId ?? '')));
  const { text, code, prose } = assembleText(ours === null ? parts : withoutName(parts, ours));
  return { text, code, prose, mentionsUs };
}

function withoutName(parts: readonly TextPart[], name: string): readonly TextPart[] {
  return parts
    .map((part) => (part.kind === 'words' ? { ...part, text: part.text.replaceAll(name, '') } : part))
    .filter((part) => part.text.trim() !== '');
}

function isUnfurlOf(attachment: Attachment): boolean {
  const { from_url, original_url, is_app_unfurl, is_msg_unfurl, is_share } = attachment;
  return is_app_unfurl || is_msg_unfurl || is_share || (from_url ?? original_url) !== null;
}

/** An app's own card stays a card when somebody's link in it is unfurled. */
function isUnfurlOrShare(body: MessageBody): boolean {
  const others = body.attachments.filter((attachment) => !isUnfurlOf(attachment)).length;
  if (others === body.attachments.length) return false;
  return body.bot_id === null || others + body.blocks.length === 0;
}

function readPieces(body: MessageBody, isUnfurl: boolean): readonly MessagePiece[] {
  const text = readTextPiece(body.text);
  const own = body.blocks.flatMap((block) => readBlockPieces(block, null));
  const blocks = own.filter((piece) => !text.some((said) => sameWords(said.text, piece.text)));
  const attachments = body.attachments.filter((attachment) => isUnfurl || !isUnfurlOf(attachment));
  return [...text, ...blocks, ...attachments.flatMap(readAttachmentPieces)];
}

/** True when two texts differ in nothing but marks and spaces: Slack derives a `rich_text` from plain text. */
function sameWords(one: string, other: string): boolean {
  return lettersOf(one) === lettersOf(other);
}

function lettersOf(text: string): string {
  // matches: the ` *` in `Build *failed*`
  return text.replace(/[^\p{L}\p{N}]+/gu, '');
}

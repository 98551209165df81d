import type { ChatMessage, MessagePiece } from '../../../core/submission/chat-message.ts';
import type { SlackIdentity } from '../slack-identity.ts';
import { assembleText } from './assemble-text.ts';
import { readMarkup } from './decode-markup.ts';
import type { Attachment, Block, File, MessageBody } from './message-event.ts';
import { isEmail } from './read-files.ts';
import { isStockText, readAttachmentPieces, readBlockPieces, readTextPiece } from './read-pieces.ts';
import { type RichText, readRichText, type TextPart } from './read-rich-text.ts';
import { splitFences } from './split-fences.ts';

/**
 * What the author wrote, what they forwarded, and the mail that came in.
 *
 * A person's blocks are the editor's own tree; what an app posts may say something else than its text.
 */
export function readText(
  body: MessageBody,
  us: SlackIdentity,
): Pick<ChatMessage, 'text' | 'code' | 'prose' | 'mentionsUs'> {
  const trees = richTexts(body.blocks);
  const own = readParts({ trees, raw: body.text, isByPerson: body.bot_id === null });
  const forwarded = forwardsOf(body).flatMap(forwardedParts);
  const mailed = body.files.filter(isEmail).map(mailPart);
  const ours = us.userId === null ? null : `@${us.userId}`;
  const mentionsUs =
    us.userId !== null &&
    (body.text.includes(`<@${us.userId}>`) ||
      body.text.includes(`<@${us.userId}|`) ||
      trees.some(({ mentions }) => mentions.includes(us.userId ?? '')));
  const parts = [...(ours === null ? own : withoutName(own, ours)), ...forwarded, ...mailed];
  return { ...assembleText(parts.filter((part) => part.text.trim() !== '')), mentionsUs };
}

/** The readable pieces of a message, in reading order. */
export function readPieces(body: MessageBody, isUnfurl: boolean): readonly MessagePiece[] {
  const text = readTextPiece(body.text);
  const own = body.blocks.flatMap((block) => readBlockPieces(block, null));
  const blocks = own.filter((piece) => !text.some((said) => sameWords(said.text, piece.text)));
  const attachments = body.attachments.filter((attachment) => isUnfurl || !isUnfurlOf(attachment));
  const mails = body.files.filter(isEmail).flatMap(mailPieces);
  return [...text, ...blocks, ...attachments.flatMap(readAttachmentPieces), ...mails];
}

/** An app's own card stays a card when somebody's link in it is unfurled; a person's forward is their message. */
export function isUnfurlOrShare(body: MessageBody): boolean {
  const others = body.attachments.filter((attachment) => !isUnfurlOf(attachment)).length;
  if (others === body.attachments.length || forwardsOf(body).length > 0) return false;
  return body.bot_id === null || others + body.blocks.length === 0;
}

/** The messages that a person forwarded with this one; a link to a message that Slack unfolds is none. */
export function forwardsOf(body: MessageBody): readonly Attachment[] {
  return body.bot_id === null ? body.attachments.filter((attachment) => attachment.is_share) : [];
}

function forwardedParts(attachment: Attachment): readonly TextPart[] {
  const blocks = attachment.message_blocks.flatMap(({ message }) => message.blocks);
  return readParts({ trees: richTexts(blocks), raw: attachment.text, isByPerson: true });
}

function richTexts(blocks: readonly Block[]): readonly RichText[] {
  return blocks.filter((block) => block.type === 'rich_text').map(readRichText);
}

interface Told {
  readonly trees: readonly RichText[];
  readonly raw: string;
  readonly isByPerson: boolean;
}

function readParts({ trees, raw, isByPerson }: Told): readonly TextPart[] {
  const tree = trees.flatMap(({ parts }) => parts);
  // A fence that the editor left as it was typed is read from the text, where it stands too.
  const hasOpenFence = tree.some((part) => part.kind === 'words' && part.text.includes('```'));
  const said = isStockText(raw) ? '' : raw;
  return (isByPerson && tree.length > 0 && !hasOpenFence) || said === '' ? tree : splitFences(said);
}

function withoutName(parts: readonly TextPart[], name: string): readonly TextPart[] {
  return parts.map((part) =>
    part.kind === 'words' ? { ...part, text: part.text.replaceAll(name, '') } : part,
  );
}

function isUnfurlOf(attachment: Attachment): boolean {
  const { from_url, original_url, is_app_unfurl, is_msg_unfurl, is_share } = attachment;
  return is_app_unfurl || is_msg_unfurl || is_share || (from_url ?? original_url) !== null;
}

function mailText(file: File): string {
  return file.plain_text || file.preview_plain_text;
}

function mailPart(file: File): TextPart {
  return { kind: 'words', text: mailText(file).replaceAll('\r\n', '\n') };
}

// matches: https://ci.example.com/acme/api/runs/4
const ADDRESS = /https?:\/\/[^\s<>"')\]]{1,2000}/g;

function mailPieces(file: File): readonly MessagePiece[] {
  const text = mailText(file);
  const links = [...text.matchAll(ADDRESS)].map(([url]) => ({ url, text: url }));
  const piece = { label: null, marked: [], color: null };
  return [
    { ...piece, slot: 'title' as const, text: readMarkup(file.subject).text, links: [] },
    { ...piece, slot: 'text' as const, text, links },
  ].filter((each) => each.text.trim() !== '');
}

/** True when two texts differ in nothing but marks and spaces: Slack derives a `rich_text` from plain text. */
function sameWords(one: string, other: string): boolean {
  return lettersOf(one) === lettersOf(other);
}

function lettersOf(text: string): string {
  // matches: the ` *` in `Build *failed*`
  return text.replace(/[^\p{L}\p{N}]+/gu, '');
}

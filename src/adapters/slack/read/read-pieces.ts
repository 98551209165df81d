import type { MessagePiece, PieceSlot } from '../../../core/submission/chat-message.ts';
import { type MarkupText, readMarkup } from './decode-markup.ts';
import { type Attachment, type Block, ContextElement, Control, type TextObject } from './message-event.ts';
import { readRichText } from './read-rich-text.ts';

// matches: 2eb886   #A30200
const HEX_COLOR = /^#?([0-9a-f]{6})$/i;
const NAMED_COLORS: Readonly<Record<string, string>> = {
  good: '2eb886',
  warning: 'daa038',
  danger: 'a30200',
};
/** What Slack writes where an app wrote nothing. */
const STOCK = [/^This content can.t be displayed\.?$/, /^\[no preview available\]$/];

/** True when the text is a stock sentence of Slack's. */
export function isStockText(text: string): boolean {
  return STOCK.some((stock) => stock.test(text.trim()));
}

/** The readable pieces of a block, in reading order. */
export function readBlockPieces(block: Block, color: string | null): readonly MessagePiece[] {
  const piece = (slot: PieceSlot, text: TextObject | null) => pieceOf(slot, text, color);
  switch (block.type) {
    case 'header':
      return piece('header', block.text);
    case 'rich_text':
      return richTextPieces(block, color);
    case 'context':
      return parseAll(block.elements, ContextElement).flatMap((element) => piece('context', element));
    case 'actions':
      return parseAll(block.elements, Control).flatMap((control) => buttonPieces(control, color));
    default:
      return [
        ...piece('title', block.title),
        ...piece('section', block.text),
        ...block.fields.flatMap((field) => fieldPieces(field, color)),
        ...(block.accessory === null ? [] : buttonPieces(block.accessory, color)),
      ];
  }
}

/** The readable pieces of an attachment, in reading order; the fallback comes last. */
export function readAttachmentPieces(attachment: Attachment): readonly MessagePiece[] {
  const color = readColor(attachment.color);
  const piece = (slot: PieceSlot, text: string) => pieceOf(slot, { text, isMarkup: true }, color);
  return [
    ...piece('pretext', attachment.pretext),
    ...withLink(piece('author', attachment.author_name), attachment.author_link),
    ...withLink(piece('title', attachment.title), attachment.title_link),
    ...piece('text', attachment.text),
    ...attachment.fields.flatMap((field) =>
      labelled(piece('field', field.value), readMarkup(field.title).text),
    ),
    ...attachment.blocks.flatMap((block) => readBlockPieces(block, color)),
    ...attachment.actions.flatMap((control) => buttonPieces(control, color)),
    ...piece('footer', attachment.footer),
    ...(isStockText(attachment.fallback) ? [] : piece('fallback', attachment.fallback)),
  ];
}

/** A message's own text as a piece. */
export function readTextPiece(raw: string): readonly MessagePiece[] {
  return isStockText(raw) ? [] : pieceOf('text', { text: raw, isMarkup: true }, null);
}

/** Six lower-case hex digits, or null. */
function readColor(color: string | null): string | null {
  if (color === null) return null;
  return NAMED_COLORS[color] ?? HEX_COLOR.exec(color)?.[1]?.toLowerCase() ?? null;
}

function pieceOf(slot: PieceSlot, source: TextObject | null, color: string | null): MessagePiece[] {
  if (source === null) return [];
  const read: MarkupText = source.isMarkup
    ? readMarkup(source.text)
    : { text: source.text.trim(), links: [], marked: [] };
  if (read.text === '' && read.links.length === 0) return [];
  return [{ slot, label: null, ...read, color }];
}

/** A field of a section: the bold words in front are its title, as in `*Branch*: main`. */
function fieldPieces(field: TextObject, color: string | null): readonly MessagePiece[] {
  const [piece] = pieceOf('field', field, color);
  if (piece === undefined) return [];
  const [title = ''] = piece.marked;
  const rest = piece.text.slice(title.length);
  const isTitle = /^\*[^*\n]+\*/.test(field.text) && piece.text.startsWith(title);
  if (!isTitle || (rest.trim() === '' && !title.endsWith(':'))) return [piece];
  const value = rest.trimStart().replace(/^:/, '').trim();
  return [{ ...piece, label: title.replace(/:$/, '').trim(), text: value, marked: piece.marked.slice(1) }];
}

function richTextPieces(block: Block, color: string | null): readonly MessagePiece[] {
  const { parts, links, marked } = readRichText(block);
  const text = parts
    .map((part) => (part.kind === 'words' ? part.text.replaceAll('`', '') : part.text).trim())
    .filter((part) => part !== '')
    .join('\n');
  return text === '' ? [] : [{ slot: 'section', label: null, text, links, marked, color }];
}

function buttonPieces(control: Control, color: string | null): readonly MessagePiece[] {
  const label = control.text === null ? '' : readMarkup(control.text.text).text;
  if (label === '' && control.url === null) return [];
  const links = control.url === null ? [] : [{ url: control.url, text: label }];
  return [{ slot: 'button', label, text: label, links, marked: [], color }];
}

function withLink(pieces: readonly MessagePiece[], url: string | null): readonly MessagePiece[] {
  if (url === null) return pieces;
  return pieces.map((piece) => ({ ...piece, links: [{ url, text: piece.text }, ...piece.links] }));
}

function labelled(pieces: readonly MessagePiece[], label: string): readonly MessagePiece[] {
  return pieces.map((piece) => ({ ...piece, label: label === '' ? null : label }));
}

function parseAll<T>(
  items: readonly unknown[],
  schema: { safeParse(item: unknown): { success: true; data: T } | { success: false } },
): readonly T[] {
  return items.flatMap((item) => {
    const parsed = schema.safeParse(item);
    return parsed.success ? [parsed.data] : [];
  });
}

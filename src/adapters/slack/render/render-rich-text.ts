import type {
  RichTextBlock,
  RichTextBlockElement,
  RichTextElement,
  RichTextList,
  RichTextPreformatted,
  RichTextSection,
} from '@slack/types';
import type { CardListItem, EvidenceLine, Inline } from '../../../core/card/card.ts';
import { countOf, cutText } from '../../../core/card/display-text.ts';
import { cleanText, isPersonId, safeUrl } from './escape.ts';
import { SLACK_LIMITS } from './limits.ts';

/** How much of a block may be shown. */
export interface Room {
  readonly characters: number;
  readonly lines: number;
  readonly line: number;
  readonly items: number;
}

/** A `rich_text` block, or nothing when it would be empty: Slack refuses empty ones. */
export function richTextBlocks(elements: readonly RichTextBlockElement[]): RichTextBlock[] {
  const filled = elements.filter((element) => element.elements.length > 0);
  return filled.length === 0 ? [] : [{ type: 'rich_text', elements: filled }];
}

export function renderSection(content: readonly Inline[], room: Room): RichTextSection {
  return { type: 'rich_text_section', elements: renderLeaves(content, room.characters) };
}

/** Lines in a fixed-width font, each with its number before it. */
export function renderEvidence(lines: readonly EvidenceLine[], room: Room): RichTextPreformatted {
  const width = Math.max(0, ...lines.map((line) => String(line.number ?? '').length));
  return preformatted(
    lines.map((line) => {
      const text = cleanText(line.text).replaceAll('\n', ' ');
      return `${String(line.number ?? '').padStart(width)}  ${text}`;
    }),
    room,
  );
}

export function renderCode(code: string, room: Room): RichTextPreformatted {
  return preformatted(cleanText(code).split('\n'), room);
}

function preformatted(lines: readonly string[], room: Room): RichTextPreformatted {
  const shown: string[] = [];
  let left = room.characters;
  for (const line of lines.slice(0, room.lines)) {
    const cut = cutText(line, Math.min(room.line, Math.max(40, left)));
    if (left < cut.length) break;
    left -= cut.length + 1;
    shown.push(cut);
  }
  const missing = lines.length - shown.length;
  if (missing > 0) shown.push(`… ${countOf(missing, 'line')} not shown`);
  const text = shown.join('\n');
  return { type: 'rich_text_preformatted', elements: text.trim() === '' ? [] : [{ type: 'text', text }] };
}

/**
 * A list, each item's commands inside it. Code of more than two lines stands between two lists, the second
 * of which goes on counting.
 */
export function renderList(
  items: readonly CardListItem[],
  style: 'ordered' | 'bullet',
  room: Room,
): readonly RichTextBlockElement[] {
  const out: RichTextBlockElement[] = [];
  const share = Math.max(80, Math.floor(room.characters / Math.max(1, Math.min(items.length, room.items))));
  let run: RichTextSection[] = [];
  let shown = 0;
  const flush = () => {
    if (run.length > 0) out.push(listOf(run, style, shown - run.length));
    run = [];
  };
  for (const item of items.slice(0, room.items)) {
    const long = item.blocks.filter((block) => block.kind === 'code' && isLong(block.text));
    run.push({ type: 'rich_text_section', elements: leavesOrDash(itemContent(item), share) });
    shown += 1;
    if (long.length === 0) continue;
    flush();
    for (const block of long) {
      if (block.kind === 'code') out.push(renderCode(block.text, { ...room, characters: share }));
    }
  }
  flush();
  const missing = items.length - shown;
  if (missing > 0) {
    const text = `… ${countOf(missing, style === 'ordered' ? 'step' : 'point')} not shown`;
    out.push({ type: 'rich_text_section', elements: [{ type: 'text', text }] });
  }
  return out;
}

/** Slack knows `offset`, the count of points before the first; its published type does not. */
type CountedList = RichTextList & { offset?: number };

function listOf(run: RichTextSection[], style: 'ordered' | 'bullet', before: number): CountedList {
  const list: CountedList = { type: 'rich_text_list', style, elements: run };
  return style === 'ordered' && before > 0 ? { ...list, offset: before } : list;
}

function isLong(code: string): boolean {
  return code.trim().split('\n').length > 2;
}

function leavesOrDash(content: readonly Inline[], max: number): RichTextElement[] {
  const leaves = renderLeaves(content, max);
  return leaves.length === 0 ? [{ type: 'text', text: '–' }] : leaves;
}

/** An item in one run of text: a command stands on a line of its own, a nested point behind a dash. */
function itemContent(item: CardListItem): readonly Inline[] {
  const out: Inline[] = [];
  const newLine = () => {
    if (out.length > 0) out.push({ kind: 'text', text: '\n' });
  };
  for (const block of item.blocks) {
    if (block.kind === 'paragraph') {
      newLine();
      out.push(...block.content);
    } else if (block.kind === 'bullets') {
      for (const nested of block.items) {
        newLine();
        out.push({ kind: 'text', text: '– ' }, ...itemContent(nested));
      }
    } else if (!isLong(block.text)) {
      for (const line of block.text.trim().split('\n')) {
        newLine();
        out.push({ kind: 'code', text: line });
      }
    }
  }
  return out;
}

/** Leaves with at most `max` characters in all; a cut shows as `…`. Empty leaves are left out. */
export function renderLeaves(content: readonly Inline[], max: number): RichTextElement[] {
  const leaves: RichTextElement[] = [];
  let left = max;
  for (const inline of content) {
    if (left <= 0) {
      leaves.push({ type: 'text', text: ' …' });
      break;
    }
    const text = cutText(cleanText(inline.kind === 'user' ? inline.id : inline.text), left);
    left -= text.length;
    if (text !== '') leaves.push(renderLeaf(inline, text));
  }
  return leaves.every((leaf) => leaf.type === 'text' && leaf.text.trim() === '') ? [] : leaves;
}

function renderLeaf(inline: Inline, text: string): RichTextElement {
  switch (inline.kind) {
    case 'text':
      return { type: 'text', text };
    case 'bold':
      return { type: 'text', text, style: { bold: true } };
    case 'italic':
      return { type: 'text', text, style: { italic: true } };
    case 'code':
      return { type: 'text', text, style: { code: true } };
    case 'link': {
      const url = safeUrl(inline.url, SLACK_LIMITS.url);
      return url === null ? { type: 'text', text } : { type: 'link', url, text };
    }
    case 'user':
      return isPersonId(inline.id) ? { type: 'user', user_id: inline.id } : { type: 'text', text };
    default:
      return assertNever(inline);
  }
}

function assertNever(inline: never): never {
  throw new Error(`unknown kind of inline: ${String(inline)}`);
}

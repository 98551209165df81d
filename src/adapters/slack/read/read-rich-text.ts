import type { MarkupLink } from './decode-markup.ts';
import { type Block, parseRichNodes, type RichNode } from './message-event.ts';

/** A part of a message's text: words, or the content of a code block. Inline code keeps its backticks. */
export interface TextPart {
  readonly kind: 'words' | 'code';
  readonly text: string;
}

export interface RichText {
  readonly parts: readonly TextPart[];
  readonly links: readonly MarkupLink[];
  /** What stood in bold or in code, in order. */
  readonly marked: readonly string[];
  /** Ids of the people named in it. */
  readonly mentions: readonly string[];
}

interface Found {
  readonly parts: TextPart[];
  readonly links: MarkupLink[];
  readonly marked: string[];
  readonly mentions: string[];
}

/** Reads a `rich_text` block: the editor's own tree, so nothing has to be guessed from marks. */
export function readRichText(block: Block): RichText {
  const found: Found = { parts: [], links: [], marked: [], mentions: [] };
  for (const node of parseRichNodes(block.elements)) readPart(node, found);
  return found;
}

function readPart(node: RichNode, found: Found): void {
  switch (node.type) {
    case 'rich_text_preformatted':
      found.parts.push({ kind: 'code', text: readLeaves(node, found, 'plain') });
      return;
    case 'rich_text_list':
      found.parts.push({ kind: 'words', text: readList(node, found) });
      return;
    default:
      found.parts.push({ kind: 'words', text: readLeaves(node, found, 'marked') });
  }
}

function readList(list: RichNode, found: Found): string {
  const lines: string[] = [];
  for (const [index, item] of parseRichNodes(list.elements).entries()) {
    const mark = list.style === 'ordered' ? `${list.offset + index + 1}. ` : '- ';
    lines.push(
      item.type === 'rich_text_list' ? readList(item, found) : mark + readLeaves(item, found, 'marked'),
    );
  }
  return lines.join('\n');
}

function readLeaves(node: RichNode, found: Found, mode: 'marked' | 'plain'): string {
  let text = '';
  for (const leaf of parseRichNodes(node.elements)) {
    if (leaf.elements.length > 0) {
      text += readLeaves(leaf, found, mode);
      continue;
    }
    text += mode === 'marked' ? markLeaf(leaf, found) : readLeaf(leaf, found);
  }
  return text;
}

function markLeaf(leaf: RichNode, found: Found): string {
  const text = readLeaf(leaf, found);
  const style = typeof leaf.style === 'object' ? leaf.style : null;
  if (text.trim() !== '' && (style?.bold === true || style?.code === true)) found.marked.push(text);
  return style?.code === true ? `\`${text}\`` : text;
}

function readLeaf(leaf: RichNode, found: Found): string {
  switch (leaf.type) {
    case 'link': {
      const text = leaf.text ?? leaf.url ?? '';
      if (leaf.url !== null) found.links.push({ url: leaf.url, text });
      return text.startsWith('mailto:') ? text.slice('mailto:'.length) : text;
    }
    case 'user':
      if (leaf.user_id !== null) found.mentions.push(leaf.user_id);
      return `@${leaf.user_id ?? ''}`;
    case 'usergroup':
      return `@${leaf.usergroup_id ?? ''}`;
    case 'channel':
      return `#${leaf.channel_id ?? ''}`;
    case 'broadcast':
      return `@${leaf.range ?? ''}`;
    case 'emoji':
      return `:${leaf.name ?? ''}:`;
    case 'date':
      return leaf.fallback ?? '';
    case 'color':
      return leaf.value ?? '';
    default:
      return leaf.text ?? '';
  }
}

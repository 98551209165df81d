import { fromMarkdown } from 'mdast-util-from-markdown';
import type { Inline } from './card.ts';
import { visibleText } from './display-text.ts';
import type { MarkdownInline } from './markdown-nodes.ts';

/** What parsing a run of prose depends on. */
export interface ProseSource {
  /** The Markdown that the nodes' positions point into. */
  readonly text: string;
  /** False for text that may hold a log's words: a stranger's link must not become clickable. */
  readonly links: boolean;
}

type Style = 'text' | 'bold' | 'italic';

// "two  words\n and a line": a soft line break is a space
const WHITE = /\s+/g;

/**
 * One paragraph of Markdown as a run of inlines: bold, italic, code and (when allowed) https links.
 *
 * Everything else comes back as the characters that were written; nothing is lost. Never throws.
 */
export function parseInline(
  markdown: string,
  options: { links: boolean } = { links: true },
): readonly Inline[] {
  const text = visibleText(markdown).replace(WHITE, ' ').trim();
  const source = { text, links: options.links };
  const [first, ...others] = fromMarkdown(text).children;
  if (first?.type !== 'paragraph' || others.length > 0) return text === '' ? [] : [{ kind: 'text', text }];
  return inlinesOf(first.children, source);
}

/** The inlines of a paragraph's nodes. */
export function inlinesOf(nodes: readonly MarkdownInline[], source: ProseSource): readonly Inline[] {
  const inlines: Inline[] = [];
  for (const node of nodes) addNode(inlines, node, { source, style: 'text' });
  return inlines;
}

/** The words of inlines, without their styles. A link keeps its address. */
export function plainText(inlines: readonly Inline[]): string {
  return inlines.map(plainInline).join('');
}

function plainInline(inline: Inline): string {
  if (inline.kind === 'user') return `@${inline.id}`;
  if (inline.kind !== 'link' || inline.text === inline.url)
    return inline.kind === 'link' ? inline.url : inline.text;
  return `${inline.text} (${inline.url})`;
}

function addNode(into: Inline[], node: MarkdownInline, way: { source: ProseSource; style: Style }): void {
  switch (node.type) {
    case 'text':
      addText(into, way.style, node.value.replace(WHITE, ' '));
      break;
    case 'break':
      addText(into, 'text', '\n');
      break;
    case 'inlineCode':
      into.push({ kind: 'code', text: node.value });
      break;
    case 'strong':
    case 'emphasis':
      for (const child of node.children)
        addNode(into, child, { ...way, style: styleIn(way.style, node.type) });
      break;
    case 'link':
      addLink(into, node, way);
      break;
    default:
      addText(into, way.style, written(node, way.source));
  }
}

function styleIn(outer: Style, type: 'strong' | 'emphasis'): Style {
  return type === 'strong' || outer === 'bold' ? 'bold' : 'italic';
}

function addLink(
  into: Inline[],
  node: Extract<MarkdownInline, { type: 'link' }>,
  way: { source: ProseSource; style: Style },
): void {
  if (way.source.links && node.url.startsWith('https://')) {
    const label = plainText(inlinesOf(node.children, way.source));
    into.push({ kind: 'link', url: node.url, text: label === '' ? node.url : label });
    return;
  }
  addText(into, way.style, written(node, way.source));
}

/** Neighbouring runs of one style become one. */
function addText(into: Inline[], kind: Style, text: string): void {
  const last = into.at(-1);
  if (last?.kind === kind) into[into.length - 1] = { kind, text: last.text + text };
  else if (text !== '') into.push({ kind, text });
}

/** The characters that made the node. */
export function written(
  node: {
    position?: { start: { offset?: number | undefined }; end: { offset?: number | undefined } } | undefined;
  },
  source: ProseSource,
): string {
  return source.text.slice(node.position?.start.offset ?? 0, node.position?.end.offset ?? 0);
}

import { fromMarkdown } from 'mdast-util-from-markdown';
import type { BulletsBlock, CardBlock, CardListItem, Inline } from './card.ts';
import { visibleText } from './display-text.ts';
import type { MarkdownBlock, MarkdownItem, MarkdownList } from './markdown-nodes.ts';
import { inlinesOf, type ProseSource, plainText, written } from './parse-inline.ts';

type ItemBlock = CardListItem['blocks'][number];

/**
 * A playbook's prose as blocks: paragraphs, nested lists, code, headings, bold, italic, inline code, https links.
 *
 * Whatever Markdown has beyond that (HTML, images, quotes, references) comes back as plain text; nothing is lost.
 * A numbered list that a code block interrupts and that goes on counting stays one list. Never throws.
 */
export function parseMarkdown(markdown: string): readonly CardBlock[] {
  const source = { text: visibleText(markdown), links: true };
  const blocks: CardBlock[] = [];
  for (const node of fromMarkdown(source.text).children) addBlock(blocks, node, source);
  return blocks;
}

function addBlock(blocks: CardBlock[], node: MarkdownBlock, source: ProseSource): void {
  switch (node.type) {
    case 'heading':
      blocks.push({ kind: 'heading', text: plainText(inlinesOf(node.children, source)) });
      return;
    case 'thematicBreak':
      blocks.push({ kind: 'divider' });
      return;
    case 'blockquote':
      for (const child of node.children) addBlock(blocks, child, source);
      return;
    case 'list':
      if (!node.ordered) blocks.push(bulletsOf(node, source));
      else if (!continueSteps(blocks, node, source))
        blocks.push({ kind: 'steps', items: itemsOf(node, source) });
      return;
    default:
      blocks.push(...leafBlocks(node, source));
  }
}

/** A list that starts where an earlier one ended takes up what stands between, as part of its last step. */
function continueSteps(blocks: CardBlock[], node: MarkdownList, source: ProseSource): boolean {
  const at = blocks.findLastIndex((block) => block.kind === 'steps');
  const earlier = blocks[at];
  if (earlier?.kind !== 'steps' || node.start !== earlier.items.length + 1) return false;
  const between = blocks.slice(at + 1).filter(isItemBlock);
  if (between.length !== blocks.length - at - 1) return false;
  const done = earlier.items.slice(0, -1);
  const last = { blocks: [...(earlier.items.at(-1)?.blocks ?? []), ...between] };
  blocks.splice(at, Number.POSITIVE_INFINITY, {
    kind: 'steps',
    items: [...done, last, ...itemsOf(node, source)],
  });
  return true;
}

function isItemBlock(block: CardBlock): block is ItemBlock {
  return block.kind === 'paragraph' || block.kind === 'code' || block.kind === 'bullets';
}

function bulletsOf(list: MarkdownList, source: ProseSource): BulletsBlock {
  return { kind: 'bullets', items: itemsOf(list, source) };
}

function itemsOf(list: MarkdownList, source: ProseSource): readonly CardListItem[] {
  return list.children.map((item) => ({ blocks: itemBlocks(item, source) }));
}

function itemBlocks(item: MarkdownItem, source: ProseSource): readonly ItemBlock[] {
  return item.children.flatMap((child) => itemBlock(child, source));
}

function itemBlock(node: MarkdownItem['children'][number], source: ProseSource): readonly ItemBlock[] {
  switch (node.type) {
    case 'list':
      return [node.ordered ? numberedBullets(node, source) : bulletsOf(node, source)];
    case 'blockquote':
      return node.children.flatMap((child) => itemBlock(child, source));
    case 'heading':
      return paragraph([{ kind: 'bold', text: plainText(inlinesOf(node.children, source)) }]);
    case 'thematicBreak':
      return [];
    default:
      return leafBlocks(node, source);
  }
}

/** Only bullets nest, so an inner list keeps its numbers as words. */
function numberedBullets(list: MarkdownList, source: ProseSource): BulletsBlock {
  const items = itemsOf(list, source).map((item, index) => {
    const number: Inline = { kind: 'text', text: `${(list.start ?? 1) + index}. ` };
    const [first, ...rest] = item.blocks;
    if (first?.kind === 'paragraph') {
      return { blocks: [{ ...first, content: [number, ...first.content] }, ...rest] };
    }
    return { blocks: [{ kind: 'paragraph' as const, content: [number] }, ...item.blocks] };
  });
  return { kind: 'bullets', items };
}

function leafBlocks(node: MarkdownBlock, source: ProseSource): readonly ItemBlock[] {
  if (node.type === 'paragraph') return paragraph(inlinesOf(node.children, source));
  if (node.type === 'code') return node.value === '' ? [] : [{ kind: 'code', text: node.value }];
  return paragraph([{ kind: 'text', text: written(node, source) }]);
}

function paragraph(content: readonly Inline[]): readonly ItemBlock[] {
  return plainText(content).trim() === '' ? [] : [{ kind: 'paragraph', content }];
}

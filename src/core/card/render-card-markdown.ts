import { assertNever } from '../assert-never.ts';
import type { Card, CardBlock, CardListItem, EvidenceLine, Inline } from './card.ts';
import { codeFence, codeSpan, escapeMarkdown } from './escape-markdown.ts';
import { isWebAddress } from './is-web-address.ts';

/**
 * The card as Markdown for a forge's comment or a file, no trailing newline.
 *
 * Text of a log stays text: it cannot leave its fence, nor make HTML, a link, a mention or a reference.
 */
export function renderCardMarkdown(card: Card): string {
  const parts = card.blocks.map((block) => renderBlock(block).join('\n'));
  return [`### ${escapeMarkdown(card.title)}`, ...parts.filter((part) => part !== '')].join('\n\n');
}

function renderBlock(block: CardBlock): readonly string[] {
  switch (block.kind) {
    case 'paragraph':
    case 'context':
    case 'row':
    case 'notice':
      return linesOf(renderInlines(block.content));
    case 'heading':
      return [`#### ${oneRow(block.text)}`];
    case 'progress':
      return [block.stages.map(renderStage).join(' · ')];
    case 'evidence':
      return codeFence(evidenceText(block.lines));
    case 'code':
      return codeFence(block.text);
    case 'bullets':
      return renderItems(block.items, () => '- ');
    case 'steps':
      return renderItems(block.items, (index) => `${index + 1}. `);
    case 'details':
      return [`#### ${oneRow(block.title)}`, '', ...joinBlocks(block.blocks)];
    case 'actions':
      return block.buttons.flatMap(({ action }) =>
        action.type === 'full-playbook' || action.type === 'explain'
          ? [`Full playbook: ${codeSpan(`faultline explain ${action.playbook}`)}`]
          : [],
      );
    case 'feedback':
      return [];
    case 'divider':
      return ['---'];
    default:
      return assertNever(block);
  }
}

type Stage = Extract<CardBlock, { kind: 'progress' }>['stages'][number];

function renderStage({ name, state }: Stage): string {
  switch (state) {
    case 'passed':
      return `${oneRow(name)} ✓`;
    case 'failed':
      return `**${oneRow(name)} ✗ stopped here**`;
    case 'unknown':
      return `${oneRow(name)} ?`;
    default:
      return assertNever(state);
  }
}

function evidenceText(lines: readonly EvidenceLine[]): string {
  const room = Math.max(...lines.map(({ number }) => String(number ?? '').length), 1);
  const rows = lines.map(({ number, text }) =>
    number === null ? `${' '.repeat(room)}  (${text})` : `${String(number).padStart(room)}  ${text}`,
  );
  return rows.join('\n');
}

function renderItems(items: readonly CardListItem[], marker: (index: number) => string): readonly string[] {
  return items.flatMap((item, index) => {
    const mark = marker(index);
    const lines = joinBlocks(item.blocks);
    return lines.map((line, at) => {
      if (at === 0) return mark + line;
      return line === '' ? '' : ' '.repeat(mark.length) + line;
    });
  });
}

function joinBlocks(blocks: readonly CardBlock[]): readonly string[] {
  return blocks.flatMap((block, index) => (index === 0 ? renderBlock(block) : ['', ...renderBlock(block)]));
}

function renderInlines(content: readonly Inline[]): string {
  return mergeText(content).map(renderInline).join('');
}

/** What shows nothing goes, and neighbouring texts become one: a mark of Markdown cannot hide in the seam. */
function mergeText(content: readonly Inline[]): readonly Inline[] {
  const merged: Inline[] = [];
  for (const inline of content) {
    const last = merged.at(-1);
    if (inline.kind !== 'link' && inline.kind !== 'user' && inline.text === '') continue;
    if (last?.kind === 'text' && inline.kind === 'text') {
      merged[merged.length - 1] = { kind: 'text', text: last.text + inline.text };
    } else if (last?.kind === 'code' && inline.kind === 'code') {
      merged.push({ kind: 'text', text: ' ' }, inline); // two fences side by side would be read as one
    } else merged.push(inline);
  }
  return merged;
}

function renderInline(inline: Inline): string {
  switch (inline.kind) {
    case 'text':
      return keepEdges(inline.text, (words) => words);
    case 'bold':
      return keepEdges(inline.text, (words) => `**${words}**`);
    case 'italic':
      return keepEdges(inline.text, (words) => `*${words}*`);
    case 'code':
      return codeSpan(inline.text);
    case 'link':
      return renderLink(inline);
    case 'user':
      return escapeMarkdown(`@${inline.id}`);
    default:
      return assertNever(inline);
  }
}

/** White space at the edges stands outside of the stars, where Markdown wants it. */
function keepEdges(text: string, wrap: (escaped: string) => string): string {
  const words = text.trim();
  if (words === '') return text === '' ? '' : ' ';
  const before = text.startsWith(words.charAt(0)) ? '' : ' ';
  const after = text.endsWith(words.charAt(words.length - 1)) ? '' : ' ';
  return `${before}${wrap(escapeMarkdown(words))}${after}`;
}

function renderLink({ url, text }: Extract<Inline, { kind: 'link' }>): string {
  if (!isWebAddress(url)) return escapeMarkdown(`${text} (${url})`);
  return `[${escapeMarkdown(text).replaceAll('\\\n', ' ')}](<${url}>)`;
}

function linesOf(text: string): readonly string[] {
  return text.split('\n');
}

function oneRow(text: string): string {
  return escapeMarkdown(text.replaceAll('\n', ' '));
}

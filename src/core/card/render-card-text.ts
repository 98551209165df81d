import { assertNever } from '../assert-never.ts';
import type { Card, CardBlock, CardButton, CardListItem, EvidenceLine } from './card.ts';
import { visibleText } from './display-text.ts';
import { createPaint, type Paint, wrapInlines } from './wrap-inlines.ts';

interface Terminal {
  readonly paint: Paint;
  readonly width: number;
}

const MIN_WIDTH = 20;

/**
 * The card for a terminal: prose wrapped at `width`, code and log lines left whole, no trailing newline.
 *
 * No text of a log can drive the terminal: escape sequences and other unseen characters are replaced.
 */
export function renderCardText(card: Card, options: { color: boolean; width: number }): string {
  const terminal = { paint: createPaint(options.color), width: Math.max(MIN_WIDTH, options.width) };
  const title = terminal.paint('title', visibleText(card.title));
  const parts = card.blocks.map((block) => renderBlock(block, terminal).join('\n'));
  return [title, ...parts.filter((part) => part !== '')].join('\n\n');
}

function renderBlock(block: CardBlock, terminal: Terminal): readonly string[] {
  const { paint, width } = terminal;
  switch (block.kind) {
    case 'paragraph':
      return wrapInlines(block.content, width, paint);
    case 'row':
    case 'notice':
      return wrapInlines(block.content, width, paint);
    case 'context':
      return wrapInlines(block.content, width, (_style, text) => paint('dim', text));
    case 'heading':
      return [paint('bold', visibleText(block.text))];
    case 'progress':
      return [renderProgress(block.stages, paint)];
    case 'evidence':
      return renderEvidence(block.lines, paint);
    case 'code':
      return renderCode(block.text, paint);
    case 'bullets':
      return renderItems(block.items, () => '- ', terminal);
    case 'steps':
      return renderItems(block.items, (index) => `${index + 1}. `, terminal);
    case 'details':
      return renderDetails(block, terminal);
    case 'actions':
      return renderActions(block.buttons, paint);
    case 'feedback':
      return [];
    case 'divider':
      return [paint('dim', '-'.repeat(Math.min(width, 40)))];
    default:
      return assertNever(block);
  }
}

type Progress = Extract<CardBlock, { kind: 'progress' }>;

/** DNS ✓  connect ✓  entrance ✗ stopped here: in words too, for whoever hears it or sees no colour. */
function renderProgress(stages: Progress['stages'], paint: Paint): string {
  return stages.map(({ name, state }) => renderStage(visibleText(name), state, paint)).join('  ');
}

function renderStage(name: string, state: Progress['stages'][number]['state'], paint: Paint): string {
  switch (state) {
    case 'passed':
      return paint('good', `${name} ✓`);
    case 'failed':
      return paint('bad', `${name} ✗ stopped here`);
    case 'unknown':
      return paint('dim', `${name} ?`);
    default:
      return assertNever(state);
  }
}

function renderEvidence(lines: readonly EvidenceLine[], paint: Paint): readonly string[] {
  const room = Math.max(...lines.map(({ number }) => String(number ?? '').length), 1);
  return lines.map(({ number, text }) => {
    const label = paint('dim', String(number ?? '').padStart(room));
    const words = visibleText(text).replaceAll('\n', ' ');
    return number === null ? `  ${label}  ${paint('dim', `(${words})`)}` : `  ${label}  ${words}`;
  });
}

function renderCode(text: string, paint: Paint): readonly string[] {
  return visibleText(text)
    .split('\n')
    .map((line) => (line === '' ? '' : `    ${paint('code', line)}`));
}

function renderItems(
  items: readonly CardListItem[],
  marker: (index: number) => string,
  terminal: Terminal,
): readonly string[] {
  return items.flatMap((item, index) => {
    const mark = marker(index);
    const inner = { ...terminal, width: Math.max(MIN_WIDTH, terminal.width - mark.length) };
    const lines = item.blocks.flatMap((block) => renderBlock(block, inner));
    const indent = ' '.repeat(mark.length);
    return lines.map((line, at) => (at === 0 ? mark + line : indentLine(indent, line)));
  });
}

function renderDetails(
  block: Extract<CardBlock, { kind: 'details' }>,
  terminal: Terminal,
): readonly string[] {
  const inner = { ...terminal, width: Math.max(MIN_WIDTH, terminal.width - 2) };
  const lines = block.blocks.flatMap((child) => renderBlock(child, inner));
  const title = terminal.paint('bold', visibleText(block.title));
  return [title, ...lines.map((line) => indentLine('  ', line))];
}

/** A terminal has no buttons; the ones that lead to a playbook become the command that does the same. */
function renderActions(buttons: readonly CardButton[], paint: Paint): readonly string[] {
  return buttons.flatMap(({ action }) =>
    action.type === 'full-playbook' || action.type === 'explain'
      ? [paint('code', `faultline explain ${visibleText(action.playbook)}`)]
      : [],
  );
}

function indentLine(indent: string, line: string): string {
  return line === '' ? '' : indent + line;
}

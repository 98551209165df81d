import type { Card, CardBlock, CardListItem, Inline } from './card.ts';
import { oneLine } from './display-text.ts';
import { parseInline, plainText } from './parse-inline.ts';

/** One row of the help: `usage` is typed, `does` is prose (a line of Markdown). */
export interface HelpRow {
  readonly usage: string;
  readonly does: string;
}

/** No playbook has that name; the nearest ids are buttons. */
export function buildMissCard(name: string, nearIds: readonly string[]): Card {
  const title = `No playbook is called ${oneLine(name, 80)}`;
  if (nearIds.length === 0) {
    const hint = '`/faultline list` shows every playbook.';
    return { title, fallback: lineOf(`${title}. ${plainText(parseInline(hint))}`), blocks: [prose(hint)] };
  }
  const buttons = nearIds.map(
    (id) => ({ label: id, style: 'default', action: { v: 1, type: 'explain', playbook: id } }) as const,
  );
  return {
    title,
    fallback: lineOf(`${title}. Nearest: ${nearIds.join(', ')}`),
    blocks: [prose('The nearest are:'), { kind: 'actions', buttons }],
  };
}

/** What may be asked, from the table that also reads the commands. */
export function buildHelpCard(commands: readonly HelpRow[]): Card {
  const title = 'Faultline reads failed logs';
  const how =
    'Paste a failed log into a channel I am in, or mention me with it; the answer comes into the thread.';
  const items = commands.map(
    ({ usage, does }): CardListItem =>
      item([{ kind: 'code', text: usage }, { kind: 'text', text: ' ' }, ...parseInline(does)]),
  );
  return {
    title,
    fallback: lineOf(`${title}: ${commands.map(({ usage }) => usage).join(', ')}`),
    blocks: [prose(how), { kind: 'bullets', items }],
  };
}

/** The message that begins a thread for a log pasted into the form of `/faultline analyze`. */
export function buildThreadOpener(user: string): Card {
  const content: Inline[] = [
    { kind: 'user', id: user },
    { kind: 'text', text: ' pasted a log; the answer is in this thread.' },
  ];
  return {
    title: 'A pasted log',
    fallback: 'A pasted log: the answer is in this thread.',
    blocks: [{ kind: 'paragraph', content }],
  };
}

function prose(markdown: string): CardBlock {
  return { kind: 'paragraph', content: parseInline(markdown) };
}

function item(content: readonly Inline[]): CardListItem {
  return { blocks: [{ kind: 'paragraph', content }] };
}

function lineOf(words: string): string {
  return oneLine(words, 300);
}

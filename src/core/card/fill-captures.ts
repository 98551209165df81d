import { captureNames } from '../playbook/capture-names.ts';
import type { Playbook } from '../playbook/playbook.ts';
import type { CardBlock, CardListItem, Inline } from './card.ts';
import { oneLine } from './display-text.ts';

/** Values for the `{name}` marks of a playbook; null where the log did not say. */
export type Captures = ReadonlyMap<string, string | null>;

// {host}, but neither ${host} nor ${{ host }}
const MARK = /(?<![${])\{([A-Za-z]\w{0,40})\}/g;
// @acme/ui   ·   https://npm.example.com:8443/a%2fb   (one word to a shell, and no option)
const SHELL_WORD = /^(?!-)[\w@%+=:,./-]{1,200}$/;

/** Every name that the playbook's expressions may catch, with the value where one was caught. */
export function capturesOf(playbook: Playbook, caught: Readonly<Record<string, string>> = {}): Captures {
  const captures = new Map<string, string | null>();
  for (const name of captureNames(playbook)) captures.set(name, null);
  for (const [name, value] of Object.entries(caught)) captures.set(name, value);
  return captures;
}

function fillItem(item: CardListItem, captures: Captures): CardListItem {
  return { blocks: item.blocks.map((block) => fillBlock(block, captures)) };
}

function fillBlock(
  block: CardListItem['blocks'][number],
  captures: Captures,
): CardListItem['blocks'][number] {
  if (block.kind === 'code') return { ...block, text: fill(block.text, captures, true) };
  if (block.kind === 'bullets') {
    return { ...block, items: block.items.map((item) => fillItem(item, captures)) };
  }
  return { ...block, content: fillInlines(block.content, captures) };
}

/**
 * A playbook's prose with its `{name}` marks filled in; other blocks stay as they are. Done after parsing, so a log's words never become Markdown.
 *
 * A mark without a value becomes `<name>`; so does one in a command whose value is more than a plain word,
 * because people paste commands into their shells.
 */
export function fillBlocks(blocks: readonly CardBlock[], captures: Captures): readonly CardBlock[] {
  return blocks.map((block) => {
    if (block.kind === 'steps')
      return { ...block, items: block.items.map((item) => fillItem(item, captures)) };
    const isProse = block.kind === 'paragraph' || block.kind === 'code' || block.kind === 'bullets';
    return isProse ? fillBlock(block, captures) : block;
  });
}

function fillInlines(content: readonly Inline[], captures: Captures): readonly Inline[] {
  return content.map((inline) =>
    inline.kind === 'user' || inline.kind === 'link'
      ? inline
      : { ...inline, text: fill(inline.text, captures, inline.kind === 'code') },
  );
}

function fill(text: string, captures: Captures, isCommand: boolean): string {
  return text.replace(MARK, (mark, name: string) => {
    const value = captures.get(name);
    if (value === undefined) return mark;
    if (value === null || (isCommand && !SHELL_WORD.test(value))) return `<${name}>`;
    return oneLine(value, 200);
  });
}

import type { CatalogEntry } from '../playbook/catalog.ts';
import { CATEGORIES, type Category } from '../playbook/playbook-vocabulary.ts';
import { titleOf } from '../playbook/title-of.ts';
import type { Card, CardBlock, CardListItem, Inline } from './card.ts';
import { countOf, oneLine } from './display-text.ts';
import { parseInline } from './parse-inline.ts';

/** As many are read one by one; more are told by their categories. */
const MOST_ENTRIES = 40;
/** Ids that give a taste of a category. */
const TASTE = 4;

/**
 * The playbooks that somebody asked for, by category, in the order of the categories. Too many to read are an
 * overview with a button a category; those of a single category are always listed. `words` is what was searched.
 */
export function buildListCard(entries: readonly CatalogEntry[], words = ''): Card {
  const title = entries.length === 0 ? 'No playbook fits' : countOf(entries.length, 'playbook');
  const groups = CATEGORIES.map((category) => ({
    category,
    entries: entries.filter(({ playbook }) => playbook.category === category),
  })).filter((group) => group.entries.length > 0);
  const isOverview = entries.length > MOST_ENTRIES && groups.length > 1;
  const blocks = groups.flatMap((group) => (isOverview ? [overviewOf(group, words)] : listOf(group)));
  const hint = '`/faultline explain <id>` shows a playbook, `/faultline list <words>` those about something.';
  return {
    title,
    fallback: oneLine(`${title}: ${entries.map(({ playbook }) => playbook.id).join(', ')}`, 300),
    blocks: [...blocks, { kind: 'context', content: parseInline(hint) }],
  };
}

interface Group {
  readonly category: Category;
  readonly entries: readonly CatalogEntry[];
}

function overviewOf({ category, entries }: Group, words: string): CardBlock {
  const ids = entries.slice(0, TASTE).map(({ playbook }) => playbook.id);
  const rest = entries.length > TASTE ? ', …' : '';
  const content: Inline[] = [
    { kind: 'bold', text: nameOf(category) },
    { kind: 'text', text: ` ${entries.length}\n${ids.join(', ')}${rest}` },
  ];
  const action = { v: 1, type: 'list', category, words: oneLine(words, 60) } as const;
  return { kind: 'row', content, button: { label: 'Show', style: 'default', action } };
}

function listOf({ category, entries }: Group): readonly CardBlock[] {
  const items = entries.map(
    ({ playbook }): CardListItem => ({
      blocks: [
        {
          kind: 'paragraph',
          content: [
            { kind: 'code', text: playbook.id },
            { kind: 'text', text: ` ${oneLine(titleOf(playbook), 150)}` },
          ],
        },
      ],
    }),
  );
  return [
    { kind: 'heading', text: nameOf(category) },
    { kind: 'bullets', items },
  ];
}

function nameOf(category: Category): string {
  return category.replaceAll('_', ' ');
}

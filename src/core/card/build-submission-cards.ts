import type { Card, CardBlock, Inline } from './card.ts';
import { oneLine } from './display-text.ts';
import { parseInline, plainText } from './parse-inline.ts';

const MAX_NOTE = 300;
const MOST_NOTES = 6;

/** The same log was answered before: where. `headline` is the first card's title; `url` null in the same thread. */
export function buildPointerCard({ headline, url }: { headline: string; url: string | null }): Card {
  const title = 'Answered before';
  const told: Inline[] =
    url === null
      ? [{ kind: 'text', text: 'This log was answered above: ' }]
      : [
          { kind: 'text', text: 'This log was answered ' },
          { kind: 'link', url, text: 'here' },
          { kind: 'text', text: ': ' },
        ];
  const content: Inline[] = [...told, { kind: 'bold', text: oneLine(headline, 150) }];
  return { title, fallback: oneLine(plainText(content), 300), blocks: [{ kind: 'paragraph', content }] };
}

/** What stands in place of a card whose log was deleted: nothing of the log. `playbook` is its id, or null. */
export function buildWithdrawnCard(playbook: string | null): Card {
  const title = 'The log was deleted';
  const content = parseInline('Its lines were taken out of this answer.');
  const blocks: CardBlock[] = [{ kind: 'paragraph', content }];
  if (playbook !== null) {
    const action = { v: 1, type: 'full-playbook', playbook } as const;
    blocks.push({ kind: 'actions', buttons: [{ label: 'Full playbook', style: 'default', action }] });
  }
  return { title, fallback: `${title}. ${plainText(content)}`, blocks };
}

/** What stands in place of a shared card whose log was changed: where the answer stands that fits it. */
export function buildOutdatedCard(url: string | null): Card {
  const title = 'The log was changed';
  const content: Inline[] = [
    { kind: 'text', text: 'Its answer stands ' },
    url === null
      ? { kind: 'text', text: 'in its own thread' }
      : { kind: 'link', url, text: 'in its own thread' },
    { kind: 'text', text: '.' },
  ];
  return { title, fallback: `${title}. ${plainText(content)}`, blocks: [{ kind: 'paragraph', content }] };
}

/** Asked, and nothing to read. `notes` say what could not be read. */
export function buildNoLogCard(notes: readonly string[]): Card {
  const title = 'I found no log to read';
  const hints = [
    'Mention me in a reply under the log, the file or the CI alert that you mean.',
    'Or paste the log here, drop it as a file (`.log`, `.txt`, `.gz`, `.zip`), or link to the CI run.',
    '`/faultline analyze` opens a form for both.',
  ];
  const items = hints.map((hint) => ({
    blocks: [{ kind: 'paragraph' as const, content: parseInline(hint) }],
  }));
  const blocks: CardBlock[] = [...noteBlocks(notes), { kind: 'bullets', items }];
  return { title, fallback: oneLine([`${title}.`, ...notes].join(' '), 300), blocks };
}

/** Too much at once: a friendly word to one person. */
export function buildSlowDownCard(): Card {
  const title = 'One moment';
  const words =
    'That is a lot of logs at once, so I left the last one alone. Paste it again in a minute, and I will read it.';
  return {
    title,
    fallback: `${title}: ${words}`,
    blocks: [{ kind: 'paragraph', content: parseInline(words) }],
  };
}

/** The card with what was not read at its end, in small print. */
export function withNotes(card: Card, notes: readonly string[]): Card {
  return { ...card, blocks: [...card.blocks, ...noteBlocks(notes)] };
}

/** File names and the like: shown as words, never as markup or links. */
function noteBlocks(notes: readonly string[]): readonly CardBlock[] {
  return notes
    .slice(0, MOST_NOTES)
    .map((note) => ({ kind: 'context', content: [{ kind: 'text', text: oneLine(note, MAX_NOTE) }] }));
}

/** How often a failure was seen before, and who was helped. */
export interface History {
  /** This time included. */
  readonly times: number;
  readonly days: number;
  /** Address of the card before this one, or null. */
  readonly lastUrl: string | null;
  readonly helpedUser: string | null;
  /** The step that helped, in its own words, or null. */
  readonly helpedStep: string | null;
}

/** "3rd time this week, last fixed by @ana: log in again"; the card as it is for the first time. */
export function withHistory(card: Card, history: History): Card {
  if (history.times < 2) return card;
  const span = history.days === 7 ? 'this week' : `in ${history.days} days`;
  const seen = `${ordinal(history.times)} time ${span}`;
  const content: Inline[] =
    history.lastUrl === null
      ? [{ kind: 'text', text: seen }]
      : [
          { kind: 'text', text: `${seen} (` },
          { kind: 'link', url: history.lastUrl, text: 'last' },
          { kind: 'text', text: ')' },
        ];
  if (history.helpedUser !== null) {
    content.push({ kind: 'text', text: ', last fixed by ' }, { kind: 'user', id: history.helpedUser });
    if (history.helpedStep !== null)
      content.push({ kind: 'text', text: `: ${oneLine(history.helpedStep, 200)}` });
  }
  return { ...card, blocks: [{ kind: 'context', content }, ...card.blocks] };
}

function ordinal(count: number): string {
  const teen = count % 100 > 10 && count % 100 < 14;
  const ending = teen ? 'th' : (['th', 'st', 'nd', 'rd'][count % 10] ?? 'th');
  return `${count}${ending}`;
}

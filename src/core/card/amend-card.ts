import type { Amendment, Card, CardBlock, ContextBlock, Inline } from './card.ts';
import { oneLine } from './display-text.ts';

const MAX_SENTENCE = 300;

/** How people judged a card so far. */
export interface FeedbackTally {
  readonly helped: number;
  readonly wrong: number;
  /** The latest click, or null when it is not known. */
  readonly last: { readonly user: string; readonly verdict: 'helped' | 'wrong' } | null;
}

/**
 * The card with a language model's sentence under the cause, and the model's name beside it.
 *
 * An earlier sentence is replaced; the same one again changes nothing. The sentence is shown as plain words.
 */
export function withSummary(card: Card, summary: { sentence: string; model: string }): Card {
  const sentence = oneLine(summary.sentence, MAX_SENTENCE);
  const content: Inline[] = [
    { kind: 'italic', text: sentence },
    { kind: 'text', text: ` (written by ${oneLine(summary.model, 60)}; the rest of this card is not)` },
  ];
  return amend(card, 'summary', sentence === '' ? null : { kind: 'context', content, amendment: 'summary' });
}

/** The card with the people's verdict at its end; an earlier tally is replaced, an empty one is taken away. */
export function withFeedback(card: Card, tally: FeedbackTally): Card {
  const counts = [
    tally.helped > 0 ? `helped ${tally.helped}` : '',
    tally.wrong > 0 ? `wrong for ${tally.wrong}` : '',
  ].filter((part) => part !== '');
  if (counts.length === 0) return amend(card, 'feedback', null);
  const content: Inline[] = [{ kind: 'text', text: capitalised(counts.join(', ')) }];
  if (tally.last) {
    const said = tally.last.verdict === 'helped' ? ' says it helped' : ' says it is wrong';
    content.push(
      { kind: 'text', text: ' · ' },
      { kind: 'user', id: tally.last.user },
      { kind: 'text', text: said },
    );
  }
  return amend(card, 'feedback', { kind: 'context', content, amendment: 'feedback' });
}

/** The card with this amendment at its place, in the stead of an earlier one of its sort; null takes it away. */
export function amend(card: Card, amendment: Amendment, block: ContextBlock | null): Card {
  const blocks = card.blocks.filter((old) => !(old.kind === 'context' && old.amendment === amendment));
  if (!block) return { ...card, blocks };
  return { ...card, blocks: blocks.toSpliced(placeOf(amendment, blocks), 0, block) };
}

/** Green stands above all, the history behind the line that says where it failed, a verdict of people at the end. */
function placeOf(amendment: Amendment, blocks: readonly CardBlock[]): number {
  switch (amendment) {
    case 'green':
      return 0;
    case 'history':
      return blocks.findIndex((block) => block.kind === 'context' && block.amendment !== 'green') + 1;
    case 'summary':
      return afterCause(blocks);
    case 'feedback':
      return blocks.length;
  }
}

/** Before the first heading, where the steps begin; without steps, before what is folded away or small. */
function afterCause(blocks: readonly CardBlock[]): number {
  const heading = blocks.findIndex((block) => block.kind === 'heading');
  if (heading !== -1) return heading;
  const evidence = blocks.findLastIndex((block) => block.kind === 'evidence' || block.kind === 'paragraph');
  return evidence + 1;
}

function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

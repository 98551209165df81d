import type { Amendment, Card, CardBlock, ContextBlock, Inline } from './card.ts';
import { oneLine } from './display-text.ts';

const MAX_STEP = 140;

/** How people judged a card so far. */
export interface FeedbackTally {
  readonly helped: number;
  readonly wrong: number;
  /** The latest click, or null when it is not known. */
  readonly last: {
    readonly user: string;
    readonly verdict: 'helped' | 'wrong';
    /** Words of the step that helped, when the person said which. */
    readonly step?: string | null;
  } | null;
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
    const { user, verdict, step } = tally.last;
    const what = step ? ` says this helped: ${oneLine(step, MAX_STEP)}` : ' says it helped';
    content.push(
      { kind: 'text', text: ' · ' },
      { kind: 'user', id: user },
      { kind: 'text', text: verdict === 'helped' ? what : ' says it is wrong' },
    );
  }
  return amend(card, 'feedback', { kind: 'context', content, amendment: 'feedback' });
}

/** The card with the person who takes care of it: the others can stop guessing. A later one takes over. */
export function withOwner(card: Card, user: string): Card {
  const content: Inline[] = [
    { kind: 'user', id: user },
    { kind: 'text', text: ' is on it' },
  ];
  return amend(card, 'owner', { kind: 'context', content, amendment: 'owner' });
}

/** A card built anew with what was added to the old one: the run was read again, the people said what they said. */
export function withAmendmentsOf(card: Card, old: Card): Card {
  let amended = card;
  for (const block of old.blocks) {
    if (block.kind === 'context' && block.amendment && block.amendment !== 'summary') {
      amended = amend(amended, block.amendment, block);
    }
  }
  return amended;
}

/** A model's sentence takes several blocks and has its own ways: see with-summary.ts. */
type Addition = Exclude<Amendment, 'summary'>;

/** The card with this amendment at its place, in the stead of an earlier one of its sort; null takes it away. */
export function amend(card: Card, amendment: Addition, block: ContextBlock | null): Card {
  const blocks = card.blocks.filter((old) => !(old.kind === 'context' && old.amendment === amendment));
  if (!block) return { ...card, blocks };
  return { ...card, blocks: blocks.toSpliced(placeOf(amendment, blocks), 0, block) };
}

/** Green stands above all, the history behind the line that says where it failed, a verdict of people at the end. */
function placeOf(amendment: Addition, blocks: readonly CardBlock[]): number {
  switch (amendment) {
    case 'green':
      return 0;
    case 'history':
      return blocks.findIndex((block) => block.kind === 'context' && block.amendment !== 'green') + 1;
    case 'owner':
    case 'feedback':
      return blocks.length;
  }
}

function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

import type { Card, CardBlock } from './card.ts';

/** What a person who looks a playbook up reads second, by the headings of `buildPlaybookCard`. */
const SECOND = new Set(['Matched signals', 'Why it matters', 'Prevention', 'Try it locally']);
/** For the terminal, where the commands can be typed. */
const ELSEWHERE = 'How Faultline detects it';

/**
 * A whole playbook as a message: what it means and what to do in sight, the rest folded away, and a button for all
 * of it in a window, which has room where a message has little.
 */
export function foldPlaybookCard(card: Card, playbook: string): Card {
  const shown: CardBlock[] = [];
  const folded: { readonly title: string; readonly blocks: CardBlock[] }[] = [];
  let fold: CardBlock[] | null = null;
  let isElsewhere = false;
  for (const block of card.blocks) {
    if (block.kind === 'heading') {
      fold = SECOND.has(block.text) ? [] : null;
      if (fold) folded.push({ title: block.text, blocks: fold });
      isElsewhere = block.text === ELSEWHERE;
    }
    if (isElsewhere) continue;
    if (fold === null) shown.push(block);
    else if (block.kind !== 'heading') fold.push(block);
  }
  if (folded.length === 0) return card;
  const action = { v: 1, type: 'full-playbook', playbook } as const;
  return {
    ...card,
    blocks: [
      ...shown,
      ...folded.map((one) => ({ kind: 'details' as const, ...one })),
      { kind: 'actions', buttons: [{ label: 'Full playbook', style: 'default', action }] },
    ],
  };
}

import { withFeedback } from '../core/card/amend-card.ts';
import { listSteps } from '../core/card/build-follow-up-cards.ts';
import type { CardRef } from '../core/card/card-action.ts';
import type { ChatFlowsContext } from './chat-flows-context.ts';
import type { PostedCard, StoredCard } from './ports.ts';

export interface Verdict {
  readonly user: string;
  readonly posted: PostedCard;
  readonly playbook: string;
  readonly verdict: 'helped' | 'wrong';
}

/** Counts a person's verdict and shows the tally on the card. Null when the card is not known any more. */
export async function recordVerdict(context: ChatFlowsContext, given: Verdict): Promise<StoredCard | null> {
  const { store, clock } = context;
  const stored = await store.findCard(given.posted);
  if (!stored) return null; // forgotten, or older than we keep: nothing to amend
  await store.recordFeedback({ ...given, posted: stored.posted, at: clock() });
  return showTally(context, stored, { user: given.user, verdict: given.verdict });
}

/** Keeps which step of the card helped; the next person with this failure reads it. */
export async function recordHelpfulStep(
  context: ChatFlowsContext,
  by: { workspace: string; user: string },
  { card, step }: { card: CardRef; step: number },
): Promise<void> {
  const { store, clock } = context;
  const stored = await store.findCard({ workspace: by.workspace, ...card });
  const words = stored ? listSteps(stored.card)[step] : undefined;
  if (!stored || words === undefined) return;
  await store.recordStep(stored.posted, { user: by.user, step: words, at: clock() });
  await showTally(context, stored, { user: by.user, verdict: 'helped', step: words });
}

async function showTally(
  { store, chat }: ChatFlowsContext,
  stored: StoredCard,
  last: { user: string; verdict: 'helped' | 'wrong'; step?: string },
): Promise<StoredCard> {
  const tally = await store.feedbackOn(stored.posted);
  const card = withFeedback(stored.card, { ...tally, last });
  await store.updateCard(stored.posted, card);
  await chat.updateCard(stored.posted, card);
  return { ...stored, card };
}

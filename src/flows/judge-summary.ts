import { withSummaryVerdicts } from '../core/card/with-summary.ts';
import type { ChatFlowsContext } from './chat-flows-context.ts';
import type { PostedCard } from './ports.ts';

export interface SummaryJudgement {
  readonly user: string;
  readonly posted: PostedCard;
  readonly verdict: 'summary-helped' | 'summary-wrong';
}

/** Somebody said whether the model's sentence helped: kept apart from what is said of the diagnosis, and shown. */
export async function judgeSummary(
  { store, chat, summarizing, clock }: ChatFlowsContext,
  { user, posted, verdict }: SummaryJudgement,
): Promise<void> {
  const stored = await store.findCard(posted);
  if (!stored) return; // forgotten, or older than we keep
  const model = summarizing?.summarizer.model ?? '';
  const given = verdict === 'summary-helped' ? 'helped' : 'wrong';
  await store.recordSummaryVerdict({ posted: stored.posted, user, model, verdict: given, at: clock() });
  const card = withSummaryVerdicts(stored.card, await store.summaryVerdictsOn(stored.posted));
  await store.updateCard(stored.posted, card);
  await chat.updateCard(stored.posted, card);
}

import type { Alert } from '../core/alert/run.ts';
import type { CardSource } from '../core/card/diagnosis-card-input.ts';
import { addSummary, explainable, offerExplanation } from './add-summary.ts';
import { buildAnswerCard } from './answer-card.ts';
import type { ChatFlowsContext } from './chat-flows-context.ts';
import type { LogDiagnosis } from './diagnose-log.ts';
import { keptLog } from './kept-log.ts';
import type { CardPlace, StoredCard } from './ports.ts';

/** A diagnosed log, and where its card goes. */
export interface LogAnswer {
  readonly diagnosis: LogDiagnosis;
  readonly place: CardPlace;
  readonly source: CardSource | null;
  /** The person who handed the log over, or null for an alert's. */
  readonly author: string | null;
  /** The alert that led to the log, or null. */
  readonly alert: Alert | null;
  /** What else to do once the card stands, before a language model is asked. */
  readonly onPosted?: (stored: StoredCard) => Promise<void>;
}

/**
 * Posts the card of a diagnosed log and remembers it. The deterministic answer never waits for a language
 * model: its sentence is added afterwards, and its failure changes nothing.
 */
export async function answerLog(
  context: ChatFlowsContext,
  { diagnosis, place, source, author, alert, onPosted }: LogAnswer,
): Promise<void> {
  const { analysis, log } = diagnosis;
  const explain = await explainable(context, diagnosis, { ...place, author });
  const built = await buildAnswerCard(context, {
    workspace: place.workspace,
    subject: { author, analysis, log: keptLog(log), source, alert, explain },
  });
  const { subject, playbook } = built;
  const card = offerExplanation(context, built.card, explain);
  const posted = await context.chat.postCard(place, card);
  const { fingerprint } = analysis;
  const stored: StoredCard = { posted, card, playbook, fingerprint, subject, postedAt: context.clock() };
  await context.store.recordCard(stored);
  await onPosted?.(stored);
  await addSummary(context, stored);
}

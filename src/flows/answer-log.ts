import type { Alert } from '../core/alert/run.ts';
import type { Card } from '../core/card/card.ts';
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
  /** What else to write down once the card stands. */
  readonly onPosted?: (stored: StoredCard) => Promise<void>;
  /** What else to find out for the card, before a language model is asked. */
  readonly afterwards?: (stored: StoredCard) => Promise<void>;
  /** What the card says besides the diagnosis. */
  readonly decorate?: (card: Card) => Card;
}

/**
 * Posts the card of a diagnosed log and remembers it. The deterministic answer never waits for a language
 * model: its sentence is added afterwards, from what the card keeps, and its failure changes nothing.
 */
export async function answerLog(
  context: ChatFlowsContext,
  { place, onPosted, afterwards, decorate, ...answer }: LogAnswer,
): Promise<void> {
  const { card: plain, ...about } = await buildAnswer(context, answer, place);
  const card = decorate?.(plain) ?? plain;
  const posted = await context.chat.postCard(place, card);
  const stored: StoredCard = { posted, card, ...about, postedAt: context.clock() };
  await context.store.recordCard(stored);
  await onPosted?.(stored);
  const addWhatIsSlow = async () => {
    await afterwards?.(stored);
    await addSummary(context, stored);
  };
  if (context.afterwards) context.afterwards(addWhatIsSlow);
  else await addWhatIsSlow();
}

/** The same card for what its log has become since. Nothing is posted or stored. */
export async function amendedAnswer(
  context: ChatFlowsContext,
  stored: StoredCard,
  answer: Pick<LogAnswer, 'diagnosis' | 'source' | 'author'>,
): Promise<StoredCard> {
  const alert = stored.subject?.alert ?? null;
  return { ...stored, ...(await buildAnswer(context, { ...answer, alert }, stored.posted)) };
}

async function buildAnswer(
  context: ChatFlowsContext,
  { diagnosis, source, author, alert }: Pick<LogAnswer, 'diagnosis' | 'source' | 'author' | 'alert'>,
  place: CardPlace,
): Promise<Pick<StoredCard, 'card' | 'playbook' | 'fingerprint' | 'subject'>> {
  const { analysis, log } = diagnosis;
  const explain = await explainable(context, diagnosis, { ...place, author });
  const built = await buildAnswerCard(context, {
    workspace: place.workspace,
    subject: { author, analysis, log: keptLog(log), source, alert, explain },
  });
  const card = offerExplanation(context, built.card, explain);
  return { card, playbook: built.playbook, fingerprint: analysis.fingerprint, subject: built.subject };
}

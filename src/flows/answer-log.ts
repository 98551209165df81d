import { buildDiagnosisCard } from '../core/card/build-diagnosis-card.ts';
import type { CardSource } from '../core/card/diagnosis-card-input.ts';
import { addSummary } from './add-summary.ts';
import type { ChatFlowsContext } from './chat-flows-context.ts';
import type { LogDiagnosis } from './diagnose-log.ts';
import type { CardPlace, StoredCard } from './ports.ts';

/** A diagnosed log, and where its card goes. */
export interface LogAnswer {
  readonly diagnosis: LogDiagnosis;
  readonly place: CardPlace;
  readonly source: CardSource | null;
}

/**
 * Posts the card of a diagnosed log and remembers it. The deterministic answer never waits for a language
 * model: its sentence is added afterwards, and its failure changes nothing.
 */
export async function answerLog(
  context: ChatFlowsContext,
  { diagnosis, place, source }: LogAnswer,
): Promise<void> {
  const { analysis, log } = diagnosis;
  const id = analysis.diagnosis?.id ?? null;
  const playbook = id === null ? null : (context.catalog.catalog.find(id)?.playbook ?? null);
  const captures = analysis.diagnosis?.captures ?? {};
  const card = buildDiagnosisCard({ analysis, playbook, source, captures, docsUrl: context.docsUrl });
  const posted = await context.chat.postCard(place, card);
  const { fingerprint } = analysis;
  const stored: StoredCard = { posted, card, playbook: id, fingerprint, postedAt: context.clock() };
  await context.store.recordCard(stored);
  await addSummary(context, stored, { log, requests: analysis.failedRequests });
}

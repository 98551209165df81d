import { buildDiagnosisCard } from '../core/card/build-diagnosis-card.ts';
import type { Card } from '../core/card/card.ts';
import type { Analysis, Diagnosis } from '../core/diagnosis/analysis.ts';
import type { CardSubject } from './card-records.ts';
import type { ChatFlowsContext } from './chat-flows-context.ts';

/** Fewer judgements than this say less than the corpus does. */
const ENOUGH_JUDGEMENTS = 5;

export interface AnswerCard {
  readonly card: Card;
  /** With the measure that stands on the card. */
  readonly subject: CardSubject;
  readonly playbook: string | null;
}

/** The card of a log, with how often its diagnosis was right in this workspace where people said so. */
export async function buildAnswerCard(
  context: ChatFlowsContext,
  { subject, workspace }: { subject: CardSubject; workspace: string },
): Promise<AnswerCard> {
  const analysis = await withMeasure(context, subject.analysis, workspace);
  const id = analysis.diagnosis?.id ?? null;
  const playbook = id === null ? null : (context.catalog.catalog.find(id)?.playbook ?? null);
  const captures = analysis.diagnosis?.captures ?? {};
  const { source } = subject;
  const card = buildDiagnosisCard({ analysis, playbook, source, captures, docsUrl: context.docsUrl });
  return { card, subject: { ...subject, analysis }, playbook: id };
}

async function withMeasure(
  { store }: ChatFlowsContext,
  analysis: Analysis,
  workspace: string,
): Promise<Analysis> {
  if (!analysis.diagnosis) return analysis;
  const { helped, wrong } = await store.tallyOf(workspace, analysis.diagnosis.id);
  if (helped + wrong < ENOUGH_JUDGEMENTS) return analysis;
  const measured = { right: helped, of: helped + wrong, from: 'feedback' } as const;
  const diagnosis: Diagnosis = { ...analysis.diagnosis, measured };
  return { ...analysis, diagnosis };
}

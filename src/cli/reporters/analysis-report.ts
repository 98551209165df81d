import { buildDiagnosisCard } from '../../core/card/build-diagnosis-card.ts';
import type { Card } from '../../core/card/card.ts';
import type { CardSource } from '../../core/card/diagnosis-card-input.ts';
import { withSummary } from '../../core/card/with-summary.ts';
import type { Analysis } from '../../core/diagnosis/analysis.ts';
import type { Playbook } from '../../core/playbook/playbook.ts';
import type { WrittenSummary } from '../summarize-analysis.ts';

/** What `analyze` found out, for any reporter. */
export interface AnalysisReport {
  readonly analysis: Analysis;
  /** The diagnosed playbook. */
  readonly playbook: Playbook | null;
  /** Path as given, or `stdin`. */
  readonly source: string;
  /** The file inside an archive. */
  readonly file: string | null;
  readonly totalMs: number;
  /** The job of a run, where the log came from one. */
  readonly run?: Pick<CardSource, 'job' | 'url' | 'jobs' | 'lineUrls'>;
  /** Undefined: nobody asked for one. Null: there is none to show. */
  readonly summary?: WrittenSummary | null | undefined;
}

/** The card of a report: the same that Slack would show. */
export function cardOf({ analysis, playbook, source, file, run, summary }: AnalysisReport): Card {
  const name = file ?? (source === 'stdin' ? null : source);
  const captures = analysis.diagnosis?.captures ?? {};
  const card = buildDiagnosisCard({
    analysis,
    playbook,
    source: run ? { step: null, name: run.job, ...run } : { job: null, step: null, url: null, name },
    captures,
  });
  return summary ? withSummary(card, { ...summary, source: null }) : card;
}

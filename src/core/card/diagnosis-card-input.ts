import type { Analysis } from '../diagnosis/analysis.ts';
import type { Playbook } from '../playbook/playbook.ts';
import type { FailedJobs } from './describe-failed-jobs.ts';

/** Where a log came from, as far as whoever handed it over knows. */
export interface CardSource {
  readonly job: string | null;
  readonly step: string | null;
  /** Page of the job or the file. */
  readonly url: string | null;
  /** Name of the file or the job's number: `build.log`, `job 88412`. */
  readonly name: string | null;
  /** All failed jobs of the run, when there are several. */
  readonly jobs?: FailedJobs;
  /** Page of the run that the job belongs to, where there is one. */
  readonly runUrl?: string | null;
  /** Addresses of the log's lines that a card may quote, by their numbers, where the service has such. */
  readonly lineUrls?: Readonly<Record<string, string>>;
}

/** What a diagnosis card is built from. */
export interface DiagnosisCardInput {
  readonly analysis: Analysis;
  /** The diagnosed playbook, or null when there is none (or the catalog no longer has it). */
  readonly playbook: Playbook | null;
  readonly source: CardSource | null;
  /**
   * What the named groups of the playbook's expressions caught; fills `{name}` in its prose.
   * Default: the diagnosis's own captures.
   */
  readonly captures?: Readonly<Record<string, string>>;
  /** Folder of the playbooks' pages, or null for none. */
  readonly docsUrl?: string | null;
}

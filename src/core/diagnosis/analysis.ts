import type { FailedRequest } from '../failed-request/failed-request.ts';
import type { Ci } from '../log/log-line.ts';
import type { ConsideredPlaybook } from '../match/considered.ts';
import type { Finding } from '../match/finding.ts';
import type { Category, Severity } from '../playbook/playbook-vocabulary.ts';

/** `unknown`: it failed, and no playbook fits. `clean`: no failure seen. */
export type Verdict = 'diagnosed' | 'unknown' | 'clean';
export type Tier = 'certain' | 'likely' | 'possible';

export interface Diagnosis {
  readonly id: string;
  /** Names the failure and the thing it happened to: `403 from npm.example.com: known, but not allowed`. */
  readonly title: string;
  readonly category: Category;
  readonly severity: Severity;
  readonly confidence: number;
  readonly tier: Tier;
  readonly measured: Measured | null;
  /** The cause, in a sentence or two. */
  readonly summary: string;
  /** Words of the log that the playbook's expressions caught; they fill `{name}` in its text. */
  readonly captures: Readonly<Record<string, string>>;
}

/** How often this diagnosis was right. */
export interface Measured {
  readonly right: number;
  readonly of: number;
  readonly from: 'feedback' | 'corpus';
}

export interface ExcerptLine {
  readonly line: number;
  readonly text: string;
}

/** A failure that did not turn the job red: ignored exit codes, no tests run ... */
export interface SilentFinding {
  readonly id: string;
  readonly severity: Severity;
  readonly evidence: readonly ExcerptLine[];
}

/** The playbook that came nearest to the diagnosis, and what tells the two apart. */
export interface RunnerUp {
  readonly id: string;
  readonly title: string;
  /** How far its score lies behind; 0 or less: it had more, and a veto, a gate or a relation kept it out. */
  readonly behind: number;
  /** What kept it out, or null when it fits too. */
  readonly keptOut: string | null;
  /** A line that speaks for the winner alone. */
  readonly onlyWinner: ExcerptLine | null;
  /** Words that would speak for the runner-up and are not in the log. */
  readonly wouldSpeak: readonly string[];
  /** A command whose answer decides. */
  readonly command: string | null;
}

/** Everything we say about a log: the JSON of the contract, less `source` and `totalMs`, and the reasons. */
export interface Analysis {
  readonly schema: 'faultline.analysis/v1';
  readonly verdict: Verdict;
  readonly diagnosis: Diagnosis | null;
  /** Best first; the diagnosis is findings[0]. */
  readonly findings: readonly Finding[];
  /** Why: every playbook that had a hit, what each signal gave, what kept it out. Twenty at most. */
  readonly considered: readonly ConsideredPlaybook[];
  /** What came nearest, and what would tell the two apart; null when nothing else had a hit. */
  readonly runnerUp: RunnerUp | null;
  /** The most likely culprit first. */
  readonly failedRequests: readonly FailedRequest[];
  readonly silent: readonly SilentFinding[];
  /** The lines a person should read first, whatever the verdict. */
  readonly excerpt: readonly ExcerptLine[];
  readonly log: AnalysedLog;
  readonly fingerprint: string | null;
  readonly redactions: { readonly total: number; readonly kinds: Readonly<Record<string, number>> };
}

export interface AnalysedLog {
  readonly lines: number;
  readonly bytes: number;
  readonly ci: Ci | null;
  readonly failedJob: string | null;
  readonly failedStep: string | null;
  readonly exitCode: number | null;
  readonly truncated: boolean;
}

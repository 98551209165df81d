import type { Category, Severity } from '../playbook/playbook-vocabulary.ts';

/** A line that speaks for a finding. */
export interface Evidence {
  /** Name of the file inside an archive, or null. */
  readonly file: string | null;
  readonly step: string | null;
  /** 1-based line in the input. */
  readonly line: number;
  /** The line's own words, secrets masked. */
  readonly text: string;
  /** The signal it matched, as the playbook writes it. */
  readonly signal: string;
}

/** A playbook that fits the log. */
export interface Finding {
  readonly id: string;
  readonly title: string;
  readonly category: Category;
  readonly severity: Severity;
  /** 0 to 1. */
  readonly confidence: number;
  readonly score: number;
  readonly evidence: readonly Evidence[];
  /** Plain sentences: what spoke for it and what it was weighed down by. */
  readonly because: readonly string[];
  /** Id of the finding that explains this one, or null. */
  readonly cascadeOf: string | null;
}

import type { FailedRequest } from '../failed-request/failed-request.ts';

/** What a language model may choose from: a rejected request, a finding of the engine, or a line that complains. */
export type SummaryCandidate =
  | { readonly id: string; readonly kind: 'request'; readonly line: number; readonly request: FailedRequest }
  | {
      readonly id: string;
      readonly kind: 'finding';
      readonly line: number;
      /** Id and title of the playbook. */
      readonly playbook: string;
      readonly title: string;
    }
  | { readonly id: string; readonly kind: 'error'; readonly line: number; readonly text: string };

export interface SummaryLine {
  /** 1-based line of the input. */
  readonly line: number;
  readonly text: string;
}

/** Everything a language model is shown of a log: redacted, numbered, within the token budget. */
export interface SummaryRequest {
  readonly excerpt: readonly SummaryLine[];
  readonly candidates: readonly SummaryCandidate[];
}

/** What a language model said. Nothing in it is believed before `checkSummary`. */
export interface SummaryAnswer {
  /** An offered id, or null for "none of them". */
  readonly candidate: string | null;
  /** The lines it relied on. */
  readonly lines: readonly number[];
  readonly sentence: string;
  readonly nextSteps: readonly string[];
}

/** An answer that passed every check. */
export interface Summary extends SummaryAnswer {
  readonly candidate: string;
}

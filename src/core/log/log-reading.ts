import type { Ci } from './log-line.ts';

/** A step, section or stage of a CI job. */
export interface LogStep {
  readonly name: string;
  /** The job it belongs to, where a log holds several; else null. */
  readonly job: string | null;
  /** First and last line, 1-based and inclusive. */
  readonly from: number;
  readonly to: number;
  readonly failed: boolean;
}

/**
 * What a line is, decided by its form and its place:
 * `echo` the script repeated before it runs; `annotation` the CI service's own error or warning mark;
 * `assertion` test or program source; `passing` says that something succeeded or names a test; `output` the rest.
 */
export type LineKind = 'output' | 'echo' | 'annotation' | 'assertion' | 'passing';

/** How a CI service arranged the log, and how the job ended. */
export interface LogReading {
  readonly ci: Ci | null;
  readonly steps: readonly LogStep[];
  readonly failedJob: string | null;
  readonly failedStep: LogStep | null;
  readonly exitCode: number | null;
  /** `open`: the log does not say how the job ended (a fragment, or cut off). */
  readonly outcome: 'failed' | 'passed' | 'open';
  /** The line (1-based) that says the job failed, or null. */
  readonly failedLine: number | null;
  /** One entry a line, same order as the log's lines. */
  readonly kinds: readonly LineKind[];
}

/** The innermost step that holds a line (1-based), or null. */
export function stepAt(reading: LogReading, line: number): LogStep | null {
  let found: LogStep | null = null;
  for (const step of reading.steps) {
    if (step.from <= line && line <= step.to && (!found || step.from >= found.from)) found = step;
  }
  return found;
}

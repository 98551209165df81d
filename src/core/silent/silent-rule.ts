import type { LineKind, LogReading } from '../log/log-reading.ts';
import type { Severity } from '../playbook/playbook-vocabulary.ts';

/** A line that is neither blank nor an echo of the script. */
export interface SaidLine {
  /** 1-based. */
  readonly number: number;
  /** The tool's own words, without CI prefix, indentation and a mark such as `##[warning]`. */
  readonly message: string;
  readonly kind: LineKind;
}

/** What a rule may look at. */
export interface SaidLog {
  readonly said: readonly SaidLine[];
  /** Lines that repeat the script before it runs. */
  readonly echoed: readonly SaidLine[];
  readonly reading: LogReading;
}

/** One way a job fails without turning red. `find` gives the lines that prove it, most telling first, or none. */
export interface SilentRule {
  readonly id: string;
  readonly severity: Severity;
  /** What the lines look like that `find` goes by, for whoever must find them in a long log. */
  readonly forms: readonly RegExp[];
  readonly find: (log: SaidLog) => readonly number[];
}

/** Lines whose words match one of the patterns and none of the exceptions. Cost: one pass a pattern. */
export function linesMatching(
  said: readonly SaidLine[],
  patterns: readonly RegExp[],
  exceptions: readonly RegExp[] = [],
): number[] {
  return said
    .filter(
      ({ message, kind }) =>
        kind !== 'assertion' &&
        patterns.some((pattern) => pattern.test(message)) &&
        !exceptions.some((exception) => exception.test(message)),
    )
    .map(({ number }) => number);
}

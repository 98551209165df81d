/** A CI service whose log format we read. The value is the one of our JSON (`log.ci`). */
export type Ci =
  | 'github-actions'
  | 'gitlab'
  | 'circleci'
  | 'jenkins'
  | 'azure-devops'
  | 'buildkite'
  | 'travis'
  | 'bitbucket'
  | 'teamcity';

/** A section boundary that a CI service wrote into the line (and that is not part of the line's words). */
export interface SectionMark {
  readonly kind: 'start' | 'end';
  readonly name: string;
}

/** One line of a log, as every later step sees it. */
export interface LogLine {
  /** 1-based; counts LF in the input, as editors do. */
  readonly number: number;
  /** The line's own words: no escape sequences, the last state of a progress bar, nothing reworded. */
  readonly text: string;
  /** Offset in `text` where the tool's own words begin, behind a CI prefix such as a timestamp. */
  readonly start: number;
  /** What the CI service marked on this line, or null. */
  readonly mark: SectionMark | null;
}

/** A log whose lines are clean but may still hold secrets. Only `redact()` may read it further. */
export interface NormalizedLog {
  readonly lines: readonly LogLine[];
  /** Size of the input in bytes, as UTF-8. */
  readonly bytes: number;
  /** True when whoever handed the log over cut it (head, middle or tail is missing). */
  readonly truncated: boolean;
}

/** The tool's own words of a line, without the CI service's prefix. */
export function messageOf(line: LogLine): string {
  return line.start === 0 ? line.text : line.text.slice(line.start);
}

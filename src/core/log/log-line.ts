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
  /** In ascending order; of a long log the lines that are worth reading (see `core/sieve`). */
  readonly lines: readonly LogLine[];
  /** Of the whole log, read or not. */
  readonly count: number;
  /** Size of the input in bytes, as UTF-8. */
  readonly bytes: number;
  /** True when whoever handed the log over cut it (head, middle or tail is missing). */
  readonly truncated: boolean;
}

/** The tool's own words of a line, without the CI service's prefix. */
export function messageOf(line: LogLine): string {
  return line.start === 0 ? line.text : line.text.slice(line.start);
}

/** Index of the line with that number, or -1 where it was not read. Cost: one look in a log that was read whole. */
export function indexOfLine(lines: readonly LogLine[], number: number): number {
  if (lines[number - 1]?.number === number) return number - 1;
  let low = 0;
  let high = lines.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = lines[middle]?.number ?? 0;
    if (found === number) return middle;
    if (found < number) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** The line with that number, or undefined where it was not read. */
export function lineAt(lines: readonly LogLine[], number: number): LogLine | undefined {
  return lines[indexOfLine(lines, number)];
}

/** The line right below the one at `index`, or undefined where it was not read. */
export function lineBelow(lines: readonly LogLine[], index: number): LogLine | undefined {
  const below = lines[index + 1];
  return below && below.number === (lines[index]?.number ?? 0) + 1 ? below : undefined;
}

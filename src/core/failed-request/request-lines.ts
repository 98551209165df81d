import { indexOfLine, lineAt, messageOf } from '../log/log-line.ts';
import type { LineKind, LogReading } from '../log/log-reading.ts';
import type { RedactedLog } from '../log/redacted-log.ts';

/** A client's line longer than this is data, not words; its beginning is enough. */
const maxLineLength = 4000;

/** A line of the log together with what an expression found in it. */
export interface FoundLine {
  readonly index: number;
  readonly groups: Readonly<Record<string, string | undefined>>;
}

/** The log as readers of requests look at it: 0-based, words only, with a bounded look around. */
export interface RequestLines {
  readonly count: number;
  text(index: number): string;
  kind(index: number): LineKind;
  /** The nearest line above (`index` itself excluded), at most `within` lines away. */
  before(index: number, form: RegExp, within: number): FoundLine | null;
  /** The nearest line below (`index` itself excluded), at most `within` lines away. */
  after(index: number, form: RegExp, within: number): FoundLine | null;
}

/** Cost: nothing up front; each look costs the lines it passes. */
export function createRequestLines(log: RedactedLog, reading: LogReading): RequestLines {
  const text = (index: number): string => {
    const line = lineAt(log.lines, index + 1);
    return line ? messageOf(line).slice(0, maxLineLength).trimEnd() : '';
  };
  const look = (from: number, to: number, form: RegExp): FoundLine | null => {
    const step = from <= to ? 1 : -1;
    for (let index = from; index !== to + step; index += step) {
      const match = form.exec(text(index));
      if (match) return { index, groups: match.groups ?? {} };
    }
    return null;
  };
  return {
    count: log.count,
    text,
    kind: (index) => reading.kinds[indexOfLine(log.lines, index + 1)] ?? 'output',
    before: (index, form, within) => (index <= 0 ? null : look(index - 1, Math.max(0, index - within), form)),
    after: (index, form, within) =>
      index >= log.count - 1 ? null : look(index + 1, Math.min(log.count - 1, index + within), form),
  };
}

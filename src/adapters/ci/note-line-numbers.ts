import type { LogDecoder } from './log-piece.ts';

/** A decoder that can tell afterwards which numbers the service's page gives the lines of what it gave. */
export interface NumberingDecoder {
  readonly decode: LogDecoder;
  /** Null for a line that the page does not show. Only for a log that was not cut. */
  numberOf(line: number): number | null;
}

/** Numbers of a log's lines in their order. */
export interface LineNumbers {
  /** The next line, or several that are one on the page. */
  note(number: number | null, lines?: number): void;
  /** Forgets all of them. */
  clear(): void;
  /** Of a line, 1-based. */
  numberOf(line: number): number | null;
}

/** A log of more lines is cut anyway; so many numbers are some megabytes. */
const MOST_LINES = 1_000_000;

export function noteLineNumbers(): LineNumbers {
  const numbers: (number | null)[] = [];
  return {
    note(number, lines = 1) {
      for (let left = Math.min(lines, MOST_LINES - numbers.length); left > 0; left--) numbers.push(number);
    },
    clear() {
      numbers.length = 0;
    },
    numberOf: (line) => numbers[line - 1] ?? null,
  };
}

/** How many lines a text ends: its line feeds. */
export function countFeeds(text: string): number {
  let feeds = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) feeds++;
  return feeds;
}

import { normalizeLine } from '../log/normalize-log.ts';
import type { Sieve } from './build-sieve.ts';
import { type ByteRange, findLiterals } from './find-literals.ts';
import type { WatchedExpression } from './watch.ts';

const LF = 0x0a;
const ESCAPE = 0x1b;

/** Called for each line that a watch finds: the watch's index, and where the line begins and ends (its LF). */
export type OnLine = (watch: number, from: number, to: number) => void;

/**
 * The lines of a range that some watch finds, in the order of the text. The range holds whole lines.
 *
 * Lines with escape sequences are looked at without them, as they are read later: a colour may stand inside of
 * a phrase. Cost: a pass over the bytes; lines that hold a literal, or an escape, are decoded.
 */
export function siftBlock(sieve: Sieve, range: ByteRange, onLine: OnLine): void {
  const { bytes, to } = range;
  const line = createLineReader(sieve, onLine);
  let from = range.from;
  while (from < to) {
    const escapeAt = bytes.indexOf(ESCAPE, from);
    const isColoured = escapeAt !== -1 && escapeAt < to;
    const end = isColoured ? startOfLine(bytes, escapeAt) : to;
    findLiterals(sieve.table, { bytes, from, to: end }, (literal, at) => {
      if (at >= line.to || at < line.from) line.move(bytes, startOfLine(bytes, at), endOfLine(bytes, at));
      line.note(literal);
    });
    if (!isColoured) return;
    from = siftColoured(sieve, { bytes, from: end, to }, line);
  }
}

/** One line with escape sequences; gives where the next one begins. */
function siftColoured({ table }: Sieve, { bytes, from }: ByteRange, line: LineReader): number {
  const end = endOfLine(bytes, from);
  line.move(bytes, from, end);
  const words = new TextEncoder().encode(line.words().text);
  const padded = new Uint8Array(words.length + 2 * PADDING);
  padded.set(words, PADDING);
  findLiterals(table, { bytes: padded, from: PADDING, to: PADDING + words.length }, (literal) =>
    line.note(literal),
  );
  return end + 1;
}

/** Bytes that must stand before and behind what is searched. */
export const PADDING = 16;

export function startOfLine(bytes: Uint8Array, at: number): number {
  return at === 0 ? 0 : bytes.lastIndexOf(LF, at - 1) + 1;
}

/** Offset of the LF that ends the line; of the end of all, where none does. */
export function endOfLine(bytes: Uint8Array, at: number): number {
  const end = bytes.indexOf(LF, at);
  return end === -1 ? bytes.length : end;
}

/** The line at hand, and the watches that were asked about it. */
interface LineReader {
  readonly from: number;
  readonly to: number;
  move(bytes: Uint8Array, from: number, to: number): void;
  /** The line without escape sequences; `start`: where the CI service's prefix ends. */
  words(): { readonly text: string; readonly start: number };
  /** A literal stands on the line. */
  note(literal: number): void;
}

/** What is looked at of a line: an expression sees 2,000 characters behind the prefix. */
const LONGEST_WORDS = 8000;

function createLineReader({ watches, watchesOf }: Sieve, onLine: OnLine): LineReader {
  /** By watch: the line, by its number among those read here, on which it was asked last. */
  const askedOn = new Int32Array(watches.length);
  const decoder = new TextDecoder();
  let bytes = new Uint8Array();
  let from = 0;
  let to = 0;
  let lines = 0;
  let words: { readonly text: string; readonly start: number } | null = null;
  const read = (): { readonly text: string; readonly start: number } => {
    words ??= normalizeLine(decoder.decode(bytes.subarray(from, Math.min(to, from + LONGEST_WORDS))), 1);
    return words;
  };
  const fits = (expression: WatchedExpression): boolean =>
    expression.mayFit(bytes, from, Math.min(to, from + LONGEST_WORDS)) &&
    expression.fits(read().text, read().start);
  return {
    get from() {
      return from;
    },
    get to() {
      return to;
    },
    move(buffer, begin, end) {
      bytes = buffer as Uint8Array<ArrayBuffer>;
      from = begin;
      to = end;
      words = null;
      lines++;
    },
    words: read,
    note(literal) {
      for (const index of watchesOf[literal] ?? []) {
        if (askedOn[index] === lines) continue;
        askedOn[index] = lines;
        const expression = watches[index]?.expression ?? null;
        if (expression === null || fits(expression)) onLine(index, from, to);
      }
    },
  };
}

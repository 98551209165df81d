import type { LogLine } from '../log/log-line.ts';
import { normalizeLine } from '../log/normalize-log.ts';
import type { Sieve } from './build-sieve.ts';
import { type ByteRange, findLiterals, type OnPlace } from './find-literals.ts';
import type { Watch } from './watch.ts';

const LF = 0x0a;
const ESCAPE = 0x1b;

/** A line of the log on which some literal stands: where it begins and ends (its LF). */
export interface SightedLine {
  readonly from: number;
  readonly to: number;
  /** Lines before it in what was looked at. */
  readonly linesBefore: number;
}

export interface Sightings {
  /** By watch, the lines on which one of its literals stands, in order; nobody has asked its expression yet. */
  readonly byWatch: readonly (readonly SightedLine[] | undefined)[];
  /** How many lines were looked at. */
  readonly lines: number;
}

/**
 * The lines of a range that some watch waits for. The range holds whole lines.
 *
 * Lines with escape sequences are looked at without them, as they are read later: a colour may stand inside of
 * a phrase. Cost: a pass over the bytes; of the lines only those with an escape are decoded.
 */
export function siftBlock(sieve: Sieve, range: ByteRange): Sightings {
  const { bytes, to } = range;
  const notes = createNotes(sieve, range);
  let from = range.from;
  while (from < to) {
    const escapeAt = bytes.indexOf(ESCAPE, from);
    const isColoured = escapeAt !== -1 && escapeAt < to;
    const end = isColoured ? startOfLine(bytes, escapeAt) : to;
    findLiterals(sieve.table, { bytes, from, to: end }, notes.add);
    if (!isColoured) break;
    from = siftColoured(sieve, { bytes, from: end, to }, notes.add);
  }
  return { byWatch: notes.byWatch, lines: notes.countUpTo(to) };
}

/** One line with escape sequences; gives where the next one begins. */
function siftColoured({ table }: Sieve, { bytes, from }: ByteRange, onPlace: OnPlace): number {
  const end = endOfLine(bytes, from);
  const line = bytes.subarray(from, Math.min(end, from + LONGEST_WORDS));
  const words = new TextEncoder().encode(normalizeLine(new TextDecoder().decode(line), 1).text);
  const padded = new Uint8Array(words.length + 2 * PADDING);
  padded.set(words, PADDING);
  findLiterals(table, { bytes: padded, from: PADDING, to: PADDING + words.length }, (literal) =>
    onPlace(literal, from),
  );
  return end + 1;
}

interface Notes {
  readonly byWatch: Sightings['byWatch'];
  readonly add: OnPlace;
  /** Lines from the range's beginning to an offset behind all that was noted. */
  countUpTo(to: number): number;
}

/** Writes down, for each literal seen, the line it stands on. */
function createNotes({ watches, watchesOf }: Sieve, { bytes, from }: ByteRange): Notes {
  const byWatch: (SightedLine[] | undefined)[] = watches.map(() => undefined);
  let line: SightedLine = { from, to: from, linesBefore: 0 };
  const countUpTo = (to: number): number => line.linesBefore + countLines(bytes, line.from, to);
  const add: OnPlace = (literal, at) => {
    if (at >= line.to || at < line.from) {
      const start = startOfLine(bytes, at);
      const linesBefore = countUpTo(start);
      line = { from: start, to: endOfLine(bytes, at), linesBefore };
    }
    for (const watch of watchesOf[literal] ?? []) {
      const lines = byWatch[watch];
      if (!lines) byWatch[watch] = [line];
      else if (lines.at(-1) !== line) lines.push(line);
    }
  };
  return { byWatch, add, countUpTo };
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

export function countLines(bytes: Uint8Array, from: number, to: number): number {
  let lines = 0;
  for (let at = bytes.indexOf(LF, from); at !== -1 && at < to; at = bytes.indexOf(LF, at + 1)) lines++;
  return lines;
}

/** Whether a line is what a watch waits for. */
export type LineJudge = (watch: Watch, line: SightedLine) => boolean;

/** What is looked at of a line: an expression sees 2,000 characters behind the prefix. */
const LONGEST_WORDS = 8000;

/** Cost: a look-up a byte; lines that may fit are decoded, once each. */
export function createLineJudge(bytes: Uint8Array): LineJudge {
  const decoder = new TextDecoder();
  const words = new Map<SightedLine, LogLine>();
  return ({ expression }, line) => {
    if (expression === null) return true;
    const to = Math.min(line.to, line.from + LONGEST_WORDS);
    if (!expression.mayFit(bytes, behindTime(bytes, line.from), to)) return false;
    const known = words.get(line) ?? normalizeLine(decoder.decode(bytes.subarray(line.from, to)), 1);
    words.set(line, known);
    return expression.fits(known.text, known.start);
  };
}

const DASH = 0x2d;
const LETTER_T = 0x54;
const LETTER_Z = 0x5a;
const SPACE = 0x20;

/** Where a line goes on behind the time that GitHub Actions writes: 2026-03-04T09:18:44.0474821Z and a space. */
function behindTime(bytes: Uint8Array, from: number): number {
  const isTime =
    bytes[from + 28] === SPACE &&
    bytes[from + 27] === LETTER_Z &&
    bytes[from + 10] === LETTER_T &&
    bytes[from + 7] === DASH &&
    bytes[from + 4] === DASH;
  return isTime ? from + 29 : from;
}

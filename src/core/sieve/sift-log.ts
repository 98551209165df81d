import type { LogLine, NormalizedLog } from '../log/log-line.ts';
import { normalizeLine } from '../log/normalize-log.ts';
import type { Sieve } from './build-sieve.ts';
import { createKeptLines, type KeptLines, type LineBlock } from './kept-lines.ts';
import {
  countLines,
  createLineJudge,
  endOfLine,
  type LineJudge,
  PADDING,
  type SightedLine,
  siftBlock,
  startOfLine,
} from './sift-block.ts';
import type { Keep } from './watch.ts';

/** Reads a log piece by piece. Memory does not grow with the log. */
export interface LogSifter {
  /** The next bytes, cut anywhere. */
  push(bytes: Uint8Array): void;
  /** The log's lines: all of a short one; of a long one its head, its tail, and what is worth reading between. */
  end(options?: { readonly truncated?: boolean }): NormalizedLog;
}

/** Lines that are read whatever stands in them. */
const HEAD_LINES = 1000;
const TAIL_LINES = 5000;
const HEAD_BYTES = 2 ** 20;
/** So much is looked at at a time; the tail is no larger, and a log that is shorter on both counts is read whole. */
const BLOCK_BYTES = 4 * 2 ** 20;
const FIRST_BUFFER_BYTES = 2 ** 16;
/** Most lines below a find that any watch asks for. */
const LOOK_AHEAD_LINES = 20;
/** Of a longer line only the beginning is read. */
const LONGEST_LINE = 2 * 2 ** 20;

const LF = 0x0a;

interface Sifting {
  readonly sieve: () => Sieve;
  /** By watch. */
  readonly kept: (KeptLines | undefined)[];
  /** Padding, lines that were looked at (from `context`), lines that were not (from `fresh`), up to `end`. */
  buffer: Uint8Array;
  context: number;
  fresh: number;
  end: number;
  /** Lines before `context` and before `fresh`. */
  linesBeforeContext: number;
  linesBefore: number;
  head: LineBlock | null;
  bytes: number;
  /** The line at the end is longer than we read: it is passed over up to its LF. */
  skips: boolean;
}

/** For bytes in UTF-8; see `createLogReader` for others. The sieve is asked for by a long log alone. */
export function createLogSifter(sieve: () => Sieve): LogSifter {
  const state: Sifting = {
    sieve,
    kept: [],
    buffer: new Uint8Array(FIRST_BUFFER_BYTES).fill(LF, 0, PADDING),
    context: PADDING,
    fresh: PADDING,
    end: PADDING,
    linesBeforeContext: 0,
    linesBefore: 0,
    head: null,
    bytes: 0,
    skips: false,
  };
  return {
    push(bytes) {
      for (let from = 0; from < bytes.length; from += BLOCK_BYTES) {
        append(state, bytes.subarray(from, from + BLOCK_BYTES));
        if (state.end - state.fresh >= BLOCK_BYTES) siftFresh(state, endOfSafeLines(state));
      }
    },
    end({ truncated = false } = {}) {
      if (!isShort(state)) siftFresh(state, state.end);
      return { ...collect(state), bytes: state.bytes, truncated };
    },
  };
}

/** Nothing was passed over yet, and all of it may be read. */
function isShort({ buffer, context, end, head }: Sifting): boolean {
  return head === null && countLines(buffer, context, end) <= HEAD_LINES + TAIL_LINES;
}

function append(state: Sifting, bytes: Uint8Array): void {
  state.bytes += bytes.length;
  const wanted = withoutLongLine(state, bytes);
  const needed = state.end + wanted.length + PADDING;
  if (needed > state.buffer.length) {
    const grown = new Uint8Array(Math.max(needed, 2 * state.buffer.length));
    grown.set(state.buffer.subarray(0, state.end));
    state.buffer = grown;
  }
  state.buffer.set(wanted, state.end);
  state.end += wanted.length;
}

/** The bytes behind a line that is passed over; begins to pass over one that grows too long. */
function withoutLongLine(state: Sifting, bytes: Uint8Array): Uint8Array {
  if (state.skips) {
    const end = bytes.indexOf(LF);
    state.skips = end === -1;
    return end === -1 ? bytes.subarray(0, 0) : bytes.subarray(end);
  }
  const lineStart = startOfLine(state.buffer, state.end);
  const isOpen = bytes.indexOf(LF) === -1 && state.end - Math.max(lineStart, state.context) > LONGEST_LINE;
  if (!isOpen) return bytes;
  state.skips = true;
  return bytes.subarray(0, 0);
}

/** Where the line begins that stands so far from the end that all lines below it that a watch may ask for are here. */
function endOfSafeLines({ buffer, fresh, end }: Sifting): number {
  let at = startOfLine(buffer, end);
  for (let lines = 0; lines < LOOK_AHEAD_LINES && at > fresh; lines++) at = startOfLine(buffer, at - 1);
  return Math.max(at, fresh);
}

/** Looks at the lines up to `to`, and drops those that are no longer needed. */
function siftFresh(state: Sifting, to: number): void {
  const { buffer, fresh } = state;
  if (to <= fresh) return;
  const sieve = state.sieve();
  buffer.fill(LF, state.end, state.end + PADDING);
  const headEnd = Math.min(to, endOfLine(buffer, fresh + HEAD_BYTES) + 1);
  state.head ??= {
    number: 1,
    bytes: buffer.slice(fresh, forward(buffer, { from: fresh, lines: HEAD_LINES, to: headEnd })),
  };
  const judge = createLineJudge(buffer);
  const { byWatch, lines: count } = siftBlock(sieve, { bytes: buffer, from: fresh, to });
  for (const [watch, lines] of byWatch.entries()) if (lines) keepSome(state, watch, { lines, judge });
  state.linesBefore += count;
  state.fresh = to;
  forget(state);
}

/**
 * Of the lines of one block only the first and the last that fit can be kept in the end: no others are asked.
 * Some phrases stand on every line of a log.
 */
function keepSome(
  state: Sifting,
  index: number,
  { lines, judge }: { readonly lines: readonly SightedLine[]; readonly judge: LineJudge },
): void {
  const watch = state.sieve().watches[index];
  if (!watch) return;
  const kept = state.kept[index] ?? createKeptLines(watch.keep);
  state.kept[index] = kept;
  let next = 0;
  for (; next < lines.length && kept.missing > 0; next++) {
    const line = lines[next];
    if (line && judge(watch, line)) kept.add(around(state, line, watch.keep));
  }
  const last: SightedLine[] = [];
  for (let before = lines.length - 1; before >= next && last.length < watch.keep.last; before--) {
    const line = lines[before];
    if (line && judge(watch, line)) last.push(line);
  }
  for (const line of last.reverse()) kept.add(around(state, line, watch.keep));
}

/** A line with its neighbours, as far as they are in the buffer. */
function around(state: Sifting, line: SightedLine, { above, below }: Keep): LineBlock {
  const { buffer, context, end: last } = state;
  let number = state.linesBefore + 1 + line.linesBefore;
  let { from } = line;
  for (let lines = 0; lines < above && from > context; lines++) {
    from = Math.max(context, startOfLine(buffer, from - 1));
    number--;
  }
  return {
    number,
    bytes: buffer.slice(from, forward(buffer, { from: line.from, lines: below + 1, to: last })),
  };
}

/** Where the `lines` lines that begin at `from` end, their LF included. */
function forward(
  buffer: Uint8Array,
  { from, lines, to }: { from: number; lines: number; to: number },
): number {
  let at = from;
  for (let line = 0; line < lines && at < to; line++) at = endOfLine(buffer, at) + 1;
  return Math.min(at, to);
}

/** Moves the lines that may still be asked for, or be the log's tail, to the front of the buffer. */
function forget(state: Sifting): void {
  const { buffer, fresh } = state;
  let from = fresh;
  let lines = 0;
  for (; lines < TAIL_LINES && from > state.context && fresh - from < BLOCK_BYTES; lines++) {
    from = Math.max(state.context, startOfLine(buffer, from - 1));
  }
  buffer.copyWithin(PADDING, from, state.end);
  const moved = from - PADDING;
  // the log's last line may have no LF
  const isOpen = lines > 0 && buffer[PADDING + fresh - from - 1] !== LF;
  state.linesBeforeContext = state.linesBefore + (isOpen ? 1 : 0) - lines;
  state.context = PADDING;
  state.fresh -= moved;
  state.end -= moved;
}

function collect(state: Sifting): { lines: LogLine[]; count: number } {
  const { buffer, context, end, kept, head, linesBeforeContext } = state;
  const tail = { number: linesBeforeContext + 1, bytes: buffer.subarray(context, end) };
  const texts = new Map<number, string>();
  const decoder = new TextDecoder();
  for (const { number, bytes } of [
    ...(head ? [head] : []),
    ...kept.flatMap((each) => each?.all() ?? []),
    tail,
  ]) {
    const lines = decoder.decode(bytes).split('\n');
    if (lines.at(-1) === '') lines.pop(); // the LF that ends the last line begins none
    for (const [index, text] of lines.entries()) texts.set(number + index, text);
  }
  const numbers = [...texts.keys()].sort((a, b) => a - b);
  const lines = numbers.map((number) => normalizeLine(texts.get(number) ?? '', number));
  return { lines, count: numbers.at(-1) ?? 0 };
}

import { accepts, compileProgram, follow, type Program } from './automaton-program.ts';
import { foldCode } from './fold.ts';

/**
 * An expression as a deterministic automaton whose states are made when a text first needs them.
 * Flat arrays: it is asked about most lines of a log, a look-up a character.
 */
export interface LazyAutomaton {
  /** A character's symbol, by ASCII code: characters that the expression does not tell apart share one. */
  readonly symbolOfAscii: Uint8Array;
  /** Characters outside of ASCII that the expression names, by code unit. */
  readonly symbolOfSign: ReadonlyMap<number, number>;
  /** Of all other characters outside of ASCII. */
  readonly otherSign: number;
  /** Where the first state's row begins; or `MATCHED`, `DEAD`. */
  readonly first: number;
  /** By row of a state and symbol: the next state's row, or one of the constants below. Replaced as it grows. */
  rows: Int32Array;
  /** Makes the state that follows; gives what now stands in its place in `rows`. */
  step(row: number, symbol: number): number;
  /** It has so many states that it should be begun anew: a hostile text costs time, not memory. */
  isFull(): boolean;
}

/** Nobody has asked yet: see `step`. */
export const UNKNOWN = -1;
/** The expression has matched, whatever follows. */
export const MATCHED = -2;
/** Nothing that follows can match. */
export const DEAD = -3;

const MOST_STATES = 2000;

/** A sign that no expression names. */
const OTHER_SIGN = 0xffff;

export interface AutomatonOptions {
  /** `^` holds behind any character. */
  readonly anywhere: boolean;
}

/** Cost: the expression's length, and that again for each state a text needs. */
export function createLazyAutomaton(expression: string, { anywhere }: AutomatonOptions): LazyAutomaton {
  const program = compileProgram(expression, anywhere);
  const alphabet = readAlphabet(program);
  const states = createStates(program, alphabet.samples.length);
  const begin = new Set<number>();
  follow(program, program.begin, { into: begin, atStart: true });
  const automaton: LazyAutomaton = {
    ...alphabet,
    first: states.rowOf(begin),
    rows: states.rows(),
    step(row, symbol) {
      const next = states.step(row, { symbol, unit: alphabet.samples[symbol] ?? OTHER_SIGN });
      automaton.rows = states.rows();
      return next;
    },
    isFull: () => states.rows().length > MOST_STATES * alphabet.samples.length,
  };
  return automaton;
}

interface Alphabet {
  readonly symbolOfAscii: Uint8Array;
  readonly symbolOfSign: ReadonlyMap<number, number>;
  readonly otherSign: number;
  /** A character of each symbol, to try instructions with. */
  readonly samples: readonly number[];
}

function readAlphabet({ code }: Program): Alphabet {
  const samples: number[] = [];
  const bySignature = new Map<string, number>();
  const symbolFor = (unit: number): number => {
    const signature = code.map((one) => (accepts(one, unit) ? '1' : '0')).join('');
    const known = bySignature.get(signature);
    if (known !== undefined) return known;
    bySignature.set(signature, samples.length);
    return samples.push(unit) - 1;
  };
  const symbolOfAscii = Uint8Array.from({ length: 0x80 }, (_, unit) => symbolFor(foldCode(unit)));
  const signs = code.flatMap((one) => (one.kind === 'char' && one.code > 0x7f ? [one.code] : []));
  const symbolOfSign = new Map(signs.map((unit) => [unit, symbolFor(unit)]));
  return { symbolOfAscii, symbolOfSign, otherSign: symbolFor(OTHER_SIGN), samples };
}

interface States {
  rows(): Int32Array;
  /** Where the row of a state begins that waits at these instructions. */
  rowOf(waiting: ReadonlySet<number>): number;
  step(row: number, on: { readonly symbol: number; readonly unit: number }): number;
}

function createStates(program: Program, width: number): States {
  /** Where the expression may begin anywhere but at the start. */
  const floating = new Set<number>();
  follow(program, program.begin, { into: floating, atStart: program.anywhere });
  let rows = new Int32Array(FIRST_STATES * width).fill(UNKNOWN);
  const waitingAt: (readonly number[])[] = [];
  const byKey = new Map<string, number>();
  const rowOf = (waiting: ReadonlySet<number>): number => {
    if (waiting.size === 0) return DEAD;
    const sorted = [...waiting].sort((a, b) => a - b);
    if (sorted.some((at) => program.code[at]?.kind === 'match')) return MATCHED;
    const key = sorted.join(' ');
    const known = byKey.get(key);
    if (known !== undefined) return known;
    const row = (waitingAt.push(sorted) - 1) * width;
    byKey.set(key, row);
    if (row + width > rows.length) rows = grow(rows);
    return row;
  };
  return {
    rows: () => rows,
    rowOf,
    step(row, { symbol, unit }) {
      const waiting = new Set(floating);
      for (const at of waitingAt[row / width] ?? []) {
        const instruction = program.code[at];
        if (!instruction || !('next' in instruction) || !accepts(instruction, unit)) continue;
        follow(program, instruction.next, { into: waiting, atStart: program.anywhere });
      }
      const next = rowOf(waiting);
      rows[row + symbol] = next;
      return next;
    },
  };
}

const FIRST_STATES = 4;

function grow(rows: Int32Array): Int32Array<ArrayBuffer> {
  const grown = new Int32Array(2 * rows.length).fill(UNKNOWN);
  grown.set(rows);
  return grown;
}

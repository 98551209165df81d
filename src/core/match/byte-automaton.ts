import { createLazyAutomaton, DEAD, type LazyAutomaton, MATCHED, UNKNOWN } from './lazy-automaton.ts';

/** Tells whether an expression can match some part of the bytes `from` up to `to`, which are text in UTF-8. */
export type ByteAutomaton = (bytes: Uint8Array, from: number, to: number) => boolean;

/**
 * A line automaton for text that nobody has decoded. `^` holds behind any character, as nobody knows yet where
 * the line's own words begin. It says yes too where a sign stands that is folded, named by the expression, taken
 * off a line, or no UTF-8. Cost: a table look-up a byte.
 */
export function createByteAutomaton(expression: string): ByteAutomaton {
  let automaton: LazyAutomaton | null = null;
  let symbols: Uint8Array = new Uint8Array();
  return (bytes, from, to) => {
    if (automaton === null || automaton.isFull()) {
      automaton = createLazyAutomaton(expression, { anywhere: true });
      symbols = symbolsOfBytes(automaton);
    }
    return run(automaton, symbols, { bytes, from, to });
  };
}

/** Stands for bytes that only a decoder understands; and for a byte that goes on with a sign of several. */
const ODD = 0xff;
const GOES_ON = 0xfe;

function symbolsOfBytes({ symbolOfAscii, symbolOfSign, otherSign }: LazyAutomaton): Uint8Array {
  const symbols = new Uint8Array(0x100).fill(otherSign);
  symbols.set(symbolOfAscii);
  symbols.fill(GOES_ON, 0x80, 0xc0);
  symbols.fill(ODD, 0xf5);
  for (const byte of [...CONTROLS, 0xc0, 0xc1, ...FOLDED_LEADS]) symbols[byte] = ODD;
  for (const unit of symbolOfSign.keys()) symbols[leadOf(unit)] = ODD;
  return symbols;
}

/** Controls are taken off a line: all but tab, LF and CR. */
const CONTROLS = Array.from({ length: 0x20 }, (_, code) => code)
  .filter((code) => code !== 0x09 && code !== 0x0a && code !== 0x0d)
  .concat(0x7f);

/** What leads U+0080 to U+00BF, controls and the no-break space, and a byte order mark. */
const FOLDED_LEADS = [0xc2, 0xef];
/** U+2000 to U+207F, where typographic quotes stand, begin with these two bytes. */
const QUOTES_LEAD = 0xe2;
const QUOTES_SECOND = [0x80, 0x81];

/** The first byte of a code unit in UTF-8; a surrogate's stands for every sign of four bytes. */
function leadOf(unit: number): number {
  if (unit >= 0xd800 && unit <= 0xdfff) return 0xf0;
  return unit < 0x800 ? 0xc0 | (unit >> 6) : 0xe0 | (unit >> 12);
}

interface Span {
  readonly bytes: Uint8Array;
  readonly from: number;
  readonly to: number;
}

function run(automaton: LazyAutomaton, symbols: Uint8Array, { bytes, from, to }: Span): boolean {
  let { rows, first: row } = automaton;
  for (let at = from; at < to && row >= 0; at++) {
    const byte = bytes[at] ?? 0;
    const symbol = symbols[byte] ?? ODD;
    if (byte > 0x7f || symbol === ODD) {
      const length = symbol >= GOES_ON ? 0 : signLength(bytes, at);
      if (length === 0) return true;
      at += length - 1;
    }
    let next = rows[row + symbol] ?? DEAD;
    if (next === UNKNOWN) {
      next = automaton.step(row, symbol);
      rows = automaton.rows;
    }
    row = next;
  }
  return row === MATCHED;
}

/** Bytes of the sign that begins here; 0 where it is not whole, or may be a quote. */
function signLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0;
  if (lead === QUOTES_LEAD && QUOTES_SECOND.includes(bytes[at + 1] ?? 0)) return 0;
  const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  for (let next = at + 1; next < at + length; next++) if (((bytes[next] ?? 0) & 0xc0) !== 0x80) return 0;
  return length;
}

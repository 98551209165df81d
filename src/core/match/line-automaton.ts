import { isLowSurrogate } from './automaton-program.ts';
import { foldCode } from './fold.ts';
import {
  type AutomatonOptions,
  createLazyAutomaton,
  DEAD,
  type LazyAutomaton,
  MATCHED,
  UNKNOWN,
} from './lazy-automaton.ts';

/**
 * Tells in one quick pass whether an expression can match a text from `start` on. Case is ignored.
 *
 * It never says no to a text that the expression matches; a yes is for the full engine to confirm (word
 * boundaries, ends of line and characters outside of ASCII are taken loosely).
 */
export type LineAutomaton = (text: string, start: number) => boolean;

/** Cost: a table look-up a character. `anywhere`: `^` holds behind any character, for texts behind a mark. */
export function createLineAutomaton(
  expression: string,
  { anywhere = false }: Partial<AutomatonOptions> = {},
): LineAutomaton {
  let automaton: LazyAutomaton | null = null;
  return (text, start) => {
    if (automaton === null || automaton.isFull()) automaton = createLazyAutomaton(expression, { anywhere });
    return run(automaton, text, start);
  };
}

function run(automaton: LazyAutomaton, text: string, start: number): boolean {
  const { symbolOfAscii, symbolOfSign, otherSign } = automaton;
  let row = automaton.first;
  for (let at = start; at < text.length && row >= 0; at++) {
    const unit = text.charCodeAt(at);
    if (isLowSurrogate(unit)) continue;
    const folded = unit < 0x80 ? unit : foldCode(unit);
    const symbol =
      folded < 0x80 ? (symbolOfAscii[folded] ?? otherSign) : (symbolOfSign.get(folded) ?? otherSign);
    const next = automaton.rows[row + symbol] ?? DEAD;
    row = next === UNKNOWN ? automaton.step(row, symbol) : next;
  }
  return row === MATCHED;
}

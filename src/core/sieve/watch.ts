import { type ByteAutomaton, createByteAutomaton } from '../match/byte-automaton.ts';
import { createLineAutomaton, type LineAutomaton } from '../match/line-automaton.ts';
import { requiredLiterals } from '../match/required-literals.ts';

/** Something that makes a line of a long log worth reading. */
export interface Watch {
  /** One of these stands on every such line. */
  readonly literals: readonly string[];
  /** Asked where a literal stands; null: the literal is enough. */
  readonly expression: WatchedExpression | null;
  readonly keep: Keep;
}

export interface WatchedExpression {
  /** Asked first, about the line as it stands in the log. */
  readonly mayFit: ByteAutomaton;
  /** Asked then, about the line's own words. */
  readonly fits: LineAutomaton;
}

/** How much is kept of what a watch finds: of lines beyond `first` and `last` the middle ones are left out. */
export interface Keep {
  readonly first: number;
  readonly last: number;
  /** Lines that are read with each, above and below. */
  readonly above: number;
  readonly below: number;
}

/**
 * A watch for each of the expressions in which something fixed stands; the others find nothing in a long log.
 * `^` holds anywhere in a line: whoever reads it may take marks and indentation off first.
 */
export function watchForms(forms: readonly RegExp[], keep: Keep): readonly Watch[] {
  return forms.flatMap(({ source }) => {
    const literals = requiredLiterals(source, { digits: true });
    return literals.length === 0 ? [] : [{ literals, expression: watchAnywhere(source), keep }];
  });
}

function watchAnywhere(source: string): WatchedExpression {
  return { mayFit: createByteAutomaton(source), fits: createLineAutomaton(source, { anywhere: true }) };
}

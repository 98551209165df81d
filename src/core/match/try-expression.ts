import type { LazyExpression } from './compile-catalog.ts';
import { straightenQuotes } from './fold.ts';

/** Expressions see at most this much of a line: a match further out would not be readable on a card. */
const MAX_EXPRESSION_CHARS = 2000;
/**
 * What the full engine may spend on one expression in one log, in letters times the size of the expression: less
 * than a second. An ordinary expression on ordinary lines never gets near it.
 */
const MAX_STEPS = 5_000_000;

/** Tries an expression on a message: its named groups when it hits, else null. */
export type Trial = (expression: LazyExpression, message: string) => Readonly<Record<string, string>> | null;

/** For one log. An expression that has spent its steps there hits nothing more. */
export function createTrial(): Trial {
  const spent = new Map<LazyExpression, number>();
  return (expression, message) => {
    const { mayMatch, engine } = expression;
    const words = message.slice(0, MAX_EXPRESSION_CHARS);
    if (!mayMatch(words, 0)) return null;
    const steps = (spent.get(expression) ?? 0) + words.length * engine().programSize();
    if (steps > MAX_STEPS) return null;
    spent.set(expression, steps);
    const matcher = engine().matcher(straightenQuotes(words));
    if (!matcher.find()) return null;
    const captures: Record<string, string> = {};
    for (const name of Object.keys(engine().namedGroups())) {
      const value = matcher.group(name);
      if (value) captures[name] = value;
    }
    return captures;
  };
}

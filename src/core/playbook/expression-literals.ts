import { foldText } from '../match/fold.ts';
import { rarityOf, requiredLiterals } from '../match/required-literals.ts';
import type { ExpressionSignal } from './playbook.ts';

/**
 * One of these stands on every line that the expression matches: the author's literal, unless the expression
 * itself tells longer ones. `digits`: for an index, which takes ten short texts rather than one that is shorter. At least one for a playbook that parsed.
 */
export function expressionLiterals(
  { expression, literal }: ExpressionSignal,
  options: { readonly digits?: boolean } = {},
): readonly string[] {
  const told = requiredLiterals(expression, options);
  if (literal === undefined) return told;
  const rarest = told.length === 0 ? 0 : Math.min(...told.map(rarityOf));
  return rarityOf(foldText(literal)) >= rarest ? [literal] : told;
}

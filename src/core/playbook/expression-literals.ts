import { foldText } from '../match/fold.ts';
import { rarityOf, requiredLiterals } from '../match/required-literals.ts';
import type { ExpressionSignal } from './playbook.ts';

/**
 * One of these stands on every line that the expression matches: the author's literal, unless the expression
 * itself tells longer ones. At least one for a playbook that parsed.
 */
export function expressionLiterals({ expression, literal }: ExpressionSignal): readonly string[] {
  const told = requiredLiterals(expression);
  if (literal === undefined) return told;
  const rarest = told.length === 0 ? 0 : Math.min(...told.map(rarityOf));
  return rarityOf(foldText(literal)) >= rarest ? [literal] : told;
}

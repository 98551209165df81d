import type { z } from 'zod';
import type { ExpressionShape, LiteralShape, PlaybookSchema } from './playbook-schema.ts';

/** One root cause: how to see it, what to do. */
export type Playbook = z.infer<typeof PlaybookSchema>;

export type ExpressionSignal = ExpressionShape;
export type LiteralSignal = LiteralShape;
/** Words that speak for a failure; see the schema. */
export type Signal = string | ExpressionSignal | LiteralSignal;

export function isExpression(signal: Signal): signal is ExpressionSignal {
  return typeof signal !== 'string' && 'expression' in signal;
}

export function isEvidenceOnly(signal: Signal): boolean {
  return typeof signal !== 'string' && signal.evidence_only === true;
}

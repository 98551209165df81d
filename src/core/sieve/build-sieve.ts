import { REQUEST_FORMS } from '../failed-request/request-forms.ts';
import { OUTCOME_FORMS } from '../log/read-outcome.ts';
import { STEP_FORMS } from '../log/step-boundaries.ts';
import { createByteAutomaton } from '../match/byte-automaton.ts';
import type { CompiledCatalog, SignalUse } from '../match/compile-catalog.ts';
import { foldSpaces } from '../match/fold.ts';
import { SILENT_RULES } from '../silent/find-silent-failures.ts';
import { buildGramTable, type GramTable } from './gram-table.ts';
import { type Keep, type Watch, type WatchedExpression, watchForms } from './watch.ts';

/** Tells which lines of a long log are worth reading. Immutable; build it once for a catalog. */
export interface Sieve {
  readonly table: GramTable;
  readonly watches: readonly Watch[];
  /** For each literal of the table, the watches (by index) that wait for it. */
  readonly watchesOf: readonly (readonly number[])[];
}

/** A playbook's scan goes by a dozen hits from either end; some of those here will be echoes and test titles. */
const SIGNALS: Keep = { first: 50, last: 200, above: 2, below: 2 };
/** A client's command may stand far above its answer, the answer's body below it. */
const REQUESTS: Keep = { first: 20, last: 100, above: 40, below: 16 };
const STEPS: Keep = { first: 1000, last: 1000, above: 0, below: 2 };
const OUTCOMES: Keep = { first: 200, last: 200, above: 0, below: 2 };
/** What stands before a failure is read like the end of the log. */
const FAILURES: Keep = { first: 3, last: 3, above: 400, below: 2 };
const SILENT: Keep = { first: 20, last: 50, above: 2, below: 2 };
/** Redaction follows a key from its first line to its last. */
const KEYS: Keep = { first: 1000, last: 1000, above: 2, below: 2 };

// -----BEGIN RSA PRIVATE KEY-----
const KEY_FORMS = [/PRIVATE KEY/];

const sieves = new WeakMap<CompiledCatalog, Sieve>();

/** The catalog's sieve, built when a long log first asks for it. Cost: linear in the signals, some 100 ms. */
export function sieveOf(catalog: CompiledCatalog): Sieve {
  const known = sieves.get(catalog);
  if (known) return known;
  const sieve = buildSieve([...watchSignals(catalog), ...watchForms(KEY_FORMS, KEYS), ...watchFixed()]);
  sieves.set(catalog, sieve);
  return sieve;
}

function watchFixed(): Watch[] {
  return [
    ...watchForms(REQUEST_FORMS, REQUESTS),
    ...watchForms(STEP_FORMS, STEPS),
    ...watchForms(OUTCOME_FORMS, OUTCOMES),
    ...watchForms(OUTCOME_FORMS, FAILURES),
    ...watchForms(
      SILENT_RULES.flatMap(({ forms }) => forms),
      SILENT,
    ),
  ];
}

/** Vetoes of a line are left out: they matter only on lines that are read for another reason. */
function watchSignals({ literals, usesOf, uses }: CompiledCatalog): Watch[] {
  const byUse = new Map<number, string[]>();
  const plain: Watch[] = [];
  for (const [index, { text }] of literals.literals.entries()) {
    const waiting = (usesOf[index] ?? []).filter((use) => uses[use]?.role !== 'line-veto');
    if (waiting.some((use) => !uses[use]?.expression))
      plain.push({ literals: [text], expression: null, keep: SIGNALS });
    for (const use of waiting) if (uses[use]?.expression) byUse.set(use, [...(byUse.get(use) ?? []), text]);
  }
  const marked = [...byUse].map(([use, texts]): Watch => {
    return { literals: texts, expression: watchExpression(uses[use]), keep: SIGNALS };
  });
  return [...plain, ...marked];
}

function watchExpression(use: SignalUse | undefined): WatchedExpression | null {
  if (!use?.expression) return null;
  return { mayFit: createByteAutomaton(use.signal), fits: use.expression.mayMatch };
}

export function buildSieve(watches: readonly Watch[]): Sieve {
  const byLiteral = new Map<string, number[]>();
  for (const [index, { literals }] of watches.entries()) {
    for (const text of literals) {
      const literal = foldSpaces(text);
      byLiteral.set(literal, [...(byLiteral.get(literal) ?? []), index]);
    }
  }
  return { table: buildGramTable([...byLiteral.keys()]), watches, watchesOf: [...byLiteral.values()] };
}

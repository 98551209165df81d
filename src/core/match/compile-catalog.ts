import { RE2JS } from 're2js';
import type { RequestStage } from '../failed-request/failed-request.ts';
import type { Catalog, CatalogEntry } from '../playbook/catalog.ts';
import { expressionLiterals } from '../playbook/expression-literals.ts';
import {
  type ExpressionSignal,
  isEvidenceOnly,
  isExpression,
  type Playbook,
  type Signal,
} from '../playbook/playbook.ts';
import { type SignalLine, USUAL_WITHIN } from '../playbook/playbook-vocabulary.ts';
import { foldSpaces, foldText } from './fold.ts';
import { createLineAutomaton, type LineAutomaton } from './line-automaton.ts';
import { buildLiteralIndex, type IndexedLiteral, type LiteralIndex } from './literal-index.ts';

/**
 * `evidence` is a signal of `any` that adds evidence and never makes its playbook fit; `before` is the literal
 * that another use waits for.
 */
export type SignalRole =
  | 'any'
  | 'evidence'
  | 'all'
  | 'none'
  | 'line-veto'
  | 'step-veto'
  | 'partial'
  | 'before';

/** One place where a playbook uses a literal. */
export interface SignalUse {
  /** Index of the playbook in the catalog. */
  readonly rule: number;
  readonly role: SignalRole;
  /** Index of the `partial` group, else -1. */
  readonly group: number;
  /** As the playbook writes it. */
  readonly signal: string;
  /** Tried on the lines that hold the literal; null for a literal signal. */
  readonly expression: LazyExpression | null;
  readonly weight: number;
  /** It hits lines of this kind only; null: of the usual kinds. */
  readonly line: SignalLine | null;
  /** It hits only when this use (by index) hit one of the `within` lines before. */
  readonly after: { readonly use: number; readonly within: number } | null;
}

/** An expression, made ready when a line first asks for it: most never are. */
export interface LazyExpression {
  /** The quick look: false where the expression cannot match. */
  readonly mayMatch: LineAutomaton;
  /** The engine that confirms a match and tells what it captured. */
  readonly engine: () => RE2JS;
}

function compileExpression(expression: string): LazyExpression {
  return {
    mayMatch: createLineAutomaton(expression),
    engine: lazily(() => RE2JS.compile(expression, RE2JS.CASE_INSENSITIVE)),
  };
}

function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** A catalog made ready for matching. Immutable; build it once and share it. */
export interface CompiledCatalog {
  readonly catalog: Catalog;
  readonly literals: LiteralIndex;
  readonly uses: readonly SignalUse[];
  /** For each literal of the index, the uses it stands for. */
  readonly usesOf: readonly (readonly number[])[];
  /** For each stage of a failed request, the uses it stands for. */
  readonly usesOfStage: ReadonlyMap<RequestStage, readonly number[]>;
}

/** Cost: linear in the length of all signals. An expression that does not compile is a lint error before this. */
export function compileCatalog(catalog: Catalog): CompiledCatalog {
  const literals = new Map<string, { literal: IndexedLiteral; uses: number[] }>();
  const uses: SignalUse[] = [];
  for (const [rule, entry] of catalog.playbooks.entries()) {
    for (const { use, standsOn, within } of usesOfPlaybook(entry, rule)) {
      for (const literal of standsOn) {
        const key = `${literal.wholeNumbers}${literal.text}`;
        const known = literals.get(key);
        if (known) known.uses.push(uses.length);
        else literals.set(key, { literal, uses: [uses.length] });
      }
      uses.push(within === null ? use : { ...use, after: { use: uses.length - 1, within } });
    }
  }
  const indexed = [...literals.values()];
  const usesOf = indexed.map((one) => one.uses);
  weakenShared(catalog, uses, usesOf);
  const usesOfStage = addStages(catalog, uses);
  const index = buildLiteralIndex(indexed.map((one) => one.literal));
  return { catalog, literals: index, uses, usesOf, usesOfStage };
}

const PLAIN = { expression: null, weight: 1, line: null, after: null } as const;

/** What a failed request of the right stage weighs: as much as a short phrase. */
const STAGE_WEIGHT = 0.8;

function addStages(catalog: Catalog, uses: SignalUse[]): Map<RequestStage, number[]> {
  const ofStage = new Map<RequestStage, number[]>();
  for (const [rule, { playbook }] of catalog.playbooks.entries()) {
    for (const stage of playbook.match.requests) {
      ofStage.set(stage, [...(ofStage.get(stage) ?? []), uses.length]);
      const signal = `a request stopped at ${stage}`;
      uses.push({ ...PLAIN, rule, role: 'any', group: -1, signal, weight: STAGE_WEIGHT });
    }
  }
  return ofStage;
}

/**
 * A phrase that several playbooks list tells them apart less. Kin do not count: where one replaces the other,
 * the relation decides. An expression is a playbook's own.
 */
function weakenShared(catalog: Catalog, uses: SignalUse[], usesOf: readonly (readonly number[])[]): void {
  for (const indexes of usesOf) {
    const positive = indexes.filter((index) => isPositive(uses[index]));
    if (positive.length < 2) continue;
    const owners = positive.map((index) => catalog.playbooks[uses[index]?.rule ?? -1]?.playbook);
    for (const [at, index] of positive.entries()) {
      const rivals = owners.filter((owner) => owner && owners[at] && !areKin(owner, owners[at]));
      const use = uses[index];
      if (use) uses[index] = { ...use, weight: use.weight / Math.sqrt(1 + rivals.length) };
    }
  }
}

function areKin(one: Playbook, other: Playbook): boolean {
  if (one.id === other.id) return true;
  const named = (from: Playbook, to: Playbook) => from.kind === to.id || from.replaces.includes(to.id);
  return named(one, other) || named(other, one);
}

const POSITIVE: readonly SignalRole[] = ['any', 'evidence', 'all', 'partial'];

function isPositive(use: SignalUse | undefined): boolean {
  return use !== undefined && use.expression === null && POSITIVE.includes(use.role);
}

interface LiteralUse {
  readonly use: SignalUse;
  /** One of these stands on every line where the signal can hit. */
  readonly standsOn: readonly IndexedLiteral[];
  /** How many lines back the use before this one in the list must have hit; null: it need not. */
  readonly within: number | null;
}

function usesOfPlaybook({ playbook, standsOn = {} }: CatalogEntry, rule: number): LiteralUse[] {
  const { any, all, none, none_in_line, none_in_step = [], partial } = playbook.match;
  const as = (role: SignalRole, group = -1): Place => ({ rule, role, group });
  const compile = (signal: Signal, place: Place): LiteralUse[] => compileSignal(signal, place, standsOn);
  return [
    ...any.flatMap((signal) => compile(signal, as(isEvidenceOnly(signal) ? 'evidence' : 'any'))),
    ...all.flatMap((signal) => compile(signal, as('all'))),
    ...none.flatMap((signal) => compile(signal, as('none'))),
    ...none_in_line.flatMap((signal) => compile(signal, as('line-veto'))),
    ...none_in_step.flatMap((signal) => compile(signal, as('step-veto'))),
    ...partial.flatMap(({ patterns }, group) =>
      patterns.flatMap((signal) => compile(signal, as('partial', group))),
    ),
  ];
}

type Place = Pick<SignalUse, 'rule' | 'role' | 'group'>;

/** By expression: what it stands on. */
type StandsOn = Readonly<Record<string, readonly string[]>>;

/** The signal, and before it the literal that must stand before it. */
function compileSignal(signal: Signal, place: Place, known: StandsOn): LiteralUse[] {
  const { after, within = USUAL_WITHIN } = typeof signal === 'string' ? {} : signal;
  const compiled = compileWords(signal, place, known);
  if (after === undefined) return [{ ...compiled, within: null }];
  const before = { ...PLAIN, ...place, role: 'before' as const, signal: after };
  return [
    { use: before, standsOn: [written(after)], within: null },
    { ...compiled, within },
  ];
}

function compileWords(signal: Signal, place: Place, known: StandsOn): Omit<LiteralUse, 'within'> {
  if (typeof signal === 'string') {
    return { standsOn: [written(signal)], use: { ...PLAIN, ...place, signal, weight: rarity(signal) } };
  }
  const { weight = 1, line = null } = signal;
  const use = { ...PLAIN, ...place, line };
  if (!isExpression(signal)) {
    return {
      standsOn: [written(signal.literal)],
      use: { ...use, signal: signal.literal, weight: weight * rarity(signal.literal) },
    };
  }
  const expression = compileExpression(signal.expression);
  return {
    standsOn: literalsOf(signal, known),
    use: { ...use, signal: signal.expression, expression, weight: weight * EXPRESSION_WEIGHT },
  };
}

/** A literal of an author. */
function written(text: string): IndexedLiteral {
  return { text: foldText(text), wholeNumbers: true };
}

/** What an expression stands on; only a literal that its author wrote keeps whole numbers whole. */
function literalsOf(signal: ExpressionSignal, known: StandsOn): readonly IndexedLiteral[] {
  return (known[signal.expression] ?? indexedLiterals(signal)).map((text) =>
    text === signal.literal ? written(text) : { text: foldSpaces(text), wholeNumbers: false },
  );
}

function indexedLiterals(signal: ExpressionSignal): readonly string[] {
  return expressionLiterals(signal, { digits: true });
}

/** What a playbook's expressions stand on, worked out once so that no start has to: see `CatalogEntry.standsOn`. */
export function standingOn({ match }: Playbook): StandsOn {
  const { any, all, none, none_in_line, none_in_step = [], partial } = match;
  const signals = [
    any,
    all,
    none,
    none_in_line,
    none_in_step,
    ...partial.map((group) => group.patterns),
  ].flat();
  return Object.fromEntries(
    signals.filter(isExpression).map((signal) => [signal.expression, indexedLiterals(signal)]),
  );
}

const EXPRESSION_WEIGHT = 1.2;

/** A long phrase says more than a short one: 0.6 below ten characters, 1.4 from some twenty on. */
function rarity(literal: string): number {
  return Math.min(1.4, Math.max(0.6, literal.length / 16));
}

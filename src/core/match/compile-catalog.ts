import { RE2JS } from 're2js';
import type { RequestStage } from '../failed-request/failed-request.ts';
import type { Catalog } from '../playbook/catalog.ts';
import { type ExpressionSignal, isExpression, type Playbook, type Signal } from '../playbook/playbook.ts';
import { foldText } from './fold.ts';
import { buildLiteralIndex, type LiteralIndex } from './literal-index.ts';
import { requiredLiterals } from './required-literals.ts';

export type SignalRole = 'any' | 'all' | 'none' | 'line-veto' | 'partial';

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
  readonly expression: RE2JS | null;
  readonly weight: number;
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
  const literals = new Map<string, number[]>();
  const uses: SignalUse[] = [];
  for (const [rule, { playbook }] of catalog.playbooks.entries()) {
    for (const { use, standsOn } of usesOfPlaybook(playbook, rule)) {
      for (const literal of standsOn) {
        const key = foldText(literal);
        const known = literals.get(key);
        if (known) known.push(uses.length);
        else literals.set(key, [uses.length]);
      }
      uses.push(use);
    }
  }
  const usesOf = [...literals.values()];
  weakenShared(catalog, uses, usesOf);
  const usesOfStage = addStages(catalog, uses);
  return { catalog, literals: buildLiteralIndex([...literals.keys()]), uses, usesOf, usesOfStage };
}

/** What a failed request of the right stage weighs: as much as a short phrase. */
const STAGE_WEIGHT = 0.8;

function addStages(catalog: Catalog, uses: SignalUse[]): Map<RequestStage, number[]> {
  const ofStage = new Map<RequestStage, number[]>();
  for (const [rule, { playbook }] of catalog.playbooks.entries()) {
    for (const stage of playbook.match.requests) {
      ofStage.set(stage, [...(ofStage.get(stage) ?? []), uses.length]);
      const signal = `a request stopped at ${stage}`;
      uses.push({ rule, role: 'any', group: -1, signal, expression: null, weight: STAGE_WEIGHT });
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

function isPositive(use: SignalUse | undefined): boolean {
  return use !== undefined && use.expression === null && use.role !== 'none' && use.role !== 'line-veto';
}

interface LiteralUse {
  readonly use: SignalUse;
  /** One of these stands on every line where the signal can hit. */
  readonly standsOn: readonly string[];
}

function usesOfPlaybook(playbook: Playbook, rule: number): LiteralUse[] {
  const { any, all, none, none_in_line, partial } = playbook.match;
  return [
    ...any.map((signal) => compileSignal(signal, { rule, role: 'any', group: -1 })),
    ...all.map((signal) => compileSignal(signal, { rule, role: 'all', group: -1 })),
    ...none.map((signal) => compileSignal(signal, { rule, role: 'none', group: -1 })),
    ...none_in_line.map((signal) => compileSignal(signal, { rule, role: 'line-veto', group: -1 })),
    ...partial.flatMap(({ patterns }, group) =>
      patterns.map((signal) => compileSignal(signal, { rule, role: 'partial', group })),
    ),
  ];
}

function compileSignal(signal: Signal, use: Pick<SignalUse, 'rule' | 'role' | 'group'>): LiteralUse {
  if (typeof signal === 'string') {
    return { standsOn: [signal], use: { ...use, signal, expression: null, weight: rarity(signal) } };
  }
  const weight = signal.weight ?? 1;
  if (!isExpression(signal)) {
    return {
      standsOn: [signal.literal],
      use: { ...use, signal: signal.literal, expression: null, weight: weight * rarity(signal.literal) },
    };
  }
  const expression = RE2JS.compile(signal.expression, RE2JS.CASE_INSENSITIVE);
  return {
    standsOn: literalsOf(signal),
    use: { ...use, signal: signal.expression, expression, weight: weight * EXPRESSION_WEIGHT },
  };
}

/** The author's literal, unless the expression itself tells a longer one. */
function literalsOf({ expression, literal }: ExpressionSignal): readonly string[] {
  const told = requiredLiterals(expression);
  const shortest = Math.min(...told.map((text) => foldText(text).length));
  return told.length > 0 && shortest > foldText(literal).length ? told : [literal];
}

const EXPRESSION_WEIGHT = 1.2;

/** A long phrase says more than a short one: 0.6 below ten characters, 1.4 from some twenty on. */
function rarity(literal: string): number {
  return Math.min(1.4, Math.max(0.6, literal.length / 16));
}

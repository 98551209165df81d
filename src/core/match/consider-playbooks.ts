import type { CatalogEntry } from '../playbook/catalog.ts';
import { isExpression, type Signal } from '../playbook/playbook.ts';
import type { ConsideredPlaybook, ConsideredSignal, ConsideredVeto, Outcome } from './considered.ts';
import type { SignalHits } from './scan-log.ts';

/** A playbook with hits, and what they are worth. */
export interface Weighed {
  readonly entry: CatalogEntry;
  readonly hits: readonly SignalHits[];
  /** Signals that a line or a step silenced. */
  readonly vetoes: readonly ConsideredVeto[];
  readonly base: number;
  readonly score: number;
  readonly signals: readonly ConsideredSignal[];
  readonly cascadeOf: string | null;
}

/** The field of one log, as the ranking left it. */
export interface Field<T extends Weighed> {
  /** What fits and is not replaced, best first. */
  readonly related: readonly T[];
  /** All that fits. */
  readonly scored: readonly T[];
  /** What has hits, and does not fit. */
  readonly unfit: readonly Weighed[];
  /** True when the first replaces the second. */
  readonly hides: (specific: T, generic: T) => boolean;
}

/** More playbooks than this explain nothing more. */
const MOST_CONSIDERED = 20;

/** Why each playbook with a hit won or lost: those that fit, then the replaced, then those that do not fit. */
export function considerPlaybooks<T extends Weighed>(field: Field<T>): readonly ConsideredPlaybook[] {
  const { related, scored, unfit, hides } = field;
  const standing = new Set(related.map(({ entry }) => entry));
  const replaced = scored.filter(({ entry }) => !standing.has(entry));
  const strongest = unfit
    .filter(({ signals, vetoes }) => signals.length + vetoes.length > 0)
    .sort((a, b) => b.score - a.score || (a.entry.playbook.id < b.entry.playbook.id ? -1 : 1));
  return [
    ...related.map((one, index) => toConsidered(one, outcomeOf(one, index), one.cascadeOf)),
    ...replaced.map((one) => {
      const by = scored.find((other) => other !== one && hides(other, one));
      return toConsidered(one, 'replaced', by?.entry.playbook.id ?? null);
    }),
    ...strongest.slice(0, MOST_CONSIDERED).map(toUnfit),
  ].slice(0, MOST_CONSIDERED);
}

function outcomeOf({ cascadeOf }: Weighed, index: number): Outcome {
  if (cascadeOf !== null) return 'cascade';
  return index === 0 ? 'fits' : 'outscored';
}

function toConsidered(one: Weighed, outcome: Outcome, replacedBy: string | null): ConsideredPlaybook {
  return {
    id: one.entry.playbook.id,
    outcome,
    score: round(one.score),
    base: round(one.base),
    signals: one.signals.map((signal) => ({
      ...signal,
      lines: [...signal.lines],
      weight: round(signal.weight),
      place: round(signal.place),
      gave: round(signal.gave),
    })),
    vetoes: one.vetoes,
    missing: [],
    replacedBy,
  };
}

function toUnfit(one: Weighed): ConsideredPlaybook {
  const ofLog = one.hits.flatMap(({ use, lines }): ConsideredVeto[] =>
    use.role === 'none' ? [{ signal: use.signal, scope: 'log', line: lines[0] ?? 1, silenced: null }] : [],
  );
  const vetoed = ofLog.length > 0 || (one.signals.length === 0 && one.vetoes.length > 0);
  return {
    ...toConsidered(one, vetoed ? 'vetoed' : 'gate-missing', null),
    vetoes: [...ofLog, ...one.vetoes],
    missing: missingGates(one),
  };
}

function missingGates({ entry, hits }: Weighed): string[] {
  const { all, partial, any } = entry.playbook.match;
  const seen = new Set(hits.map(({ use }) => `${use.role} ${use.signal}`));
  const missing = all.map(wordsOf).filter((words) => !seen.has(`all ${words}`));
  for (const [group, { id, label, minimum }] of partial.entries()) {
    const found = hits.filter(({ use }) => use.role === 'partial' && use.group === group).length;
    if (found < minimum) missing.push(`${minimum - found} more of ${label ?? id}`);
  }
  const deciding = hits.some(({ use }) => use.role === 'any');
  if (missing.length === 0 && any.length > 0 && !deciding) missing.push('one of its own signals');
  return missing;
}

/** A signal's words, as its playbook writes them. */
export function wordsOf(signal: Signal): string {
  if (typeof signal === 'string') return signal;
  return isExpression(signal) ? signal.expression : signal.literal;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

import { lineAt } from '../log/log-line.ts';
import type { LogReading } from '../log/log-reading.ts';
import { stepAt } from '../log/log-reading.ts';
import type { RedactedLog } from '../log/redacted-log.ts';
import type { CatalogEntry } from '../playbook/catalog.ts';
import { isEvidenceOnly } from '../playbook/playbook.ts';
import { titleOf } from '../playbook/title-of.ts';
import type { CompiledCatalog } from './compile-catalog.ts';
import { considerPlaybooks, type Weighed } from './consider-playbooks.ts';
import type { ConsideredPlaybook, ConsideredSignal } from './considered.ts';
import { explainFinding } from './explain-finding.ts';
import type { Evidence, Finding } from './finding.ts';
import { placeOf } from './place.ts';
import { type ReadLog, type SignalHits, scanLog } from './scan-log.ts';

/** A finding, and the words of the log that fill its playbook's `{names}`. */
export interface Match {
  readonly entry: CatalogEntry;
  readonly finding: Finding;
  readonly captures: Readonly<Record<string, string>>;
}

/** What fits a log, and what was looked at on the way. */
export interface MatchResult {
  readonly matches: readonly Match[];
  /** Playbooks with any hit: those that fit, best first, then those that do not; the first twenty. */
  readonly considered: readonly ConsideredPlaybook[];
}

/**
 * Every playbook that fits the log, best first.
 *
 * Ties: more evidence, then the smaller id; the same catalog and log always give the same answer.
 * A playbook that `replaces` another, or names it as its `kind`, hides it where both fit; one that `causes`
 * another stands before it, and the other says so.
 * Cost: one pass over the text, whatever the number of playbooks.
 * Never throws: a log that fits nothing gives an empty list.
 */
export function matchLog(compiled: CompiledCatalog, read: ReadLog): MatchResult {
  const { log, reading } = read;
  const { hits, vetoes } = scanLog(compiled, read);
  const scored: Scored[] = [];
  const unfit: Weighed[] = [];
  for (const rule of new Set([...hits.keys(), ...vetoes.keys()])) {
    const entry = compiled.catalog.playbooks[rule];
    if (!entry) continue;
    const ofRule = hits.get(rule) ?? NO_HITS;
    const fitting = { entry, hits: [...ofRule.values()], vetoes: vetoes.get(rule) ?? [] };
    const one = score(fitting, { log, reading });
    if (gatesHold(entry, ofRule)) scored.push(one);
    else unfit.push(one);
  }
  scored.sort(compareScored);
  const related = relate(scored);
  return {
    matches: related.map((one, index, all) => toMatch(one, rivalOf(index, all), { log, reading })),
    considered: considerPlaybooks({ related, scored, unfit, hides }),
  };
}

const NO_HITS: ReadonlyMap<number, SignalHits> = new Map();

interface Scored extends Weighed {
  /** Best place of any hit, 0 to 1. */
  readonly place: number;
  readonly evidence: readonly Evidence[];
  readonly captures: Readonly<Record<string, string>>;
}

interface Context {
  readonly log: RedactedLog;
  readonly reading: LogReading;
}

function compareScored(a: Scored, b: Scored): number {
  return (
    b.score - a.score ||
    b.evidence.length - a.evidence.length ||
    (a.entry.playbook.id < b.entry.playbook.id ? -1 : 1)
  );
}

/** All of `all`, enough of each `partial`, at least one positive signal, none of `none`. */
function gatesHold({ playbook }: CatalogEntry, hits: ReadonlyMap<number, SignalHits>): boolean {
  const roles = [...hits.values()].map(({ use }) => use);
  if (roles.some((use) => use.role === 'none')) return false;
  if (!roles.length) return false;
  if (roles.filter((use) => use.role === 'all').length < playbook.match.all.length) return false;
  for (const [group, { minimum }] of playbook.match.partial.entries()) {
    if (roles.filter((use) => use.role === 'partial' && use.group === group).length < minimum) return false;
  }
  const { any, requests } = playbook.match;
  const deciding = any.filter((signal) => !isEvidenceOnly(signal)).length;
  return deciding + requests.length === 0 || roles.some((use) => use.role === 'any');
}

type Fitting = Pick<Weighed, 'entry' | 'hits' | 'vetoes'>;

/** Each further signal of the same playbook adds less: five near-synonyms on one line are not five proofs. */
const DIMINISHING = [1, 0.6, 0.4, 0.25, 0.15];

function score({ entry, hits, vetoes }: Fitting, context: Context): Scored {
  const placed = hits
    .filter((hit) => hit.use.role !== 'none')
    .map((hit) => ({ hit, line: bestLine(hit, context) }))
    .map(({ hit, line }) => ({ hit, line, place: placeOf(line, context.reading, context.log.count) }))
    .sort((a, b) => b.place * b.hit.use.weight - a.place * a.hit.use.weight || a.line - b.line);
  const place = Math.max(0, ...placed.map((one) => one.place));
  const base = entry.playbook.base_score * place;
  const signals = placed.map(({ hit, line, place }, index): ConsideredSignal => {
    const { signal, role, weight } = hit.use;
    const gave = weight * place * (DIMINISHING[index] ?? 0.1);
    return { signal, role, lines: hit.lines, line, weight, place, gave };
  });
  return {
    entry,
    hits,
    vetoes,
    base,
    signals,
    score: signals.reduce((sum, { gave }) => sum + gave, base),
    place,
    evidence: evidenceOf(
      placed.map(({ hit, line }) => ({ line, signal: hit.use.signal })),
      context,
    ),
    captures: Object.assign({}, ...placed.map(({ hit }) => hit.captures).reverse()) as Record<string, string>,
    cascadeOf: null,
  };
}

/** The hit that speaks most: the best place, the first of several as good. */
function bestLine(hit: SignalHits, { log, reading }: Context): number {
  let best = hit.lines[0] ?? 1;
  let bestPlace = -1;
  for (const line of hit.lines) {
    const place = placeOf(line, reading, log.count);
    if (place > bestPlace + SAME_PLACE) {
      best = line;
      bestPlace = place;
    }
  }
  return best;
}

/** Lines of one error block lie closer together than this: the first of them is the proof. */
const SAME_PLACE = 0.02;

/** One entry a line, the strongest signals first. */
function evidenceOf(
  lines: readonly { line: number; signal: string }[],
  { log, reading }: Context,
): Evidence[] {
  const seen = new Set<number>();
  const evidence: Evidence[] = [];
  for (const { line, signal } of lines) {
    if (seen.has(line)) continue;
    seen.add(line);
    const step = stepAt(reading, line)?.name ?? null;
    evidence.push({ file: null, step, line, text: lineAt(log.lines, line)?.text ?? '', signal });
  }
  return evidence;
}

/** Drops what a more specific playbook replaces, and names cascades. */
function relate(scored: readonly Scored[]): Scored[] {
  const kept = scored.filter((one) => !scored.some((other) => other !== one && hides(other, one)));
  const related = kept.map((one) => {
    const cause = kept.find((other) => other !== one && explains(other, one));
    return cause ? { ...one, cascadeOf: cause.entry.playbook.id } : one;
  });
  const causes = related.filter((one) => !one.cascadeOf);
  return [...causes, ...related.filter((one) => one.cascadeOf)];
}

/** A cause must be about as well proven as what it drags along. */
const PROVEN_CAUSE = 0.5;

function explains(cause: Scored, effect: Scored): boolean {
  return (
    cause.entry.playbook.causes.includes(effect.entry.playbook.id) &&
    cause.score >= PROVEN_CAUSE * effect.score
  );
}

/** The specific one must stand about where the generic one does: an auth error of another step replaces nothing. */
const SAME_SCENE = 0.6;

function hides(specific: Scored, generic: Scored): boolean {
  const { replaces, kind } = specific.entry.playbook;
  const { id } = generic.entry.playbook;
  return (replaces.includes(id) || kind === id) && specific.place >= SAME_SCENE * generic.place;
}

function rivalOf(index: number, all: readonly Scored[]): Scored | null {
  const own = all[index];
  return all.find((other, at) => at !== index && !other.cascadeOf && other !== own) ?? null;
}

function toMatch(scored: Scored, rival: Scored | null, { reading, log }: Context): Match {
  const { id, category, severity } = scored.entry.playbook;
  const confidence = confidenceOf(scored, rival, { reading, log });
  return {
    entry: scored.entry,
    captures: scored.captures,
    finding: {
      id,
      title: titleOf(scored.entry.playbook, scored.captures),
      category,
      severity,
      confidence,
      score: round(scored.score),
      evidence: scored.evidence,
      because: explainFinding(scored, rival),
      cascadeOf: scored.cascadeOf,
    },
  };
}

/**
 * 0 to 1, from the score, from how the log ended, and from how near the best rival is. Not yet calibrated
 * against a corpus: the constants give a lone weak signal about 0.7 and two good ones 0.9.
 */
function confidenceOf(scored: Scored, rival: Scored | null, { reading, log }: Context): number {
  const strength = 1 - Math.exp(-scored.score * 0.85);
  const ended = reading.outcome === 'failed' ? 1 : log.count <= FRAGMENT_LINES ? 0.95 : 0.8;
  const rivalry = rival ? Math.min(1, 0.75 + Math.max(0, 1 - rival.score / scored.score)) : 1;
  return round(Math.min(0.99, strength * ended * rivalry));
}

/** A paste this short was cut out by somebody who had seen the failure in it. */
const FRAGMENT_LINES = 200;

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

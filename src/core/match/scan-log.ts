import type { RE2JS } from 're2js';
import type { FailedRequest } from '../failed-request/failed-request.ts';
import { type LogLine, messageOf } from '../log/log-line.ts';
import { type LineKind, type LogReading, stepAt } from '../log/log-reading.ts';
import type { RedactedLog } from '../log/redacted-log.ts';
import type { CompiledCatalog, SignalUse } from './compile-catalog.ts';
import { straightenQuotes } from './fold.ts';

/** Where one signal of a playbook hit. */
export interface SignalHits {
  readonly use: SignalUse;
  /** 1-based lines, ascending: the first few and the last few. */
  readonly lines: number[];
  /** Named groups of the last hit of an expression. */
  captures: Readonly<Record<string, string>>;
}

/** For each playbook (by index) what hit, keyed by use. */
export type Hits = ReadonlyMap<number, ReadonlyMap<number, SignalHits>>;

/** More hits of one signal than this tell nothing new: the first half and the latest are kept. */
const KEPT_HITS = 24;

/** Expressions see at most this much of a line: a match further out would not be readable on a card. */
const MAX_EXPRESSION_CHARS = 2000;

/** A log, and what was read from it before playbooks are tried. */
export interface ReadLog {
  readonly log: RedactedLog;
  readonly reading: LogReading;
  /** The most likely culprit first. */
  readonly requests: readonly FailedRequest[];
}

/** Everything one pass gathers. */
interface Scan {
  readonly compiled: CompiledCatalog;
  readonly hits: Map<number, Map<number, SignalHits>>;
  /** For each use that others wait for, the line (1-based) it hit last. */
  readonly lastSeen: Map<number, number>;
  /** For each playbook, the steps that hold one of its vetoes, by their first line; 0: outside of steps. */
  readonly vetoedSteps: Map<number, Set<number>>;
}

/**
 * Every signal's hits, in one pass over the text.
 * Lines that only echo a command or report a passing test count for nothing but the literal that a signal
 * waits for, and signals that ask for an echo; a test's own report counts for playbooks about tests alone.
 */
export function scanLog(compiled: CompiledCatalog, { log, reading, requests }: ReadLog): Hits {
  const scan: Scan = { compiled, hits: new Map(), lastSeen: new Map(), vetoedSteps: new Map() };
  const readsEchoes = compiled.uses.some((use) => use.role === 'before' || use.line === 'echo');
  const found = new Set<number>();
  const collect = (literal: number): void => {
    for (const use of compiled.usesOf[literal] ?? []) found.add(use);
  };
  for (const [index, line] of log.lines.entries()) {
    const kind = reading.kinds[index] ?? 'output';
    if ((kind === 'echo' && !readsEchoes) || line.text === '') continue;
    compiled.literals.scan(line.text, line.start, collect);
    if (found.size === 0) continue;
    noteVetoedSteps(scan, { found, line, kind }, reading);
    recordLine(scan, { found, line, kind });
    found.clear();
  }
  recordRequest(scan, log, requests[0]);
  dropVetoedSteps(scan, reading);
  return scan.hits;
}

/** The request that ended the job speaks for the playbooks of the stage it was stopped at. */
function recordRequest(scan: Scan, log: RedactedLog, culprit: FailedRequest | undefined): void {
  const { compiled } = scan;
  const line = log.lines[(culprit?.line ?? 0) - 1];
  if (!culprit?.stage || !line) return;
  const found = new Set(compiled.usesOfStage.get(culprit.stage));
  compiled.literals.scan(line.text, line.start, (literal) => {
    for (const use of compiled.usesOf[literal] ?? []) {
      if (compiled.uses[use]?.role === 'line-veto') found.add(use);
    }
  });
  recordLine(scan, { found, line, kind: 'output' });
}

interface FoundLine {
  readonly found: ReadonlySet<number>;
  readonly line: LogLine;
  readonly kind: LineKind;
}

function recordLine({ compiled, hits, lastSeen }: Scan, { found, line, kind }: FoundLine): void {
  const vetoed = new Set<number>();
  for (const index of found) {
    const use = compiled.uses[index];
    if (use?.role === 'line-veto') vetoed.add(use.rule);
  }
  for (const index of found) {
    const use = compiled.uses[index];
    if (!use || SILENT.includes(use.role) || vetoed.has(use.rule)) continue;
    if (!counts(kind, use, compiled) || !isAfter(use, line.number, lastSeen)) continue;
    const captures = use.expression ? tryExpression(use.expression(), messageOf(line)) : NO_CAPTURES;
    if (captures) record(hits, { index, use, line: line.number, captures });
  }
  // Only now: what stands before a signal stands on another line.
  for (const index of found) {
    if (compiled.uses[index]?.role === 'before') lastSeen.set(index, line.number);
  }
}

/** Roles that never are hits themselves. */
const SILENT: readonly SignalUse['role'][] = ['line-veto', 'step-veto', 'before'];

function counts(kind: LineKind, use: SignalUse, compiled: CompiledCatalog): boolean {
  if (use.line !== null) return kind === use.line;
  if (kind === 'echo') return false;
  if (use.role === 'none') return true;
  if (kind === 'passing') return false;
  if (kind !== 'assertion') return true;
  return compiled.catalog.playbooks[use.rule]?.playbook.category === 'test';
}

function isAfter({ after }: SignalUse, line: number, lastSeen: ReadonlyMap<number, number>): boolean {
  return after === null || line - (lastSeen.get(after.use) ?? Number.NEGATIVE_INFINITY) <= after.within;
}

function noteVetoedSteps(
  { compiled, vetoedSteps }: Scan,
  { found, line, kind }: FoundLine,
  reading: LogReading,
): void {
  if (kind === 'echo') return;
  for (const index of found) {
    const use = compiled.uses[index];
    if (use?.role !== 'step-veto') continue;
    const steps = vetoedSteps.get(use.rule) ?? new Set();
    vetoedSteps.set(use.rule, steps.add(stepOf(line.number, reading)));
  }
}

/** A log without steps is one step. */
function stepOf(line: number, reading: LogReading): number {
  return stepAt(reading, line)?.from ?? 0;
}

function dropVetoedSteps({ hits, vetoedSteps }: Scan, reading: LogReading): void {
  for (const [rule, steps] of vetoedSteps) {
    const ofRule = hits.get(rule);
    for (const [index, hit] of ofRule ?? []) {
      const lines = hit.lines.filter((line) => !steps.has(stepOf(line, reading)));
      hit.lines.splice(0, hit.lines.length, ...lines);
      if (lines.length === 0) ofRule?.delete(index);
    }
  }
}

const NO_CAPTURES: Readonly<Record<string, string>> = {};

function tryExpression(expression: RE2JS, message: string): Readonly<Record<string, string>> | null {
  const matcher = expression.matcher(straightenQuotes(message.slice(0, MAX_EXPRESSION_CHARS)));
  if (!matcher.find()) return null;
  const captures: Record<string, string> = {};
  for (const name of Object.keys(expression.namedGroups())) {
    const value = matcher.group(name);
    if (value) captures[name] = value;
  }
  return captures;
}

interface Hit {
  readonly index: number;
  readonly use: SignalUse;
  readonly line: number;
  readonly captures: Readonly<Record<string, string>>;
}

function record(hits: Map<number, Map<number, SignalHits>>, { index, use, line, captures }: Hit): void {
  const ofRule = hits.get(use.rule) ?? new Map<number, SignalHits>();
  hits.set(use.rule, ofRule);
  const known = ofRule.get(index);
  if (!known) {
    ofRule.set(index, { use, lines: [line], captures });
    return;
  }
  if (known.lines.length >= KEPT_HITS) known.lines.splice(KEPT_HITS / 2, 1);
  known.lines.push(line);
  known.captures = captures;
}

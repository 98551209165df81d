import type { FailedRequest } from '../failed-request/failed-request.ts';
import { type LogLine, lineAt, messageOf } from '../log/log-line.ts';
import { type LineKind, type LogReading, stepAt } from '../log/log-reading.ts';
import type { RedactedLog } from '../log/redacted-log.ts';
import type { CompiledCatalog, SignalUse } from './compile-catalog.ts';
import type { ConsideredVeto } from './considered.ts';
import { createTrial, type Trial } from './try-expression.ts';

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

/** What one pass found. */
export interface ScanResult {
  readonly hits: Hits;
  /** For each playbook (by index) the first few signals that a line or step veto silenced. */
  readonly vetoes: ReadonlyMap<number, readonly ConsideredVeto[]>;
}

/** More silenced signals of one playbook than this explain nothing more. */
const KEPT_VETOES = 3;

/** More hits of one signal than this tell nothing new: the first half and the latest are kept. */
const KEPT_HITS = 24;

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
  readonly vetoedSteps: Map<number, Map<number, StepVeto>>;
  readonly vetoes: Map<number, ConsideredVeto[]>;
  readonly tryExpression: Trial;
}

/** The first line of a step that holds a veto. */
interface StepVeto {
  readonly signal: string;
  readonly line: number;
}

/**
 * Every signal's hits, in one pass over the text.
 * Lines that only echo a command or report a passing test count for nothing but the literal that a signal
 * waits for, and signals that ask for an echo; a test's own report counts for playbooks about tests alone.
 */
export function scanLog(compiled: CompiledCatalog, { log, reading, requests }: ReadLog): ScanResult {
  const scan: Scan = {
    compiled,
    hits: new Map(),
    lastSeen: new Map(),
    vetoedSteps: new Map(),
    vetoes: new Map(),
    tryExpression: createTrial(),
  };
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
  return scan;
}

/** The request that ended the job speaks for the playbooks of the stage it was stopped at. */
function recordRequest(scan: Scan, log: RedactedLog, culprit: FailedRequest | undefined): void {
  const { compiled } = scan;
  const line = lineAt(log.lines, culprit?.line ?? 0);
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

function recordLine(scan: Scan, { found, line, kind }: FoundLine): void {
  const { compiled, hits, lastSeen } = scan;
  const vetoed = new Map<number, string>();
  for (const index of found) {
    const use = compiled.uses[index];
    if (use?.role === 'line-veto') vetoed.set(use.rule, use.signal);
  }
  for (const index of found) {
    const use = compiled.uses[index];
    if (!use || SILENT.includes(use.role)) continue;
    if (!counts(kind, use, compiled) || !isAfter(use, line.number, lastSeen)) continue;
    const veto = vetoed.get(use.rule);
    if (veto !== undefined) {
      noteVeto(scan, use, { signal: veto, scope: 'line', line: line.number, silenced: use.signal });
      continue;
    }
    const captures = use.expression ? scan.tryExpression(use.expression, messageOf(line)) : NO_CAPTURES;
    if (captures) record(hits, { index, use, line: line.number, captures });
  }
  // Only now: what stands before a signal stands on another line.
  for (const index of found) {
    if (compiled.uses[index]?.role === 'before') lastSeen.set(index, line.number);
  }
}

function noteVeto({ vetoes }: Scan, { rule, role }: SignalUse, veto: ConsideredVeto): void {
  if (role === 'none') return;
  const known = vetoes.get(rule);
  if (!known) vetoes.set(rule, [veto]);
  else if (known.length < KEPT_VETOES) known.push(veto);
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
    const steps = vetoedSteps.get(use.rule) ?? new Map<number, StepVeto>();
    vetoedSteps.set(use.rule, steps);
    const step = stepOf(line.number, reading);
    if (!steps.has(step)) steps.set(step, { signal: use.signal, line: line.number });
  }
}

/** A log without steps is one step. */
function stepOf(line: number, reading: LogReading): number {
  return stepAt(reading, line)?.from ?? 0;
}

function dropVetoedSteps(scan: Scan, reading: LogReading): void {
  for (const [rule, steps] of scan.vetoedSteps) {
    const ofRule = scan.hits.get(rule);
    for (const [index, hit] of ofRule ?? []) {
      const lines = hit.lines.filter((line) => !steps.has(stepOf(line, reading)));
      const silenced = hit.lines.find((line) => !lines.includes(line));
      const veto = silenced === undefined ? undefined : steps.get(stepOf(silenced, reading));
      if (veto) noteVeto(scan, hit.use, { ...veto, scope: 'step', silenced: hit.use.signal });
      hit.lines.splice(0, hit.lines.length, ...lines);
      if (lines.length === 0) ofRule?.delete(index);
    }
  }
}

const NO_CAPTURES: Readonly<Record<string, string>> = {};

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

import type { FailedRequest } from '../failed-request/failed-request.ts';
import { type LogLine, messageOf } from '../log/log-line.ts';
import type { LineKind, LogReading } from '../log/log-reading.ts';
import type { RedactedLog } from '../log/redacted-log.ts';
import type { CompiledCatalog, SignalUse } from './compile-catalog.ts';

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

/**
 * Every signal's hits, in one pass over the text.
 * Lines that only echo a command or report a passing test are not read; a test's own report counts for
 * playbooks about tests alone.
 */
export function scanLog(compiled: CompiledCatalog, { log, reading, requests }: ReadLog): Hits {
  const hits = new Map<number, Map<number, SignalHits>>();
  const found = new Set<number>();
  const collect = (literal: number): void => {
    for (const use of compiled.usesOf[literal] ?? []) found.add(use);
  };
  for (const [index, line] of log.lines.entries()) {
    const kind = reading.kinds[index] ?? 'output';
    if (kind === 'echo' || line.text === '') continue;
    compiled.literals.scan(line.text, line.start, collect);
    if (found.size === 0) continue;
    recordLine({ compiled, found, line, kind }, hits);
    found.clear();
  }
  recordRequest({ compiled, log, culprit: requests[0] }, hits);
  return hits;
}

interface Culprit {
  readonly compiled: CompiledCatalog;
  readonly log: RedactedLog;
  readonly culprit: FailedRequest | undefined;
}

/** The request that ended the job speaks for the playbooks of the stage it was stopped at. */
function recordRequest(
  { compiled, log, culprit }: Culprit,
  hits: Map<number, Map<number, SignalHits>>,
): void {
  const line = log.lines[(culprit?.line ?? 0) - 1];
  if (!culprit?.stage || !line) return;
  const found = new Set(compiled.usesOfStage.get(culprit.stage));
  compiled.literals.scan(line.text, line.start, (literal) => {
    for (const use of compiled.usesOf[literal] ?? []) {
      if (compiled.uses[use]?.role === 'line-veto') found.add(use);
    }
  });
  recordLine({ compiled, found, line, kind: 'output' }, hits);
}

interface FoundLine {
  readonly compiled: CompiledCatalog;
  readonly found: ReadonlySet<number>;
  readonly line: LogLine;
  readonly kind: LineKind;
}

function recordLine(
  { compiled, found, line, kind }: FoundLine,
  hits: Map<number, Map<number, SignalHits>>,
): void {
  const vetoed = new Set<number>();
  for (const index of found) {
    const use = compiled.uses[index];
    if (use?.role === 'line-veto') vetoed.add(use.rule);
  }
  for (const index of found) {
    const use = compiled.uses[index];
    if (!use || use.role === 'line-veto' || vetoed.has(use.rule)) continue;
    if (!counts(kind, use, compiled)) continue;
    const captures = use.expression ? tryExpression(use.expression, messageOf(line)) : NO_CAPTURES;
    if (captures) record(hits, { index, use, line: line.number, captures });
  }
}

function counts(kind: LineKind, use: SignalUse, compiled: CompiledCatalog): boolean {
  if (use.role === 'none') return true;
  if (kind === 'passing') return false;
  if (kind !== 'assertion') return true;
  return compiled.catalog.playbooks[use.rule]?.playbook.category === 'test';
}

const NO_CAPTURES: Readonly<Record<string, string>> = {};

function tryExpression(
  expression: NonNullable<SignalUse['expression']>,
  message: string,
): Readonly<Record<string, string>> | null {
  const matcher = expression.matcher(message.slice(0, MAX_EXPRESSION_CHARS));
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

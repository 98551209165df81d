import type { Analysis, ExcerptLine } from '../diagnosis/analysis.ts';
import { culpritRequest } from '../diagnosis/culprit-request.ts';
import { prefixLength } from '../log/ci-prefix.ts';
import type { Evidence } from '../match/finding.ts';
import type { EvidenceLine } from './card.ts';
import { countOf, cutAround, visibleText } from './display-text.ts';

/** A log line as long as this still fits a phone in four rows. */
const MAX_LINE = 160;
const MAX_PROVING = 6;
/** Nine compile errors read like four. */
const MAX_SIGNAL = 4;
const MAX_EXCERPT = 8;
/** One or two lines alone say little: their neighbours come with them. */
const FEW = 2;
const NEAR = 2;

interface Shown {
  readonly line: number;
  readonly text: string;
  /** Empty for a neighbour. */
  readonly signal: string;
}

/**
 * The lines that prove the diagnosis, in the log's order, and a mark for those left out.
 *
 * The failed request's own line comes first, then one line a signal, then the rest; equal words are shown once.
 * One or two lines bring up to two neighbours from the excerpt. At most eight lines.
 */
export function selectEvidence(analysis: Analysis): readonly EvidenceLine[] {
  const evidence = analysis.findings[0]?.evidence ?? [];
  const proving = distinct(byWeight(evidence, culpritRequest(analysis)?.line ?? null).map(showEvidence));
  const chosen = atMostEach(proving, MAX_SIGNAL).slice(0, MAX_PROVING);
  const shown = chosen.length > FEW ? chosen : [...chosen, ...neighbours(chosen, analysis.excerpt)];
  return [...inOrder(shown), ...mark(proving.length - chosen.length, 'of the same kind')];
}

/** The lines a person should read first, at most eight. */
export function selectExcerpt(excerpt: readonly ExcerptLine[]): readonly EvidenceLine[] {
  const readable = distinct(excerpt.map(showExcerpt));
  return [...inOrder(readable.slice(0, MAX_EXCERPT)), ...mark(readable.length - MAX_EXCERPT, 'to read')];
}

/** A line's own words: no CI prefix, nothing unseen, cut visibly around the signal when it is long. */
export function showLogText(text: string, signal: string): string {
  return cutAround(visibleText(text.slice(prefixLength(text))).trimEnd(), signal, MAX_LINE).replaceAll(
    '\n',
    ' ',
  );
}

function byWeight(evidence: readonly Evidence[], culprit: number | null): readonly Evidence[] {
  const signals = new Set<string>();
  const first: Evidence[] = [];
  const rest: Evidence[] = [];
  for (const item of evidence) {
    (item.line === culprit || signals.has(item.signal) ? rest : first).push(item);
    signals.add(item.signal);
  }
  const proof = rest.filter((item) => item.line === culprit);
  return [...proof, ...first, ...rest.filter((item) => item.line !== culprit)];
}

function showEvidence(evidence: Evidence): Shown {
  return { line: evidence.line, text: showLogText(evidence.text, evidence.signal), signal: evidence.signal };
}

function showExcerpt(line: ExcerptLine): Shown {
  return { line: line.line, text: showLogText(line.text, ''), signal: '' };
}

/** Without empty lines and without words that were there before. */
function distinct(lines: readonly Shown[]): readonly Shown[] {
  const seen = new Set<string>();
  return lines.filter(({ text }) => {
    const words = text.trim();
    if (words === '' || seen.has(words)) return false;
    seen.add(words);
    return true;
  });
}

function atMostEach(lines: readonly Shown[], max: number): readonly Shown[] {
  const counts = new Map<string, number>();
  return lines.filter(({ signal }) => {
    const count = (counts.get(signal) ?? 0) + 1;
    counts.set(signal, count);
    return count <= max;
  });
}

function neighbours(chosen: readonly Shown[], excerpt: readonly ExcerptLine[]): readonly Shown[] {
  const isNear = (line: number) => chosen.some((own) => Math.abs(own.line - line) <= NEAR);
  const taken = new Set(chosen.map((own) => own.line));
  const near = excerpt.filter(({ line }) => isNear(line) && !taken.has(line)).map(showExcerpt);
  return distinct([...chosen, ...near]).slice(chosen.length, chosen.length + NEAR);
}

function inOrder(lines: readonly Shown[]): readonly EvidenceLine[] {
  return lines.toSorted((a, b) => a.line - b.line).map(({ line, text }) => ({ number: line, text }));
}

function mark(count: number, what: string): readonly EvidenceLine[] {
  return count > 0 ? [{ number: null, text: `${countOf(count, 'more line')} ${what}` }] : [];
}

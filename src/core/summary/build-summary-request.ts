import type { Analysis } from '../diagnosis/analysis.ts';
import type { RedactedLog } from '../log/redacted-log.ts';
import { cleanLine } from './clean-line.ts';
import { estimateTokens } from './estimate-tokens.ts';
import { speaksToReader } from './speaks-to-reader.ts';
import type { SummaryCandidate, SummaryLine, SummaryRequest } from './summary-request.ts';

/** Lines shown on either side of a candidate. */
const AROUND = 3;
const MOST_REQUESTS = 6;
const MOST_FINDINGS = 3;
const MOST_ERRORS = 5;
/** Errors that stand this near to another candidate are the same event. */
const SAME_EVENT_LINES = 2;

/** Stands in the place of a line that gives orders: its number stays true, its words are not passed on. */
const LEFT_OUT = '[left out: this line speaks to its reader, not about the job]';

/** Tokens of log text a model is shown at most; instructions and candidates come on top. */
export const EXCERPT_TOKENS = 2000;

/**
 * What a summarizer is asked about a log: its rejected requests, findings and loudest complaints with ids, and the
 * redacted lines around them, the first candidate's first, until the token budget is spent.
 */
export function buildSummaryRequest(
  analysis: Analysis,
  log: RedactedLog,
  budgetTokens: number = EXCERPT_TOKENS,
): SummaryRequest {
  const candidates = candidatesOf(analysis);
  return { candidates, excerpt: excerptOf(log, candidates, budgetTokens) };
}

function candidatesOf({ failedRequests, findings, excerpt }: Analysis): readonly SummaryCandidate[] {
  const requests = failedRequests.slice(0, MOST_REQUESTS).map((request, index): SummaryCandidate => {
    return { id: `r${index + 1}`, kind: 'request', line: request.line, request };
  });
  const found = findings.slice(0, MOST_FINDINGS).map((finding, index): SummaryCandidate => {
    const line = finding.evidence[0]?.line ?? 1;
    return { id: `f${index + 1}`, kind: 'finding', line, playbook: finding.id, title: finding.title };
  });
  const taken = [...requests, ...found].map(({ line }) => line);
  const errors = excerpt
    .filter(({ line, text }) => {
      return !speaksToReader(text) && taken.every((other) => Math.abs(other - line) > SAME_EVENT_LINES);
    })
    .slice(0, MOST_ERRORS)
    .map(({ line, text }, index): SummaryCandidate => {
      return { id: `e${index + 1}`, kind: 'error', line, text: cleanLine(text) };
    });
  return [...requests, ...found, ...errors];
}

function excerptOf(
  log: RedactedLog,
  candidates: readonly SummaryCandidate[],
  budgetTokens: number,
): readonly SummaryLine[] {
  const chosen = new Map<number, SummaryLine>();
  let left = budgetTokens;
  for (const number of linesByWorth(candidates)) {
    const line = log.lines[number - 1];
    if (!line || chosen.has(number)) continue;
    const cleaned = cleanLine(line.text);
    const text = speaksToReader(cleaned) ? LEFT_OUT : cleaned;
    const cost = estimateTokens(`${number} ${text}\n`);
    if (text.trim() === '' || cost > left) continue;
    chosen.set(number, { line: number, text });
    left -= cost;
  }
  return [...chosen.values()].sort((a, b) => a.line - b.line);
}

/** Every candidate's own line, then their neighbours, the nearest first. */
function linesByWorth(candidates: readonly SummaryCandidate[]): readonly number[] {
  const lines = candidates.map(({ line }) => line);
  const wanted = [...lines];
  for (let away = 1; away <= AROUND; away += 1) {
    wanted.push(...lines.flatMap((line) => [line - away, line + away]));
  }
  return wanted;
}

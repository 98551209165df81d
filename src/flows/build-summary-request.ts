import type { FailedRequest } from '../core/failed-request/failed-request.ts';
import type { RedactedLog } from '../core/log/redacted-log.ts';
import type { SummaryRequest } from './ports.ts';

/** Lines shown to the model around each candidate. */
const AROUND = 3;
const MOST_CANDIDATES = 8;

/** What a summarizer is asked: the candidates with ids, and the redacted lines around them. */
export function buildSummaryRequest(log: RedactedLog, requests: readonly FailedRequest[]): SummaryRequest {
  const candidates = requests
    .slice(0, MOST_CANDIDATES)
    .map((request, index) => ({ id: `r${index + 1}`, request }));
  const wanted = new Set<number>();
  for (const { request } of candidates) {
    for (let line = request.line - AROUND; line <= request.line + AROUND; line++) wanted.add(line);
  }
  const excerpt = log.lines
    .filter(({ number }) => wanted.has(number))
    .map(({ number, text }) => ({ line: number, text }));
  return { candidates, excerpt };
}

import type { FailedRequest } from '../failed-request/failed-request.ts';
import type { Finding } from '../match/finding.ts';
import type { Analysis } from './analysis.ts';

/** Categories in which a rejected request is the failure itself. */
const ABOUT_REQUESTS = ['auth', 'network'];
/** A client spreads one refusal over a few lines. */
const SAME_BLOCK_LINES = 6;

/**
 * The rejected request that the diagnosis is about, or null: a compile error has none, even if some other
 * step was refused something.
 */
export function culpritRequest({ diagnosis, findings, failedRequests }: Analysis): FailedRequest | null {
  const request = failedRequests[0] ?? null;
  if (!request || !diagnosis || ABOUT_REQUESTS.includes(diagnosis.category)) return request;
  return findings[0] && standsBeside(findings[0], request) ? request : null;
}

/** True when a proving line of the finding and the request's line are parts of one block of output. */
export function standsBeside({ evidence }: Finding, request: FailedRequest): boolean {
  return evidence.some(({ line }) => Math.abs(line - request.line) <= SAME_BLOCK_LINES);
}

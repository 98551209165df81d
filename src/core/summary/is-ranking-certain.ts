import type { Analysis } from '../diagnosis/analysis.ts';
import { standsBeside } from '../diagnosis/culprit-request.ts';

/**
 * Whether the engine's own order is beyond doubt: a diagnosis it is certain of, proven beside at most one of the
 * rejected requests (in the very lines, else in the block around them). A clean log has nothing to rank.
 */
export function isRankingCertain({ verdict, diagnosis, findings, failedRequests }: Analysis): boolean {
  if (verdict === 'clean') return true;
  const [best] = findings;
  if (!diagnosis || !best || diagnosis.tier !== 'certain') return false;
  const beside = failedRequests.filter((request) => standsBeside(best, request));
  const proving = beside.filter((request) =>
    best.evidence.some(({ line }) => Math.abs(line - request.line) <= 1),
  );
  return (proving.length > 0 ? proving : beside).length <= 1;
}

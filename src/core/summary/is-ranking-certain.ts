import type { Analysis } from '../diagnosis/analysis.ts';
import { standsBeside } from '../diagnosis/culprit-request.ts';

/**
 * Whether the engine's own order is beyond doubt: a diagnosis it is certain of, proven beside at most one of the
 * rejected requests. A clean log has nothing to rank.
 */
export function isRankingCertain({ verdict, diagnosis, findings, failedRequests }: Analysis): boolean {
  if (verdict === 'clean') return true;
  const [best] = findings;
  if (!diagnosis || !best || diagnosis.tier !== 'certain') return false;
  const beside = failedRequests.filter((request) => standsBeside(best, request));
  return beside.length <= 1;
}

import type { Analysis } from './analysis.ts';

/**
 * The analysis with the failed step that a CI service named. A log that tells its steps keeps its own word on each
 * line; one that tells none, such as the output of a single step, has all its evidence in the named one.
 */
export function withKnownStep(analysis: Analysis, step: string | null): Analysis {
  if (step === null || analysis.verdict === 'clean') return analysis;
  const log = { ...analysis.log, failedStep: analysis.log.failedStep ?? step };
  if (hasSteps(analysis)) return { ...analysis, log };
  return {
    ...analysis,
    log,
    findings: analysis.findings.map((finding) => ({
      ...finding,
      evidence: finding.evidence.map((one) => ({ ...one, step })),
    })),
    failedRequests: analysis.failedRequests.map((request) => ({ ...request, step })),
  };
}

function hasSteps(analysis: Analysis): boolean {
  if (analysis.log.failedStep !== null) return true;
  if (analysis.failedRequests.some(({ step }) => step !== null)) return true;
  return analysis.findings.some(({ evidence }) => evidence.some(({ step }) => step !== null));
}

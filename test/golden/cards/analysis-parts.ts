import type { Analysis, Diagnosis } from '../../../src/core/diagnosis/analysis.ts';
import type { FailedRequest } from '../../../src/core/failed-request/failed-request.ts';
import type { Evidence, Finding } from '../../../src/core/match/finding.ts';

export const EMPTY: Analysis = {
  schema: 'faultline.analysis/v1',
  verdict: 'clean',
  diagnosis: null,
  findings: [],
  considered: [],
  runnerUp: null,
  failedRequests: [],
  silent: [],
  excerpt: [],
  log: {
    lines: 2113,
    bytes: 190211,
    ci: null,
    failedJob: null,
    failedStep: null,
    exitCode: null,
    truncated: false,
  },
  fingerprint: null,
  redactions: { total: 0, kinds: {} },
};

export function request(known: Partial<FailedRequest>): FailedRequest {
  return {
    method: null,
    url: null,
    status: null,
    service: null,
    client: null,
    credential: null,
    stage: null,
    reason: null,
    step: null,
    line: 1,
    ...known,
  };
}

export function evidence(line: number, text: string, signal: string): Evidence {
  return { file: null, step: null, line, text, signal };
}

export function finding(known: Partial<Finding>): Finding {
  return {
    id: 'http-auth-failure',
    title: 'An HTTP request was refused with 401 or 403',
    category: 'auth',
    severity: 'high',
    confidence: 0.9,
    score: 4.2,
    evidence: [],
    because: [],
    cascadeOf: null,
    ...known,
  };
}

export function diagnosed(diagnosis: Partial<Diagnosis>, rest: Partial<Analysis>): Analysis {
  return {
    ...EMPTY,
    verdict: 'diagnosed',
    diagnosis: {
      id: 'http-auth-failure',
      title: 'An HTTP request was refused',
      category: 'auth',
      severity: 'high',
      confidence: 0.9,
      tier: 'certain',
      measured: null,
      summary: 'A service refused a request.',
      captures: {},
      ...diagnosis,
    },
    ...rest,
  };
}

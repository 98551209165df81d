import type { Analysis } from '../../../src/core/diagnosis/analysis.ts';
import { diagnosed, EMPTY, evidence, finding, request } from './analysis-parts.ts';

const PUT_403 =
  'npm error 403 403 Forbidden - PUT https://npm.example.com/@acme%2fui - You do not have permission to publish "@acme/ui"';

export const PROVEN_403 = diagnosed(
  {
    title: '403 from npm.example.com: known, but not allowed',
    measured: { right: 41, of: 43, from: 'feedback' },
    summary: 'The registry accepted `NODE_AUTH_TOKEN` and refused the action.',
    captures: { host: 'npm.example.com' },
  },
  {
    findings: [
      finding({
        evidence: [
          evidence(214, `2026-03-01T10:00:02.1234567Z ${PUT_403}`, '403 Forbidden'),
          evidence(215, `2026-03-01T10:00:02.2234567Z ${PUT_403}`, '403 Forbidden'),
        ],
        because: ['`403 Forbidden` stands in the failing step', 'a request line names the address'],
      }),
      finding({
        id: 'npm-publish-failed',
        title: 'npm publish failed',
        score: 2,
        cascadeOf: 'http-auth-failure',
      }),
      finding({ id: 'npm-version-exists', title: 'The version was published before', score: 1.25 }),
    ],
    failedRequests: [
      request({
        method: 'PUT',
        url: 'https://npm.example.com/@acme%2fui',
        status: 403,
        service: 'npm.example.com',
        client: 'npm',
        credential: 'NODE_AUTH_TOKEN',
        stage: 'authorization',
        reason:
          "this token's owner may not publish to @acme, and a new token for the same account changes nothing",
        step: 'Publish',
        line: 214,
      }),
    ],
    excerpt: [
      { line: 200, text: '2026-03-01T09:59:58.0000000Z npm notice files: 12' },
      {
        line: 212,
        text: '2026-03-01T10:00:01.0000000Z npm notice Publishing to https://npm.example.com/ with tag latest',
      },
      { line: 213, text: '2026-03-01T10:00:01.5000000Z ' },
      { line: 214, text: `2026-03-01T10:00:02.1234567Z ${PUT_403}` },
    ],
    log: { ...EMPTY.log, ci: 'github-actions', failedStep: 'Publish', exitCode: 1 },
    redactions: { total: 1, kinds: { 'npm-token': 1 } },
  },
);

export const PROVEN_401 = diagnosed(
  {
    title: '401 from api.example.com: stopped at the entrance',
    summary: 'The service does not know who is asking.',
  },
  {
    findings: [
      finding({
        evidence: [evidence(31, 'curl: (22) The requested URL returned error: 401', 'returned error: 401')],
      }),
    ],
    failedRequests: [
      request({
        method: 'GET',
        url: 'http://api.example.com/v1/releases',
        status: 401,
        service: 'api.example.com',
        client: 'curl',
        stage: 'authentication',
        reason: 'no Authorization header was sent',
        line: 31,
      }),
    ],
    excerpt: [
      { line: 30, text: '+ curl --fail http://api.example.com/v1/releases' },
      { line: 31, text: 'curl: (22) The requested URL returned error: 401' },
    ],
    log: { ...EMPTY.log, lines: 32, exitCode: 22, truncated: true },
  },
);

export const NUMBER_LIES = diagnosed(
  { title: '404 from npm.example.com on a publish: probably not signed in', tier: 'likely' },
  {
    findings: [
      finding({
        evidence: [
          evidence(
            9,
            'npm error 404 Not Found - PUT https://npm.example.com/@acme%2fui - Not found',
            '404 Not Found',
          ),
        ],
      }),
    ],
    failedRequests: [
      request({
        method: 'PUT',
        url: 'https://npm.example.com/@acme%2fui',
        status: 404,
        service: 'npm.example.com',
        client: 'npm',
        stage: 'authentication',
        reason: 'this registry hides refused publishes behind 404',
        line: 9,
      }),
    ],
    log: { ...EMPTY.log, lines: 14 },
  },
);

export const UNDECIDED = diagnosed(
  {
    id: 'docker-push-denied',
    title: 'docker push was refused: the log does not say whether the login or the right is missing',
    category: 'container',
    tier: 'likely',
    measured: { right: 12, of: 12, from: 'corpus' },
    summary: 'The registry answered `denied`, which stands for both.',
  },
  {
    findings: [
      finding({
        id: 'docker-push-denied',
        evidence: [
          evidence(
            77,
            'denied: requested access to the resource is denied',
            'requested access to the resource is denied',
          ),
        ],
      }),
    ],
    failedRequests: [request({ service: 'registry.example.com', client: 'docker', line: 77 })],
    excerpt: [{ line: 76, text: 'The push refers to repository [registry.example.com/acme/api]' }],
    log: { ...EMPTY.log, lines: 80, ci: 'gitlab', failedJob: 'push image', exitCode: 1 },
  },
);

export const COMPILE_ERROR = diagnosed(
  {
    id: 'typescript-type-error',
    title: 'TypeScript: 9 type errors, the first in src/cart.ts',
    category: 'build',
    severity: 'medium',
    tier: 'likely',
    summary: 'The compiler refused the program.',
  },
  {
    findings: [
      finding({
        id: 'typescript-type-error',
        evidence: Array.from({ length: 9 }, (_, at) =>
          evidence(
            40 + at,
            `src/cart.ts(${10 + at},7): error TS2345: Argument of type 'string' is not assignable to parameter of type 'number'.`,
            'error TS2345',
          ),
        ),
      }),
    ],
    log: { ...EMPTY.log, lines: 60, failedJob: 'build', failedStep: 'tsc', exitCode: 2 },
  },
);

export const UNKNOWN: Analysis = {
  ...EMPTY,
  verdict: 'unknown',
  excerpt: [
    { line: 501, text: '$ ./deploy.sh staging' },
    { line: 502, text: 'frobnicator: cannot align the flux' },
    { line: 503, text: 'deploy.sh: giving up ``` <!channel> @here' },
  ],
  log: { ...EMPTY.log, lines: 503, failedStep: 'Deploy', failedJob: 'staging', exitCode: 70 },
  redactions: { total: 2, kinds: { 'github-token': 1, 'authorization-header': 1 } },
};

export const CLEAN: Analysis = EMPTY;

export const CLEAN_WITH_SILENT: Analysis = {
  ...EMPTY,
  silent: [
    {
      id: 'zero-tests-executed',
      severity: 'high',
      evidence: [{ line: 88, text: '2026-03-01T10:00:02.1234567Z collected 0 items' }],
    },
  ],
  log: { ...EMPTY.log, exitCode: 0 },
};

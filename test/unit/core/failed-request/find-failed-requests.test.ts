import { describe, expect, it } from '@jest/globals';
import { findFailedRequests } from '../../../../src/core/failed-request/find-failed-requests.ts';
import type { LineKind, LogReading } from '../../../../src/core/log/log-reading.ts';
import { redactedLogOf } from '../../../support/redacted-log.ts';

function find(lines: readonly string[], reading: Partial<LogReading> = {}) {
  const log = redactedLogOf(lines.join('\n'));
  const kinds: LineKind[] = log.lines.map(() => 'output');
  return findFailedRequests(log, {
    ci: null,
    steps: [],
    failedJob: null,
    failedStep: null,
    failedLine: null,
    exitCode: null,
    outcome: 'open',
    kinds,
    ...reading,
  });
}

const noise = Array.from({ length: 40 }, (_, index) => `added package number ${index}`);

describe('findFailedRequests', () => {
  it('is empty without a refused request', () => {
    expect(find(['took 403 ms', '403 tests passed', 'status 4031', 'HTTP 4010', 'version 4.0.3'])).toEqual(
      [],
    );
  });

  it.each([
    '401 Unauthorized',
    '403 Forbidden',
    'HTTP 401',
    'HTTP 403',
    'http error 401',
    'http error 403',
    'status 401',
    'status 403',
  ])('reads %s alone', (line) => {
    expect(find([line])).toMatchObject([{ status: Number(/\d+/.exec(line)?.[0]), line: 1, url: null }]);
  });

  it('is empty for a job that passed', () => {
    expect(find(['curl: (22) The requested URL returned error: 403'], { outcome: 'passed' })).toEqual([]);
  });

  it('takes the request that ended the job, not the first one', () => {
    const found = find([
      'npm error 404 Not Found - GET https://npm.example.com/early',
      ...noise,
      'npm error 403 403 Forbidden - PUT https://npm.example.com/late - no',
    ]);
    expect(found.map((request) => request.url)).toEqual([
      'https://npm.example.com/late',
      'https://npm.example.com/early',
    ]);
  });

  it('prefers the failed step and forgets what another step survived', () => {
    const step = (name: string, from: number, to: number, failed: boolean) => ({
      name,
      from,
      to,
      failed,
      job: null,
    });
    const failed = step('Publish', 1, 1, true);
    const found = find(
      [
        'npm error 403 403 Forbidden - PUT https://npm.example.com/ui - no',
        'npm error 404 Not Found - GET https://npm.example.com/cache',
      ],
      { steps: [failed, step('Save cache', 2, 2, false)], failedStep: failed, outcome: 'failed' },
    );
    expect(found).toMatchObject([{ url: 'https://npm.example.com/ui', step: 'Publish' }]);
  });

  it('forgets a request that succeeded when tried again', () => {
    const verbose = (answer: string) => [
      '> GET /v1 HTTP/1.1',
      '> Host: api.example.com',
      '>',
      `< HTTP/1.1 ${answer}`,
      '<',
    ];
    expect(find([...verbose('503 Service Unavailable'), ...verbose('200 OK')])).toEqual([]);
  });

  it('ignores echoes, passing lines and assertions', () => {
    const line = 'expected HTTP 403 from https://api.example.com/v1';
    for (const kind of ['echo', 'passing', 'assertion'] as const)
      expect(find([line], { kinds: [kind] })).toEqual([]);
  });

  it('leaves to the tests what the tests asked for', () => {
    const lines = [
      'INFO:     127.0.0.1:51234 - "GET /me HTTP/1.1" 403 Forbidden',
      'FAILED tests/test_me.py::test_me - assert 1 == 2',
      '===== 1 failed, 20 passed in 3.21s =====',
    ];
    expect(find(lines)).toEqual([]);
    expect(find(lines.slice(0, 1))).toMatchObject([{ method: 'GET', url: '/me', status: 403 }]);
  });

  it('makes one request of what npm says in two lines', () => {
    const found = find([
      'npm error code E403',
      'npm error 403 403 Forbidden - PUT https://npm.example.com/ui - no',
    ]);
    expect(found).toMatchObject([{ method: 'PUT', status: 403, line: 2, client: 'npm' }]);
  });

  it('puts together what yarn spreads over lines', () => {
    const found = find([
      '➤ YN0035: │ @acme/ui@npm:^1.0.0: The remote server failed to provide the requested resource',
      '➤ YN0035: │   Response Code: 403 (Forbidden)',
      '➤ YN0035: │   Request Method: GET',
      '➤ YN0035: │   Request URL: https://npm.example.com/@acme%2fui',
    ]);
    expect(found).toMatchObject([
      { client: 'yarn', method: 'GET', url: 'https://npm.example.com/@acme%2fui', status: 403 },
    ]);
  });

  it('reads the fields below an axios error', () => {
    const found = find([
      'AxiosError: Request failed with status code 403',
      '    at settle (/app/node_modules/axios/lib/core/settle.js:19:12) {',
      "  code: 'ERR_BAD_REQUEST',",
      '  config: {',
      "    baseURL: 'https://api.example.com/v1',",
      "    method: 'post',",
      "    url: '/jobs',",
      '  },',
      '}',
    ]);
    expect(found).toMatchObject([
      { client: 'axios', method: 'POST', url: 'https://api.example.com/v1/jobs', status: 403 },
    ]);
  });

  it('gives the same answer twice and shows no secret of the URL', () => {
    const lines = [
      "fatal: unable to access 'https://ci:hunter2hunter2@git.example.com/a.git/': The requested URL returned error: 403",
    ];
    expect(find(lines)).toEqual(find(lines));
    expect(JSON.stringify(find(lines))).not.toContain('hunter2');
  });

  it('stays linear on bait', () => {
    const bait = [
      'https://'.repeat(20_000),
      `GET https://api.example.com/${'a:'.repeat(40_000)}`,
      `status ${'403 '.repeat(30_000)}`,
      `npm error 403 ${' '.repeat(60_000)}`,
      `Error: ${'denied: '.repeat(20_000)}`,
    ];
    const start = performance.now();
    find(Array.from({ length: 20 }, () => bait).flat());
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});

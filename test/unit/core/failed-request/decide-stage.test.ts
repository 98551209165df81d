import { describe, expect, it } from '@jest/globals';
import { findFailedRequests } from '../../../../src/core/failed-request/find-failed-requests.ts';
import { readLog } from '../../../../src/core/log/read-log.ts';
import { redactedLogOf } from '../../../support/redacted-log.ts';

function first(...lines: string[]) {
  const log = redactedLogOf(`${lines.join('\n')}\n`);
  return findFailedRequests(log, readLog(log))[0];
}

describe('how far it got, by the number', () => {
  it.each([
    ['curl: (22) The requested URL returned error: 401', 'authentication'],
    ['curl: (22) The requested URL returned error: 403', 'authorization'],
    ['curl: (22) The requested URL returned error: 404', 'not-found'],
    ['curl: (22) The requested URL returned error: 429', 'rate-limit'],
    ['curl: (22) The requested URL returned error: 502', 'server'],
    ['curl: (6) Could not resolve host: api.example.com', 'dns'],
    ['curl: (7) Failed to connect to api.example.com port 443 after 3 ms: Connection refused', 'connect'],
    ['curl: (60) SSL certificate problem: self-signed certificate', 'tls'],
    ['curl: (56) CONNECT tunnel failed, response 407', 'proxy'],
    [
      "fatal: unable to access 'https://git.example.com/a.git/': Could not resolve host: git.example.com",
      'dns',
    ],
    ["fatal: Authentication failed for 'https://git.example.com/a.git/'", 'authentication'],
    ['git@git.example.com: Permission denied (publickey).', 'authentication'],
    ['ERROR: Permission to acme/ui.git denied to deploy-bot.', 'authorization'],
    ['rpc error: code = PermissionDenied desc = no', 'authorization'],
    ['rpc error: code = Unauthenticated desc = no', 'authentication'],
    [
      'Error from server (Forbidden): pods is forbidden: User "ci" cannot list resource "pods"',
      'authorization',
    ],
    [
      'npm error network request to https://npm.example.com/ui failed, reason: connect ECONNREFUSED 192.0.2.7:443',
      'connect',
    ],
    ['Get "https://api.example.com/v1": x509: certificate signed by unknown authority', 'tls'],
  ])('%s -> %s', (line, stage) => {
    expect(first(line)?.stage).toBe(stage);
  });
});

describe('where the number lies', () => {
  const refused =
    'requests.exceptions.HTTPError: 403 Client Error: Forbidden for url: https://api.example.com/v1';
  const s3 =
    'requests.exceptions.HTTPError: 403 Client Error: Forbidden for url: https://s3.example.com/acme/key';

  it.each([
    ['rate limit', [refused, 'x-ratelimit-remaining: 0'], 'rate-limit'],
    [
      'rate limit in words',
      [refused, '{"message":"API rate limit exceeded for installation"}'],
      'rate-limit',
    ],
    ['missing header', [refused, '{"detail":"Not authenticated"}'], 'authentication'],
    ['bad credentials', [refused, '{"message":"Bad credentials"}'], 'authentication'],
    ['scope', [refused, 'WWW-Authenticate: Bearer error="insufficient_scope"'], 'authorization'],
    ['signature', [s3, '<Code>SignatureDoesNotMatch</Code>'], 'authentication'],
    ['clock', [s3, '<Code>RequestTimeTooSkewed</Code>'], 'authentication'],
    ['expired', [s3, '<Code>ExpiredToken</Code>'], 'authentication'],
    ['missing key', ['An error occurred (403) when calling the HeadObject operation: Forbidden'], null],
    ['publish', ['npm error 404 Not Found - PUT https://npm.example.com/@acme%2fui - Not found'], null],
    ['GitHub', ['gh: Not Found (HTTP 404)'], null],
    ['docker', ['denied: requested access to the resource is denied'], null],
    [
      'docker pull',
      ["pull access denied for acme/ui, repository does not exist or may require 'docker login'"],
      null,
    ],
    [
      'republish',
      [
        'npm error 403 403 Forbidden - PUT https://npm.example.com/ui - You cannot publish over the previously published versions: 1.0.0.',
      ],
      null,
    ],
    ['integration', ['##[error]Resource not accessible by integration'], 'authorization'],
    [
      'refused 401',
      [
        'curl: (22) The requested URL returned error: 401',
        '{"message":"You do not have permission to read this"}',
      ],
      'authorization',
    ],
    [
      'PyPI',
      [
        'ERROR    HTTPError: 403 Forbidden from https://pypi.example.com/legacy/',
        '         Invalid or non-existent authentication information.',
      ],
      'authentication',
    ],
    ['firewall', [refused, 'cf-mitigated: challenge'], null],
    ['login page', [refused, '<!DOCTYPE html><html><head><title>Sign in to Acme</title>'], null],
    [
      'object store that does not know the caller',
      ['RESPONSE 403: 403 Server failed to authenticate the request.', 'ErrorCode:AuthenticationFailed'],
      'authentication',
    ],
    [
      'private repository',
      ['remote: Repository not found.', "fatal: repository 'https://github.com/acme/app.git/' not found"],
      null,
    ],
    ['misspelt host', ['curl: (6) Could not resolve host: api.exmaple.com'], 'dns'],
    [
      'expired login of an image registry',
      [
        'Error response from daemon: pull access denied for registry.example.com/app, repository does not exist or may require docker login: denied: Your authorization token has expired.',
      ],
      'authentication',
    ],
    [
      'single sign-on',
      [
        'remote: The `acme` organization has enabled or enforced SAML SSO.',
        "fatal: unable to access 'https://github.com/acme/app.git/': The requested URL returned error: 403",
      ],
      'authorization',
    ],
  ])('%s', (_name, lines, stage) => {
    const request = first(...lines);
    expect(request?.stage).toBe(stage);
    expect(request?.reason).toMatch(/^[A-Z`].+\.$/);
  });

  it('never advises against a proven 403', () => {
    expect(first('npm error 403 403 Forbidden - PUT https://npm.example.com/ui - no')?.reason).not.toMatch(
      /rotat/i,
    );
  });

  it('does not take a list of exposed headers for their values', () => {
    const request = first(refused, 'access-control-expose-headers: X-GitHub-SSO, X-RateLimit-Remaining');
    expect(request?.reason).not.toMatch(/sign-on|rate/);
  });
});

describe('the credential', () => {
  const error = 'npm error 401 Unauthorized - GET https://npm.example.com/@acme%2fui';
  const step = (value: string) => [
    '2026-03-01T10:00:00.0000000Z ##[group]Run npm ci',
    '2026-03-01T10:00:00.0000000Z npm ci',
    '2026-03-01T10:00:00.0000000Z env:',
    `2026-03-01T10:00:00.0000000Z   NODE_AUTH_TOKEN: ${value}`,
    '2026-03-01T10:00:00.0000000Z ##[endgroup]',
    `2026-03-01T10:00:00.0000000Z ${error}`,
    '2026-03-01T10:00:00.0000000Z ##[error]Process completed with exit code 1.',
  ];

  it('is the variable that the step set', () => {
    expect(first(...step('***'))?.credential).toBe('NODE_AUTH_TOKEN');
  });

  it('is told to be empty when it is', () => {
    expect(first(...step(''))).toMatchObject({
      stage: 'authentication',
      reason: expect.stringMatching(/empty/),
    });
  });

  it('is the variable in an echoed curl', () => {
    const echoed = '+ curl -fsS -H "Authorization: Bearer $API_TOKEN" https://api.example.com/v1';
    const request = first(echoed, 'curl: (22) The requested URL returned error: 401');
    expect(request).toMatchObject({
      credential: 'API_TOKEN',
      url: 'https://api.example.com/v1',
      method: 'GET',
    });
  });
});

import { describe, expect, it } from '@jest/globals';
import type { FailedRequest, RequestStage } from '../../../src/core/failed-request/failed-request.ts';
import { checkSummary } from '../../../src/flows/check-summary.ts';
import type { SummaryRequest } from '../../../src/flows/ports.ts';

const PUBLISH: FailedRequest = {
  method: 'PUT',
  url: 'https://npm.example.com/@acme%2fui',
  status: 403,
  service: 'npm.example.com',
  client: 'npm',
  credential: 'NODE_AUTH_TOKEN',
  stage: 'authorization',
  reason: 'The registry knew the user.',
  step: 'Publish',
  line: 214,
};

function requestAt(stage: RequestStage | null, status = 403): SummaryRequest {
  return {
    excerpt: [
      { line: 212, text: 'npm notice Publishing to https://npm.example.com/ with tag latest' },
      { line: 213, text: 'npm notice @acme/ui@1.4.2 package size: 12.5 kB' },
      { line: 214, text: `npm error ${status} PUT https://npm.example.com/@acme%2fui` },
    ],
    candidates: [
      { id: 'r1', request: { ...PUBLISH, stage, status } },
      {
        id: 'r2',
        request: {
          ...PUBLISH,
          method: 'GET',
          status: 404,
          url: 'https://cdn.example.com/x',
          stage: 'not-found',
        },
      },
    ],
  };
}

function check(sentence: string, stage: RequestStage | null = 'authorization', status = 403) {
  return checkSummary({ requestId: 'r1', sentence }, requestAt(stage, status));
}

describe('checkSummary', () => {
  it.each([
    'The PUT to npm.example.com was refused with 403: the account is known but not allowed to publish.',
    'npm.example.com answered 403 Forbidden when npm published @acme/ui.',
    'Publishing @acme/ui failed at line 214 because the user lacks permission on npm.example.com.',
    'npm could not publish version 1.4.2 to https://npm.example.com/.',
    '  The credential in NODE_AUTH_TOKEN has no right to PUT the package.  ',
  ])('shows a truthful sentence: %s', (sentence) => {
    expect(check(sentence)).toEqual({ ok: true, sentence: sentence.trim() });
  });

  it.each([
    ['not-one-sentence', 'Failed.'],
    ['not-one-sentence', 'The PUT was refused with 403. Rotate the key at once.'],
    ['not-one-sentence', 'The PUT was refused\nwith 403 by the registry'],
    ['not-one-sentence', `The PUT was refused ${'very '.repeat(60)}often`],
    ['not-one-sentence', 'The PUT was refused \u202Ewith 403 by the registry'],
    ['not-one-sentence', 'The PUT was refused \u{E0041}with 403 by the registry'],
    ['secret', 'The PUT with token=9f8e7d6c5b4a was refused by the registry'],
    ['secret', 'The registry refused ghp_0a1b2c3d4e5f6a7b8c9d0e1f2a3b4c5d6e7f at the end'],
    ['mention', 'The PUT was refused, ask @channel about the registry'],
    ['mention', 'The PUT was refused, ask <@U123> about the registry'],
    ['mention', 'The PUT was refused, write to ops@npm.example.com about it'],
    ['mention', 'The PUT of @evil/pkg was refused by the registry'],
    ['link', 'The PUT was refused, see https://evil.example.org/fix for help'],
    ['link', 'The PUT was refused, see [the docs](docs) for help'],
    ['link', 'The PUT was refused by <the registry|x> for good'],
    ['other-request', 'The GET was refused with 403 by the registry'],
    ['other-request', 'The PUT was refused with 404 by the registry'],
    ['not-in-excerpt', 'The PUT to registry.evil.example was refused'],
    ['not-in-excerpt', 'The PUT to npm.example.co was refused by the registry'],
    ['not-in-excerpt', 'The PUT of version 1.4.3 was refused by the registry'],
    ['not-in-excerpt', 'The PUT in src/publish.ts was refused by the registry'],
    ['not-in-excerpt', 'The PUT was refused after 17 tries by the registry'],
    ['contradicts-stage', 'The PUT was refused because the token has expired'],
    ['contradicts-stage', 'The PUT was refused because of an invalid npm token'],
    ['contradicts-stage', 'The PUT hit a rate limit of the registry'],
    ['contradicts-stage', 'The PUT failed because the host could not be resolved'],
    ['contradicts-stage', 'The PUT failed because the package does not exist'],
  ])('discards (%s): %s', (reason, sentence) => {
    expect(check(sentence)).toEqual({ ok: false, reason });
  });

  it('discards an id that was not offered, and none at all', () => {
    const sentence = 'The PUT was refused with 403 by the registry';
    expect(checkSummary({ requestId: 'r9', sentence }, requestAt(null))).toEqual({
      ok: false,
      reason: 'unknown-request',
    });
    expect(checkSummary({ requestId: null, sentence }, requestAt(null))).toEqual({
      ok: false,
      reason: 'no-request',
    });
  });

  it.each<[RequestStage, string, string]>([
    [
      'authentication',
      'npm.example.com answered 403 Forbidden because no token was sent',
      'The registry knows the user but the user lacks permission',
    ],
    [
      'rate-limit',
      'npm.example.com refused the PUT with 403: too many requests',
      'The registry refused the PUT because the token has expired',
    ],
    [
      'dns',
      'The host npm.example.com could not be resolved',
      'The PUT is not allowed for this user of the registry',
    ],
    [
      'tls',
      'The certificate of npm.example.com has expired',
      'The host npm.example.com could not be resolved',
    ],
    [
      'server',
      'npm.example.com had an internal error during the PUT',
      'The PUT was refused because the token has expired',
    ],
  ])('holds a sentence to the stage %s', (stage, right, wrong) => {
    expect(check(right, stage)).toEqual({ ok: true, sentence: right });
    expect(check(wrong, stage)).toEqual({ ok: false, reason: 'contradicts-stage' });
  });

  it('lets a sentence speak freely of a stage that nobody proved', () => {
    const sentence = 'The PUT was refused with 403, perhaps because the token has expired';
    expect(check(sentence, null)).toEqual({ ok: true, sentence });
  });
});

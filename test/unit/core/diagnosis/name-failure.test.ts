import { describe, expect, it } from '@jest/globals';
import { nameFailure } from '../../../../src/core/diagnosis/name-failure.ts';
import type { FailedRequest } from '../../../../src/core/failed-request/failed-request.ts';
import { makeEntry } from '../playbook/make-entry.ts';

const AUTH = makeEntry({ id: 'some-auth', category: 'auth', title: 'The login is refused' }).playbook;
const REQUEST: FailedRequest = {
  method: null,
  url: null,
  status: 401,
  service: null,
  client: 'npm',
  credential: null,
  stage: 'authentication',
  reason: null,
  step: null,
  line: 1,
};

describe('the headline of a refused request', () => {
  it.each<[Partial<FailedRequest>, string]>([
    [{ service: 'npm.example.com' }, '401 from npm.example.com: stopped at the entrance'],
    [{}, 'npm got 401: stopped at the entrance'],
    [{ status: 403, stage: 'authorization' }, 'npm got 403: known, but not allowed'],
    [{ status: 429, stage: 'rate-limit' }, 'npm got 429: too many requests'],
    [{ client: null }, 'The login is refused'],
    [{ status: null }, 'The login is refused'],
    [{ stage: null }, 'The login is refused'],
  ])('%j', (changes, title) => {
    expect(nameFailure(AUTH, { ...REQUEST, ...changes }, {}).title).toBe(title);
  });
});

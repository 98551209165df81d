import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createFakeGitHub, type FakeGitHub } from '../../../src/playground/github/fake-github.ts';

const SHA = '1f2e3d4c5b6a79880011223344556677889900aa';
let gitHub: FakeGitHub;
let url = '';

beforeAll(async () => {
  const failed = { id: 501, name: 'publish', conclusion: 'failure', log: 'npm error 403 Forbidden\n' };
  const old = {
    id: 400,
    name: 'publish',
    conclusion: 'failure',
    attempt: 1,
    log: { gone: 'expired' },
  } as const;
  gitHub = createFakeGitHub({
    port: 0,
    token: 'ghp_playground',
    runs: [
      {
        owner: 'acme',
        repo: 'ui',
        id: 900,
        name: 'release',
        headBranch: 'main',
        headSha: SHA,
        conclusion: 'failure',
        attempt: 2,
        jobs: [
          old,
          {
            ...failed,
            attempt: 2,
            steps: [{ name: 'Publish', number: 4, conclusion: 'failure' }],
            annotations: [{ path: '.github', startLine: 9, level: 'failure', message: 'exit code 1' }],
          },
        ],
      },
      {
        owner: 'acme',
        repo: 'secret',
        id: 901,
        name: 'ci',
        headBranch: 'main',
        headSha: SHA,
        conclusion: 'failure',
        isPrivate: true,
        jobs: [],
      },
    ],
  });
  ({ url } = await gitHub.start());
});
afterAll(() => gitHub.stop());

const get = (path: string, token: string | null = 'ghp_playground') =>
  fetch(url + path, {
    redirect: 'manual',
    headers: token === null ? {} : { authorization: `Bearer ${token}` },
  });

describe('the fake GitHub', () => {
  it.each(['', '/api/v3'])(
    'serves run, jobs, attempts, commit and annotations under "%s"',
    async (prefix) => {
      const read = async (path: string) => (await get(`${prefix}/repos/acme/ui${path}`)).json();
      expect(await read('/actions/runs/900')).toMatchObject({ id: 900, run_attempt: 2, head_sha: SHA });
      const latest = await read('/actions/runs/900/jobs?filter=latest');
      expect(latest).toMatchObject({ total_count: 1, jobs: [{ id: 501, steps: [{ name: 'Publish' }] }] });
      expect(await read('/actions/runs/900/attempts/1/jobs')).toMatchObject({ jobs: [{ id: 400 }] });
      expect(await read(`/commits/${SHA.slice(0, 7)}`)).toMatchObject({ sha: SHA });
      expect(await read('/check-runs/501/annotations')).toMatchObject([{ message: 'exit code 1' }]);
    },
  );

  it('gives a log by a redirect that refuses a second credential', async () => {
    const redirect = await get('/repos/acme/ui/actions/jobs/501/logs');
    expect(redirect.status).toBe(302);
    const location = redirect.headers.get('location') ?? '';
    const refused = await fetch(location, { headers: { authorization: 'Bearer ghp_playground' } });
    expect(refused.status).toBe(400);
    expect(await (await fetch(location)).text()).toBe('npm error 403 Forbidden\n');
  });

  it.each([
    ['a wrong token', '/repos/acme/ui/actions/runs/900', 'wrong', 401],
    ['a public log without a token', '/repos/acme/ui/actions/jobs/501/logs', null, 403],
    ['a public run without a token', '/repos/acme/ui/actions/runs/900', null, 200],
    ['a private run without a token', '/repos/acme/secret/actions/runs/901', null, 404],
    ['a private run with it', '/repos/acme/secret/actions/runs/901', 'ghp_playground', 200],
    ['an expired log', '/repos/acme/ui/actions/jobs/400/logs', 'ghp_playground', 410],
    ['an unknown run', '/repos/acme/ui/actions/runs/1', 'ghp_playground', 404],
    ['an unknown commit', '/repos/acme/ui/commits/ffffff', 'ghp_playground', 422],
  ])('answers %s as GitHub does', async (_name, path, token, status) => {
    expect((await get(path, token)).status).toBe(status);
  });
});

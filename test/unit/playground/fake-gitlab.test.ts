import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createRunLogs } from '../../../src/adapters/ci/create-run-logs.ts';
import { readRunLink } from '../../../src/core/alert/read-run-link.ts';
import { noProviderSettings } from '../../../src/flows/ci-settings.ts';
import { createFakeGitLab } from '../../../src/playground/gitlab/fake-gitlab.ts';
import type { FakePipeline } from '../../../src/playground/gitlab/pipelines.ts';

const SHA = '1f2e3d4c5b6a79880011223344556677889900aa';
const base = { project: 'acme/core/api', ref: 'main', sha: SHA, jobs: [] } as const;
const pipelines: readonly FakePipeline[] = [
  {
    ...base,
    id: 7,
    status: 'failed',
    isPrivate: true,
    jobs: [
      { id: 70, name: 'lint', stage: 'test', status: 'success', trace: 'fine\n' },
      { id: 71, name: 'style', stage: 'test', status: 'failed', allowFailure: true, trace: 'style\n' },
      { id: 72, name: 'unit', stage: 'test', status: 'failed', trace: 'ERROR: Job failed: exit code 1\n' },
    ],
  },
  { ...base, id: 8, status: 'failed', yamlErrors: 'jobs:unit config contains unknown keys: scrpit' },
  { ...base, id: 9, status: 'success' },
];
const gitLab = createFakeGitLab({ port: 0, token: 'glpat-playground', pipelines });
let url = '';

beforeAll(async () => {
  ({ url } = await gitLab.start());
});
afterAll(() => gitLab.stop());

async function ask(page: string, token = 'glpat-playground') {
  const link = readRunLink(`${url}/acme/core/api/-/${page}`, new Map());
  if (!link) throw new Error('no run link');
  const settings = { gitlab: { ...noProviderSettings, token, url } };
  const limits = { maxWaitMs: 0, sleep: async () => undefined };
  const { outcomes } = await createRunLogs(settings, limits).fetchFailedJobLogs(link, 5);
  return outcomes.map((one) =>
    one.kind === 'log' ? { ...one, text: Buffer.from(one.bytes).toString('utf8') } : one,
  );
}

describe('the playground’s GitLab, over real HTTP', () => {
  it('leads from a pipeline to the failed job that counts', async () => {
    expect(await ask('pipelines/7/failures')).toMatchObject([
      {
        kind: 'log',
        text: 'ERROR: Job failed: exit code 1\n',
        job: 'unit',
        jobUrl: `${url}/acme/core/api/-/jobs/72`,
        run: { branch: 'main', commit: SHA, author: 'mara' },
      },
    ]);
  });

  it.each([
    ['jobs/72', 'glpat-playground', { kind: 'log', job: 'unit' }],
    ['jobs/70', 'glpat-playground', { kind: 'nothing-failed' }],
    ['pipelines/8', 'glpat-playground', { kind: 'no-job', detail: /scrpit/ }],
    ['pipelines/9', 'glpat-playground', { kind: 'nothing-failed' }],
    ['pipelines/10', 'glpat-playground', { kind: 'not-found' }],
    ['pipelines/7', 'glpat-wrong', { kind: 'token-refused' }],
  ])('answers %s to %s as GitLab does', async (page, token, expected) => {
    const [outcome] = await ask(page, token);
    const { detail, ...plain } = expected as { kind: string; detail?: RegExp };
    expect(outcome).toMatchObject(plain);
    if (detail) expect(JSON.stringify(outcome)).toMatch(detail);
  });

  it('hides what is private from who is not signed in', async () => {
    const response = await fetch(`${url}/api/v4/projects/acme%2Fcore%2Fapi/pipelines/7`);
    expect(response.status).toBe(404);
    const open = await fetch(`${url}/api/v4/projects/acme%2Fcore%2Fapi/pipelines?ref=main`);
    expect(((await open.json()) as { id: number }[]).map(({ id }) => id)).toEqual([8, 9]);
  });
});

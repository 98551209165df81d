import { createHmac } from 'node:crypto';
import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createHookRoutes } from '../../../../src/adapters/hooks/create-hook-routes.ts';
import { createRouteServer, type RouteServer } from '../../../../src/adapters/http/create-route-server.ts';
import { OutsideError } from '../../../../src/core/errors.ts';
import type { RunNews } from '../../../../src/flows/run-news.ts';
import { createRecordingLogger } from '../../../support/slack-recording-flows.ts';

const SECRET = 'a-secret-of-some-length';
const SHA = 'c0ffee2'.padEnd(40, '0');

let server: RouteServer;
let url: string;
let told: Omit<RunNews, 'workspace' | 'channel'>[];
let failure: Error | null;
const logger = createRecordingLogger();

beforeEach(async () => {
  told = [];
  failure = null;
  const limits = { maxBytes: 20_000, timeoutMs: 300 };
  const routes = createHookRoutes({
    githubSecret: SECRET,
    gitlabSecret: SECRET,
    hosts: new Map(),
    logger,
    limits,
    async accept(news) {
      if (failure) throw failure;
      told.push(news);
    },
  });
  server = createRouteServer(routes);
  url = `http://127.0.0.1:${await server.start(0)}`;
});
afterEach(() => server.stop());

const githubRun = {
  action: 'completed',
  workflow_run: {
    id: 41,
    name: 'CI',
    html_url: 'https://github.com/northwind/ledger/actions/runs/41',
    conclusion: 'failure',
    head_branch: 'main',
    head_sha: SHA,
    run_attempt: 2,
    actor: { login: 'jane' },
    triggering_actor: { login: 'kim' },
  },
  repository: { full_name: 'northwind/ledger' },
};

const gitlabPipeline = {
  object_kind: 'pipeline',
  object_attributes: { id: 7, status: 'failed', ref: 'main', sha: SHA, name: null },
  user: { username: 'jane' },
  project: { path_with_namespace: 'northwind/core/api', web_url: 'https://gitlab.com/northwind/core/api' },
  builds: [
    { name: 'lint', status: 'failed', allow_failure: true },
    { name: 'rspec', status: 'failed', allow_failure: false },
  ],
};

function sign(body: string, secret = SECRET): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
}

async function post(path: string, body: string, headers: Record<string, string>) {
  const response = await fetch(`${url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
  return { status: response.status, ...((await response.json()) as { result: string; message: string }) };
}

function fromGithub(payload: unknown, headers: Record<string, string> = {}) {
  const body = JSON.stringify(payload);
  return post('/hooks/github', body, {
    'x-github-event': 'workflow_run',
    'x-hub-signature-256': sign(body),
    ...headers,
  });
}

function fromGitlab(payload: unknown, headers: Record<string, string> = {}) {
  const always = { 'x-gitlab-event': 'Pipeline Hook', 'x-gitlab-token': SECRET };
  return post('/hooks/gitlab', JSON.stringify(payload), { ...always, ...headers });
}

describe('/hooks/github', () => {
  it('takes in a failed run, the attempt in its link', async () => {
    expect(await fromGithub(githubRun)).toMatchObject({ status: 202, result: 'accepted' });
    expect(told).toMatchObject([
      {
        verdict: 'failed',
        run: {
          provider: 'github-actions',
          repo: 'northwind/ledger',
          branch: 'main',
          commit: SHA,
          workflow: 'CI',
          runId: '41',
          attempt: 2,
          author: 'kim',
          link: { runId: '41', attempt: 2, host: 'github.com' },
        },
      },
    ]);
  });

  it('takes in a pass', async () => {
    const workflow_run = { ...githubRun.workflow_run, conclusion: 'success', run_attempt: 1 };
    await fromGithub({ ...githubRun, workflow_run });
    expect(told).toMatchObject([{ verdict: 'passed', run: { link: { attempt: null } } }]);
  });

  it.each<[string, unknown, Record<string, string>]>([
    ['a run that began', { ...githubRun, action: 'requested' }, {}],
    [
      'a cancelled run',
      { ...githubRun, workflow_run: { ...githubRun.workflow_run, conclusion: 'cancelled' } },
      {},
    ],
    ['another event', githubRun, { 'x-github-event': 'push' }],
    ['a ping', { zen: 'Keep it logically awesome.' }, { 'x-github-event': 'ping' }],
  ])('ignores %s', async (_what, payload, headers) => {
    expect(await fromGithub(payload, headers)).toMatchObject({ status: 200, result: 'ignored' });
    expect(told).toEqual([]);
  });
});

describe('/hooks/gitlab', () => {
  it('takes in a failed pipeline and the job that failed it', async () => {
    expect((await fromGitlab(gitlabPipeline)).status).toBe(202);
    expect(told).toMatchObject([
      {
        verdict: 'failed',
        run: {
          repo: 'northwind/core/api',
          branch: 'main',
          job: 'rspec',
          author: 'jane',
          runUrl: 'https://gitlab.com/northwind/core/api/-/pipelines/7',
        },
      },
    ]);
  });

  it('names the branch of a merge request', async () => {
    await fromGitlab({ ...gitlabPipeline, merge_request: { source_branch: 'feature/x' } });
    expect(told).toMatchObject([{ run: { branch: 'feature/x' } }]);
  });

  it('ignores a pipeline that runs', async () => {
    const object_attributes = { ...gitlabPipeline.object_attributes, status: 'running' };
    expect((await fromGitlab({ ...gitlabPipeline, object_attributes })).result).toBe('ignored');
  });
});

describe('what is refused, and why', () => {
  it.each<[string, Record<string, string>, number, RegExp]>([
    ['a wrong signature', { 'x-hub-signature-256': sign('{}') }, 401, /secret is not GITHUB_WEBHOOK_SECRET/],
    [
      'a signature of another secret',
      { 'x-hub-signature-256': sign(JSON.stringify(githubRun), 'other') },
      401,
      /does not fit/,
    ],
    ['a signature of another length', { 'x-hub-signature-256': 'sha256=00' }, 401, /does not fit/],
    ['no signature', { 'x-hub-signature-256': '' }, 401, /is missing/],
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }, 415, /application\/json/],
  ])('%s', async (_what, headers, status, message) => {
    const answer = await fromGithub(githubRun, headers);
    expect(answer).toMatchObject({ status, result: 'refused' });
    expect(answer.message).toMatch(message);
    expect(told).toEqual([]);
  });

  it.each<[string, string, number]>([
    ['no JSON', '{', 400],
    ['not the shape of the event', '{"action":"completed"}', 400],
    ['a link that leads elsewhere', JSON.stringify(withUrl('https://evil.example.com/x')), 400],
    ['a link with a password', JSON.stringify(withUrl('https://a:b@github.com/a/b/actions/runs/1')), 400],
    ['too large', JSON.stringify({ ...githubRun, padding: 'x'.repeat(30_000) }), 413],
  ])('a body that is %s', async (_what, body, status) => {
    const headers = { 'x-github-event': 'workflow_run', 'x-hub-signature-256': sign(body) };
    expect(await post('/hooks/github', body, headers)).toMatchObject({ status, result: 'refused' });
    expect(told).toEqual([]);
  });

  it('a GitLab token that does not fit', async () => {
    expect((await fromGitlab(gitlabPipeline, { 'x-gitlab-token': `${SECRET}x` })).status).toBe(401);
  });

  it('a closed door, which names the setting', async () => {
    const closed = createRouteServer(
      createHookRoutes({
        githubSecret: null,
        gitlabSecret: SECRET,
        hosts: new Map(),
        logger,
        accept: async () => undefined,
      }),
    );
    url = `http://127.0.0.1:${await closed.start(0)}`;
    const answer = await fromGithub(githubRun);
    await closed.stop();
    expect(answer).toMatchObject({ status: 404, message: expect.stringContaining('GITHUB_WEBHOOK_SECRET') });
  });

  it('what cannot be taken in now: the service delivers it again', async () => {
    failure = new OutsideError({ provider: 'database', operation: 'claim', retryable: true }, null);
    expect((await fromGithub(githubRun)).status).toBe(503);
  });

  it('another path, another method', async () => {
    expect((await fetch(`${url}/hooks/other`, { method: 'POST' })).status).toBe(404);
    expect((await fetch(`${url}/hooks/github`)).status).toBe(405);
  });

  it('a sender that never ends', async () => {
    const slow = request(`${url}/hooks/github`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-hub-signature-256': 'x', 'content-length': '100' },
    });
    slow.write('{');
    const end = await new Promise((resolve) => {
      slow.on('error', () => resolve('cut off'));
      slow.on('response', (response) => resolve(response.statusCode));
    });
    expect([400, 'cut off']).toContain(end);
  });
});

function withUrl(html_url: string): unknown {
  return { ...githubRun, workflow_run: { ...githubRun.workflow_run, html_url } };
}

import { createVerify, generateKeyPairSync } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import nock from 'nock';
import { createRunLogs } from '../../../../src/adapters/ci/create-run-logs.ts';
import { readRunLink } from '../../../../src/core/alert/read-run-link.ts';
import {
  type GithubApp,
  noProviderSettings,
  type ProviderSettings,
} from '../../../../src/flows/ci-settings.ts';

const API = 'https://api.github.com';
const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pkcs1 = pair.privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
const sha = '4be9d017c3aa5512c0de77a19f0e6d2233445566';

/** Each test has an App of its own, since tokens outlive a question. */
let lastId = 4000;
function newApp(): GithubApp {
  lastId++;
  return { id: String(lastId), privateKey: pkcs1 };
}

beforeAll(() => nock.disableNetConnect());
afterEach(() => {
  const unused = nock.pendingMocks();
  nock.cleanAll();
  expect(unused).toEqual([]);
});
afterAll(() => {
  nock.enableNetConnect();
  nock.restore();
});

function inAnHour(): string {
  return new Date(Date.now() + 3_600_000).toISOString();
}

/** A JWT that GitHub would take: signed by the App's key, issued by the App, good for ten minutes at most. */
function isJwtOf(app: GithubApp): (authorization: string | string[]) => boolean {
  return (authorization) => {
    const [, jwt = ''] = /^bearer (.+)$/i.exec(String(authorization)) ?? [];
    const [head, body = '', signature = ''] = jwt.split('.');
    const claims = JSON.parse(Buffer.from(body, 'base64url').toString() || '{}') as Record<string, number>;
    const isSigned = createVerify('RSA-SHA256')
      .update(`${head}.${body}`)
      .verify(pair.publicKey, signature, 'base64url');
    const { iss, exp = 0, iat = 0 } = claims;
    return isSigned && String(iss) === app.id && exp - iat <= 600;
  };
}

function installed(app: GithubApp, origin = API, prefix = ''): void {
  const signed = { reqheaders: { authorization: isJwtOf(app) } };
  nock(origin, signed).get(`${prefix}/repos/northwind/ledger/installation`).reply(200, { id: 77 });
}

function tokenGiven(
  app: GithubApp,
  token: string,
  expiresAt = inAnHour(),
  place = { origin: API, prefix: '' },
): void {
  nock(place.origin, { reqheaders: { authorization: isJwtOf(app) } })
    .post(`${place.prefix}/app/installations/77/access_tokens`, { repositories: ['ledger'] })
    .reply(201, { token, expires_at: expiresAt });
}

/** The run, its jobs and the log, all asked for with one token. */
function runWith(token: string, place = { origin: API, prefix: '' }): void {
  const path = `${place.prefix}/repos/northwind/ledger/actions`;
  const signed = { reqheaders: { authorization: new RegExp(`^(?:token|bearer) ${token}$`, 'i') } };
  const job = { id: 71, run_id: 9001, name: 'unit', status: 'completed', conclusion: 'failure' };
  nock(place.origin, signed)
    .get(`${path}/runs/9001`)
    .reply(200, { id: 9001, status: 'completed', conclusion: 'failure', head_sha: sha })
    .get(`${path}/runs/9001/jobs?filter=latest&per_page=100&page=1`)
    .reply(200, { total_count: 1, jobs: [job] })
    .get(`${path}/jobs/71/logs`)
    .reply(200, 'exit code 1\n', { 'content-type': 'text/plain' });
}

async function ask(settings: Partial<ProviderSettings>, host = 'github.com') {
  const runLogs = createRunLogs(
    { 'github-actions': { ...noProviderSettings, ...settings } },
    { maxWaitMs: 0, pauseUnitMs: 1, sleep: async () => undefined },
  );
  const url = `https://${host}/northwind/ledger/actions/runs/9001`;
  const link = readRunLink(url, new Map([[host, 'github-actions']]));
  if (!link) throw new Error('no run link');
  const { outcomes } = await runLogs.fetchFailedJobLogs(link, 1);
  return outcomes[0];
}

describe('a GitHub App', () => {
  it('reads with a token of the one repository, and keeps it', async () => {
    const app = newApp();
    installed(app);
    tokenGiven(app, 'ghs_first');
    runWith('ghs_first');
    expect(await ask({ app })).toMatchObject({ kind: 'log', job: 'unit', run: { commit: sha } });
    runWith('ghs_first');
    expect(await ask({ app })).toMatchObject({ kind: 'log' });
  });

  it('asks once for questions that come together', async () => {
    const app = newApp();
    installed(app);
    tokenGiven(app, 'ghs_shared');
    runWith('ghs_shared');
    runWith('ghs_shared');
    const answers = await Promise.all([ask({ app }), ask({ app })]);
    expect(answers.map(({ kind }) => kind)).toEqual(['log', 'log']);
  });

  it('gets a new token before the old one ends', async () => {
    const app = newApp();
    const inFourMinutes = new Date(Date.now() + 240_000).toISOString();
    installed(app);
    tokenGiven(app, 'ghs_ending', inFourMinutes);
    runWith('ghs_ending');
    await ask({ app });
    await new Promise((resolve) => setTimeout(resolve, 5));
    installed(app);
    tokenGiven(app, 'ghs_fresh');
    runWith('ghs_fresh');
    expect(await ask({ app })).toMatchObject({ kind: 'log' });
  });

  it('works below the path of an Enterprise server', async () => {
    const app = newApp();
    const place = { origin: 'https://git.example.com', prefix: '/api/v3' };
    installed(app, place.origin, place.prefix);
    tokenGiven(app, 'ghs_own', inAnHour(), place);
    runWith('ghs_own', place);
    const answer = await ask({ app, url: 'https://git.example.com/api/v3' }, 'git.example.com');
    expect(answer).toMatchObject({ kind: 'log' });
  });

  it('says where to install it when the repository is none of its own', async () => {
    nock(API).get('/repos/northwind/ledger/installation').reply(404, { message: 'Not Found' });
    nock(API).get('/app').reply(200, { html_url: 'https://github.com/apps/our-reader' });
    expect(await ask({ app: newApp() })).toEqual({
      kind: 'app-not-installed',
      host: 'github.com',
      repo: 'northwind/ledger',
      installUrl: 'https://github.com/apps/our-reader/installations/new',
    });
  });

  it('leaves a repository without the App to the token, where there is one', async () => {
    nock(API).get('/repos/northwind/ledger/installation').reply(404, { message: 'Not Found' });
    nock(API).get('/app').reply(200, { html_url: 'https://github.com/apps/our-reader' });
    runWith('ghp_personal');
    expect(await ask({ app: newApp(), token: 'ghp_personal' })).toMatchObject({ kind: 'log' });
  });

  it('blames the id of an App that GitHub does not know', async () => {
    nock(API).get('/repos/northwind/ledger/installation').reply(404, { message: 'Integration not found' });
    nock(API).get('/app').reply(404, { message: 'Integration not found' });
    expect(await ask({ app: newApp() })).toMatchObject({ kind: 'token-refused', setting: 'GITHUB_APP_ID' });
  });

  it('blames the key of an App whose signature GitHub refuses', async () => {
    const message = 'A JSON web token could not be decoded';
    nock(API).get('/repos/northwind/ledger/installation').reply(401, { message });
    expect(await ask({ app: newApp() })).toMatchObject({
      kind: 'token-refused',
      setting: 'GITHUB_APP_PRIVATE_KEY',
      detail: `401: ${message}`,
    });
  });

  it('blames a key that cannot sign, without a request', async () => {
    const app = { id: '1', privateKey: '-----BEGIN RSA PRIVATE KEY-----\nnonsense\n' };
    expect(await ask({ app })).toMatchObject({
      kind: 'token-refused',
      setting: 'GITHUB_APP_PRIVATE_KEY',
      detail: 'it is no RSA private key in PEM form',
    });
  });

  it('tells of an installation that was suspended', async () => {
    const app = newApp();
    installed(app);
    const message = 'This installation has been suspended';
    nock(API).post('/app/installations/77/access_tokens').reply(403, { message });
    expect(await ask({ app })).toMatchObject({
      kind: 'token-lacks-scope',
      setting: 'GITHUB_APP_PRIVATE_KEY',
      detail: `403: ${message}`,
    });
  });

  it('tells of a permission that the App lacks', async () => {
    const app = newApp();
    installed(app);
    tokenGiven(app, 'ghs_narrow');
    const message = 'Resource not accessible by integration';
    nock(API).get('/repos/northwind/ledger/actions/runs/9001').reply(403, { message });
    expect(await ask({ app })).toMatchObject({
      kind: 'token-lacks-scope',
      setting: 'GITHUB_APP_PRIVATE_KEY',
    });
  });
});

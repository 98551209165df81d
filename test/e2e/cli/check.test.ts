import { generateKeyPairSync } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import nock from 'nock';
import { tokenProbes } from '../../../src/adapters/ci/token-probes.ts';
import { listScopes } from '../../../src/adapters/slack/manifest.ts';
import { type LogProvider, logProviders, noProviderSettings } from '../../../src/flows/ci-settings.ts';
import { runCli } from './run-cli.ts';

const SLACK = { SLACK_BOT_TOKEN: 'xoxb-test', SLACK_APP_TOKEN: 'xapp-test' };
const WHO = { ok: true, user: 'faultline', team: 'Acme', user_id: 'U1', team_id: 'T1', bot_id: 'B1' };

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

function slack(answer: object = WHO, scopes: readonly string[] = listScopes()): nock.Scope {
  return nock('https://slack.com')
    .post('/api/auth.test')
    .reply(200, answer, { 'x-oauth-scopes': scopes.join(',') });
}

function socket(answer: object = { ok: true, url: 'wss://wss.example.com' }): nock.Scope {
  return nock('https://slack.com').post('/api/apps.connections.open').reply(200, answer);
}

describe('faultline check', () => {
  it('says whose the tokens are and that all scopes are there, and exits 0', async () => {
    slack();
    socket();
    const { code, stdout, stderr } = await runCli(['check'], { env: SLACK });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.split('\n').slice(0, 3)).toEqual([
      'ok       SLACK_BOT_TOKEN        Slack knows it: faultline in Acme',
      `ok       scopes                 all ${listScopes().length} are granted`,
      'ok       SLACK_APP_TOKEN        Slack opens Socket Mode for it',
    ]);
    expect(stdout).toContain('not set: GITHUB_TOKEN, GITLAB_TOKEN');
  });

  it('names the scopes that were not granted and where to add them, and exits 1', async () => {
    slack(
      WHO,
      listScopes().filter((scope) => !['files:read', 'reactions:write'].includes(scope)),
    );
    socket({ ok: false, error: 'missing_scope' });
    const { code, stdout } = await runCli(['check'], { env: SLACK });
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /^WRONG +scopes +not granted: files:read, reactions:write: .*OAuth & Permissions/m,
    );
    expect(stdout).toMatch(/^WRONG +SLACK_APP_TOKEN +it lacks connections:write: .*Basic Information/m);
  });

  it('says which token Slack refuses and where to get another', async () => {
    slack({ ok: false, error: 'invalid_auth' });
    const env = { SLACK_BOT_TOKEN: 'xoxb-test', SLACK_SIGNING_SECRET: 'secret' };
    const { code, stdout } = await runCli(['check', '--format', 'json'], { env });
    const { checks } = JSON.parse(stdout) as { checks: { what: string; state: string; hint: string }[] };
    expect(code).toBe(1);
    expect(checks.map(({ what, state }) => `${what} ${state}`)).toEqual([
      'SLACK_BOT_TOKEN wrong',
      'SLACK_SIGNING_SECRET unsure',
    ]);
    expect(checks[0]?.hint).toContain('OAuth & Permissions');
    expect(stdout).not.toContain('xoxb-test');
  });

  it('tells Slack that can not be reached from Slack that refuses', async () => {
    nock('https://slack.com').post('/api/auth.test').replyWithError('getaddrinfo ENOTFOUND');
    const env = { SLACK_BOT_TOKEN: 'xoxb-test', SLACK_SIGNING_SECRET: 'secret' };
    const { code, stdout } = await runCli(['check'], { env });
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /^WRONG +SLACK_BOT_TOKEN +Slack can not be asked \(no answer\): check SLACK_API_URL/m,
    );
  });

  it('asks each CI service, and says which scope its token lacks', async () => {
    nock('https://gitlab.com')
      .get('/api/v4/personal_access_tokens/self')
      .reply(200, { scopes: ['read_user'] });
    nock('https://api.github.com').get('/rate_limit').reply(401, { message: 'Bad credentials' });
    nock('https://api.buildkite.com')
      .get('/v2/access-token')
      .reply(200, { scopes: ['read_builds', 'read_build_logs'] });
    const env = { GITLAB_TOKEN: 'g', GITHUB_TOKEN: 'h', BUILDKITE_TOKEN: 'b', AZURE_DEVOPS_TOKEN: 'a' };
    const { code, stdout } = await runCli(['check'], { env });
    expect(code).toBe(1);
    expect(stdout).toMatch(/^not set +SLACK_BOT_TOKEN/m);
    expect(stdout).toMatch(/^WRONG +GITLAB_TOKEN +gitlab.com takes it, but it lacks read_api: make/m);
    expect(stdout).toMatch(/^WRONG +GITHUB_TOKEN +api.github.com refuses it \(401: Bad credentials\): make/m);
    expect(stdout).toMatch(
      /^ok +BUILDKITE_TOKEN +api.buildkite.com takes it, with read_builds, read_build_logs/m,
    );
    expect(stdout).toMatch(/^unsure +AZURE_DEVOPS_TOKEN .*analyze --run-url/m);
  });

  it('signs as the GitHub App to see whether its key fits', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const pem = privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
    nock('https://api.github.com')
      .get('/app')
      .reply(401, { message: 'A JSON web token could not be decoded' });
    const env = { GITHUB_APP_ID: '7', GITHUB_APP_PRIVATE_KEY: pem };
    const { code, stdout } = await runCli(['check'], { env });
    expect(code).toBe(1);
    expect(stdout).toMatch(/^WRONG +GITHUB_APP_PRIVATE_KEY +api.github.com refuses it .*new private key$/m);
  });

  it.each(logProviders.filter((provider) => provider !== 'azure-devops'))(
    '%s: a known token is ok, a refused one is not',
    async (provider) => {
      const { env, probe } = settingsOf(provider);
      nock(probe.origin)
        .get(probe.path)
        .reply(200, { scopes: ['read_api', 'read_builds', 'read_build_logs'] });
      expect(await runCli(['check'], { env })).toMatchObject({ code: 0 });
      nock(probe.origin).get(probe.path).reply(401, {});
      const refused = await runCli(['check'], { env });
      expect(refused.code).toBe(1);
      expect(refused.stdout).toContain('refuses it (401)');
    },
  );

  it('with nothing set, says what is missing and where to get it, and exits 2', async () => {
    const { code, stdout, stderr } = await runCli(['check']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('SLACK_BOT_TOKEN: is missing');
    expect(stderr).toContain('OAuth & Permissions');
  });
});

/** The environment in which only this service has a token, and what it is then asked. */
function settingsOf(provider: LogProvider) {
  const name = provider === 'github-actions' ? 'GITHUB' : provider.toUpperCase();
  const server = 'https://ci.example.com';
  const suffix = provider === 'drone' || provider === 'woodpecker' ? 'SERVER' : 'URL';
  const hasServer = ['jenkins', 'teamcity', 'drone', 'woodpecker', 'semaphore'].includes(provider);
  const env = { [`${name}_TOKEN`]: 'token', ...(hasServer ? { [`${name}_${suffix}`]: server } : {}) };
  const url = new URL(
    tokenProbes[provider]({ ...noProviderSettings, token: 'token', url: hasServer ? server : null })?.url ??
      '',
  );
  return { env, probe: { origin: url.origin, path: url.pathname + url.search } };
}

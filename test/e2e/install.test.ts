import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { loadConfig } from '../../src/config.ts';
import { createFaultline, type Faultline } from '../../src/faultline.ts';
import { type InstallableSlack, startInstallableSlack } from '../support/installable-slack.ts';
import { eventEnvelope, postSigned } from '../support/slack-request.ts';

const SECRET = 'a-signing-secret';
const LOG = [
  '```',
  'npm error code E403',
  'npm error 403 403 Forbidden - PUT https://npm.example.com/@acme%2fui - not allowed',
  '```',
].join('\n');

let folder: string;
let slack: InstallableSlack;
let faultline: Faultline;
let url: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'faultline-install-'));
  slack = await startInstallableSlack();
  const config = loadConfig({
    DATABASE_URL: `sqlite:${join(folder, 'faultline.db')}`,
    FAULTLINE_ENCRYPTION_KEY: randomBytes(32).toString('base64'),
    LOG_LEVEL: 'silent',
    GITHUB_TOKEN: 'of-nobody',
  });
  faultline = await createFaultline(config, {
    botToken: '',
    install: { clientId: '1.2', clientSecret: 'client-secret', stateSecret: 'state-secret' },
    slackApiUrl: slack.apiUrl,
    transport: { kind: 'http', signingSecret: SECRET, port: 0, host: '127.0.0.1' },
  });
  const { port } = await faultline.start();
  url = `http://127.0.0.1:${port}`;
});
afterEach(async () => {
  await faultline.close();
  await slack.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** What a person's browser does: the button, Slack's page, and back with its code and state. */
async function install(team: string, change: (back: URL) => void = () => undefined): Promise<Response> {
  const begun = await fetch(`${url}/slack/install`, { redirect: 'manual' });
  const state = new URL(begun.headers.get('location') ?? '').searchParams.get('state') ?? '';
  const back = new URL(`${url}/slack/oauth_redirect`);
  back.searchParams.set('code', `code-of-${team}`);
  back.searchParams.set('state', state);
  change(back);
  const cookie = begun.headers.get('set-cookie')?.split(';')[0] ?? '';
  return fetch(back, { headers: { cookie }, redirect: 'manual' });
}

async function deliver(team: string, event: object, at = Date.now()): Promise<Response> {
  const told = { event_id: String(Math.random()), event_time: Math.floor(at / 1000) };
  const body = { ...eventEnvelope(event), team_id: team, ...told };
  const authorizations = [{ enterprise_id: null, team_id: team, user_id: `UBOT${team}`, is_bot: true }];
  return postSigned({
    url: `${url}/slack/events`,
    secret: SECRET,
    body: JSON.stringify({ ...body, authorizations }),
    contentType: 'application/json',
  });
}

const logIn = (team: string, ts: string) =>
  deliver(team, { type: 'message', channel: 'C1', channel_type: 'channel', user: 'U1', ts, text: LOG });

async function posts(wanted: number): Promise<readonly string[]> {
  const found = () => slack.calls.filter(({ method }) => method === 'chat.postMessage');
  for (let waited = 0; waited < 8_000 && found().length < wanted; waited += 50)
    await new Promise((resolve) => setTimeout(resolve, 50));
  return found().map(({ token }) => token);
}

function stored(): string {
  return ['faultline.db', 'faultline.db-wal']
    .map((name) => readFileSync(join(folder, name), 'latin1'))
    .join('');
}

describe('many workspaces', () => {
  it('install the app, and each is answered with its own token, which is stored encrypted', async () => {
    for (const team of ['T1', 'T2']) expect((await install(team)).status).toBe(200);
    expect((await logIn('T2', '5.0')).status).toBe(200);
    expect(await posts(1)).toEqual(['xoxb-of-T2']);
    await logIn('T1', '6.0');
    expect(await posts(2)).toEqual(['xoxb-of-T2', 'xoxb-of-T1']);
    expect(stored()).not.toContain('xoxb-of-T');
  });

  it('ask for the scopes of the manifest', async () => {
    const page = new URL(
      (await fetch(`${url}/slack/install`, { redirect: 'manual' })).headers.get('location') ?? '',
    );
    expect(page.pathname).toBe('/oauth/v2/authorize');
    expect(page.searchParams.get('scope')?.split(',')).toContain('chat:write');
    expect(page.searchParams.get('client_id')).toBe('1.2');
  });

  it.each<[string, (back: URL) => void]>([
    ['a state that we did not make', (back) => back.searchParams.set('state', 'made-up')],
    ['no state', (back) => back.searchParams.delete('state')],
    ['a refusal', (back) => back.searchParams.set('error', 'access_denied')],
  ])('install nothing with %s', async (_what, change) => {
    const answer = await install('T1', change);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(slack.calls.filter(({ method }) => method === 'oauth.v2.access')).toEqual([]);
    await logIn('T1', '5.0');
    expect(await posts(0)).toEqual([]);
  });

  it('install nothing with the state of another browser', async () => {
    const begun = await fetch(`${url}/slack/install`, { redirect: 'manual' });
    const state = new URL(begun.headers.get('location') ?? '').searchParams.get('state') ?? '';
    const answer = await fetch(`${url}/slack/oauth_redirect?code=code-of-T1&state=${state}`);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(slack.calls.filter(({ method }) => method === 'oauth.v2.access')).toEqual([]);
  });

  it('are acknowledged and left alone without an installation', async () => {
    expect((await logIn('T9', '5.0')).status).toBe(200);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await posts(0)).toEqual([]);
  });

  it.each([
    ['uninstalls the app', { type: 'app_uninstalled' }],
    ['revokes its token', { type: 'tokens_revoked', tokens: { oauth: [], bot: ['UBOTT1'] } }],
  ])('keep nothing of one that %s, and everything of the others', async (_what, event) => {
    for (const team of ['T1', 'T2']) await install(team);
    for (const [at, team] of ['T1', 'T2'].entries()) {
      await logIn(team, `${at + 5}.0`);
      await posts(at + 1);
    }
    expect(await rowsOf('T1')).toBeGreaterThan(0);
    const kept = await rowsOf('T2');
    expect((await deliver('T1', event)).status).toBe(200);
    expect(await rowsOf('T1')).toBe(0);
    expect(await rowsOf('T2')).toBe(kept);
    await logIn('T1', '9.0');
    await logIn('T2', '9.5');
    expect(await posts(3)).toEqual(['xoxb-of-T1', 'xoxb-of-T2', 'xoxb-of-T2']);
  });

  it('keep nothing of work that was under way when one left', async () => {
    for (const team of ['T1', 'T2']) await install(team);
    slack.postDelayMs = 500;
    for (const team of ['T1', 'T2']) await logIn(team, '5.0');
    await posts(2);
    expect((await deliver('T1', { type: 'app_uninstalled' })).status).toBe(200);
    await faultline.close();
    expect(await rowsOf('T1')).toBe(0);
    expect(await rowsOf('T2')).toBeGreaterThan(0);
  });

  it('keep the app when Slack tells again of an uninstalling before they installed it anew', async () => {
    await install('T1');
    expect((await deliver('T1', { type: 'app_uninstalled' }, Date.now() - 300_000)).status).toBe(200);
    await logIn('T1', '5.0');
    expect(await posts(1)).toEqual(['xoxb-of-T1']);
  });

  it('keep the app when a person takes back a token of their own', async () => {
    await install('T1');
    await deliver('T1', { type: 'tokens_revoked', tokens: { oauth: ['U1'], bot: [] } });
    await logIn('T1', '5.0');
    expect(await posts(1)).toEqual(['xoxb-of-T1']);
  });
});

/** What is stored of a workspace, in rows: cards, work, records. */
async function rowsOf(workspace: string): Promise<number> {
  const { openStore } = await import('../../src/adapters/store/open-store.ts');
  const store = await openStore({ kind: 'sqlite', path: join(folder, 'faultline.db') }, []);
  // What is under way still writes.
  for (let waited = 0; waited < 5_000; waited += 50) {
    const { waiting, underWay } = await store.work.counts();
    if (waiting + underWay === 0) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const scope = { workspace, channel: null, message: null };
  const counts = await store.retention.forget(scope, { dryRun: true });
  await store.close();
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { loadConfig } from '../../src/config.ts';
import { createFaultline, type Faultline } from '../../src/faultline.ts';
import { createFakeGitLab, type FakeGitLab } from '../../src/playground/gitlab/fake-gitlab.ts';
import { samplePipeline } from '../../src/playground/sample-pipeline.ts';
import { type InstallableSlack, startInstallableSlack } from '../support/installable-slack.ts';
import { eventEnvelope, postSigned } from '../support/slack-request.ts';

// An admin of a workspace connects a CI service; every request is signed as Slack's are.

const SECRET = 'a-signing-secret';
const TOKEN = 'glpat-of-the-workspace';
const LOG =
  'npm error code E403\nnpm error 403 403 Forbidden - PUT https://npm.example.com/@acme%2fui - not allowed';

let folder: string;
let slack: InstallableSlack;
let gitlab: FakeGitLab;
let lab: string;
let faultline: Faultline;
let url: string;
let clicks = 0;

async function start(privateHosts: (host: string) => string): Promise<void> {
  const config = loadConfig({
    DATABASE_URL: `sqlite:${join(folder, 'faultline.db')}`,
    FAULTLINE_ENCRYPTION_KEY: randomBytes(32).toString('base64'),
    FAULTLINE_PRIVATE_HOSTS: privateHosts(new URL(lab).host),
    LOG_LEVEL: 'silent',
    GITLAB_TOKEN: TOKEN,
    GITLAB_URL: lab,
  });
  faultline = await createFaultline(config, {
    botToken: '',
    install: { clientId: '1.2', clientSecret: 'client-secret', stateSecret: 'state-secret' },
    slackApiUrl: slack.apiUrl,
    transport: { kind: 'http', signingSecret: SECRET, port: 0, host: '127.0.0.1' },
  });
  url = `http://127.0.0.1:${(await faultline.start()).port}`;
  for (const team of ['T1', 'T2']) await install(team);
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'faultline-connect-'));
  slack = await startInstallableSlack();
  gitlab = createFakeGitLab({ port: 0, token: TOKEN, pipelines: [samplePipeline(LOG)] });
  lab = (await gitlab.start()).url;
});
afterEach(async () => {
  await faultline.close();
  await gitlab.stop();
  await slack.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function install(team: string): Promise<void> {
  const begun = await fetch(`${url}/slack/install`, { redirect: 'manual' });
  const state = new URL(begun.headers.get('location') ?? '').searchParams.get('state') ?? '';
  const cookie = begun.headers.get('set-cookie')?.split(';')[0] ?? '';
  const back = `${url}/slack/oauth_redirect?code=code-of-${team}&state=${encodeURIComponent(state)}`;
  await fetch(back, { headers: { cookie }, redirect: 'manual' });
}

async function post(body: string, contentType: 'application/json' | 'application/x-www-form-urlencoded') {
  const response = await postSigned({ url: `${url}/slack/events`, secret: SECRET, body, contentType });
  const text = await response.text();
  return { status: response.status, body: (text === '' ? {} : JSON.parse(text)) as Answer };
}

interface Answer {
  readonly response_action?: string;
  readonly errors?: Readonly<Record<string, string>>;
  readonly view?: {
    readonly private_metadata: string;
    readonly callback_id: string;
    readonly blocks: unknown;
  };
}

const interact = (payload: object) =>
  post(
    new URLSearchParams({ payload: JSON.stringify(payload) }).toString(),
    'application/x-www-form-urlencoded',
  );

async function command(user: string, team: string, text: string): Promise<string> {
  const seen = slack.calls.length;
  const fields = {
    command: '/faultline',
    text,
    user_id: user,
    channel_id: 'C1',
    team_id: team,
    trigger_id: '1.trigger',
    response_url: slack.apiUrl.replace('/api/', '/respond'),
  };
  await post(new URLSearchParams(fields).toString(), 'application/x-www-form-urlencoded');
  const answered = await call((one) => one.fields['json'] !== undefined, seen);
  return answered.fields['json'] ?? '';
}

async function call(
  isWanted: (one: InstallableSlack['calls'][number]) => boolean,
  from = 0,
  waitMs = 15_000,
) {
  for (let waited = 0; waited < waitMs; waited += 20) {
    const found = slack.calls.slice(from).find(isWanted);
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`Slack was not called: ${slack.calls.map(({ method }) => method).join(' ')}`);
}

function click(user: string, team: string, action: object) {
  clicks += 1;
  return interact({
    type: 'block_actions',
    user: { id: user },
    team: { id: team },
    api_app_id: 'A1',
    trigger_id: `${clicks}.trigger`,
    container: { type: 'message', message_ts: '7.0', channel_id: 'C1', is_ephemeral: true },
    response_url: slack.apiUrl.replace('/api/', '/respond'),
    actions: [
      {
        type: 'button',
        action_id: 'card-action:1',
        block_id: 'b',
        value: JSON.stringify({ v: 1, ...action }),
        action_ts: '8.0',
      },
    ],
  });
}

async function submit(user: string, team: string, key: object, values: Readonly<Record<string, string>>) {
  const entered = Object.entries(values).map(([id, value]) => [
    id,
    { value: id === 'service' ? { selected_option: { value } } : { type: 'plain_text_input', value } },
  ]);
  return interact({
    type: 'view_submission',
    user: { id: user },
    team: { id: team },
    api_app_id: 'A1',
    view: {
      id: 'V1',
      type: 'modal',
      callback_id: 'card-form',
      private_metadata: JSON.stringify({ v: 1, ...key }),
      state: { values: Object.fromEntries(entered) },
    },
  });
}

/** The window as it stands after the token was tried. */
async function connect(user: string, team: string, values: Readonly<Record<string, string>>) {
  const seen = slack.calls.length;
  const { body } = await submit(user, team, { form: 'connect-ci-service', service: 'gitlab' }, values);
  if (body.response_action !== 'update') return { body, shown: '' };
  const updated = await call(({ method }) => method === 'views.update', seen);
  return { body, shown: updated.fields['view'] ?? '' };
}

/** The card under an alert of the one pipeline; a run is answered once a channel. */
async function alert(team: string, channel: string, waitMs = 15_000): Promise<string> {
  const seen = slack.calls.length;
  const event = {
    type: 'message',
    subtype: 'bot_message',
    bot_id: 'B0CI',
    channel,
    channel_type: 'channel',
    ts: '5.0',
    text: '',
    attachments: [
      {
        color: 'danger',
        fallback: 'Pipeline failed',
        title: 'Pipeline failed',
        title_link: `${lab}/acme/core/api/-/pipelines/4711`,
      },
    ],
  };
  const authorizations = [{ enterprise_id: null, team_id: team, user_id: `UBOT${team}`, is_bot: true }];
  await post(
    JSON.stringify({
      ...eventEnvelope(event),
      team_id: team,
      event_id: `Ev${channel}${team}`,
      authorizations,
    }),
    'application/json',
  );
  return (await call(({ method }) => method === 'chat.postMessage', seen, waitMs)).fields['blocks'] ?? '';
}

const GOOD = () => ({ address: lab, token: TOKEN, repositories: 'acme/*' });

describe('an admin', () => {
  it('finds the CI services in the settings, and nobody else does', async () => {
    await start((host) => host);
    expect(await command('UADMIN1', 'T1', 'settings')).toContain('Connect a CI service');
    expect(await command('U1', 'T1', 'settings')).not.toContain('Connect a CI service');
  });

  it('chooses a service, enters its token, and the next alert is answered with it', async () => {
    await start((host) => host);
    await click('UADMIN1', 'T1', { type: 'connect-ci' });
    const opened = await call(({ method }) => method === 'views.open');
    expect(opened.fields['view']).toContain('Buildkite');
    const chosen = await submit('UADMIN1', 'T1', { form: 'connect-ci' }, { service: 'gitlab' });
    expect(chosen.body).toMatchObject({ response_action: 'update', view: { callback_id: 'card-form' } });
    expect(chosen.body.view?.private_metadata).toContain('gitlab');
    const { body, shown } = await connect('UADMIN1', 'T1', GOOD());
    expect(JSON.stringify(body)).toContain('knows the token');
    expect(shown).toContain('GitLab CI is connected');
    expect(shown).toContain('acme/*');
    expect(await alert('T1', 'C1')).toContain('npm.example.com');
    const settings = await command('UADMIN1', 'T1', 'settings');
    expect(settings).toContain(new URL(lab).host);
    expect(settings).toContain('Disconnect');
    const said = slack.calls.map(({ fields }) => JSON.stringify(fields)).join('');
    expect(said + JSON.stringify(body)).not.toContain(TOKEN);
    const stored = ['faultline.db', 'faultline.db-wal'].map((name) =>
      readFileSync(join(folder, name), 'latin1'),
    );
    expect(stored.join('')).not.toContain(TOKEN);
  });

  it('is told when the service does not know the token, and nothing is stored', async () => {
    await start((host) => host);
    const { shown } = await connect('UADMIN1', 'T1', { ...GOOD(), token: 'glpat-a-wrong-one' });
    expect(shown).toContain('GitLab CI is not connected');
    expect(shown).toContain('refuses it (401: 401 Unauthorized)');
    expect(shown).toContain('read_api');
    expect(await command('UADMIN1', 'T1', 'settings')).not.toContain('Disconnect');
  });

  it('is told at the field what is wrong', async () => {
    await start((host) => host);
    const wrong: readonly [string, Readonly<Record<string, string>>, string][] = [
      ['no token', { token: '' }, 'token'],
      ['a token with spaces', { token: 'glpat and more' }, 'token'],
      ['no address of a server', { address: 'ftp://git.example.com' }, 'address'],
      ['an address with a password', { address: 'https://me:pw@git.example.com' }, 'address'],
      ['plain http', { address: 'http://git.example.com' }, 'address'],
      ['a repository that is none', { repositories: 'acme/shop; drop' }, 'repositories'],
    ];
    for (const [what, more, field] of wrong) {
      const { body } = await connect('UADMIN1', 'T1', { ...GOOD(), ...more });
      const errors = { [field]: expect.any(String) };
      expect({ what, ...body }).toMatchObject({ what, response_action: 'errors', errors });
    }
  });

  it('can not lead us into the network that we run in', async () => {
    await start(() => '');
    const { port } = new URL(lab);
    const { shown } = await connect('UADMIN1', 'T1', { ...GOOD(), address: `https://localhost:${port}` });
    expect(shown).toContain('private address');
    const plain = await connect('UADMIN1', 'T1', GOOD());
    expect(plain.body.errors?.['address']).toContain('FAULTLINE_PRIVATE_HOSTS');
  });

  it('disconnects a service: its alerts are answered without its log', async () => {
    await start((host) => host);
    await connect('UADMIN1', 'T1', GOOD());
    expect(await alert('T1', 'C1')).toContain('npm.example.com');
    await click('UADMIN1', 'T1', { type: 'disconnect-ci', service: 'gitlab' });
    await call(
      ({ method, fields }) => method === 'views.open' && (fields['view'] ?? '').includes('Disconnect?'),
    );
    const { body } = await submit('UADMIN1', 'T1', { form: 'disconnect-ci', service: 'gitlab' }, {});
    expect(JSON.stringify(body)).toContain('is disconnected');
    expect(await command('UADMIN1', 'T1', 'settings')).toContain('None is connected here');
  });
});

describe('what an admin entered', () => {
  it('is not used before repositories are listed, nor for others than those', async () => {
    await start((host) => host);
    await connect('UADMIN1', 'T1', { ...GOOD(), repositories: '' });
    expect(await alert('T1', 'C1')).toContain('is not connected');
    const listed = await submit(
      'UADMIN1',
      'T1',
      { form: 'workspace-repositories' },
      { repositories: 'acme/shop' },
    );
    expect(JSON.stringify(listed.body)).toContain('acme/shop');
    expect(await alert('T1', 'C2')).toContain('is not connected');
    await submit('UADMIN1', 'T1', { form: 'workspace-repositories' }, { repositories: 'acme/core/*' });
    expect(await alert('T1', 'C3')).toContain('npm.example.com');
  });

  it('serves its own workspace alone; the environment serves none of them', async () => {
    await start((host) => host);
    await connect('UADMIN1', 'T1', GOOD());
    await submit('UADMIN2', 'T2', { form: 'workspace-repositories' }, { repositories: '*' });
    expect(await alert('T1', 'C1')).toContain('npm.example.com');
    const card = await alert('T2', 'C1');
    expect(card).toContain('is not connected');
    // Nobody of the workspace has an environment to set a variable in.
    expect(card).toContain('/faultline settings');
    expect(card).not.toContain('GITLAB_URL');
  });

  it('is erased when the workspace uninstalls the app', async () => {
    await start((host) => host);
    for (const team of ['T1', 'T2']) await connect(`UADMIN${team}`, team, GOOD());
    const authorizations = [{ enterprise_id: null, team_id: 'T1', user_id: 'UBOTT1', is_bot: true }];
    const event = {
      ...eventEnvelope({ type: 'app_uninstalled' }),
      team_id: 'T1',
      event_id: 'EvGone',
      authorizations,
    };
    await post(JSON.stringify(event), 'application/json');
    const { openStore } = await import('../../src/adapters/store/open-store.ts');
    const store = await openStore({ kind: 'sqlite', path: join(folder, 'faultline.db') }, []);
    expect(await store.connections.list('T1')).toEqual([]);
    expect(await store.connections.list('T2')).toHaveLength(1);
    await store.close();
  });
});

describe('whoever is no admin when a form is sent', () => {
  it('changes nothing', async () => {
    await start((host) => host);
    await connect('UADMIN1', 'T1', GOOD());
    const forms: readonly [object, Readonly<Record<string, string>>][] = [
      [{ form: 'connect-ci' }, { service: 'gitlab' }],
      [
        { form: 'connect-ci-service', service: 'gitlab' },
        { ...GOOD(), repositories: '*' },
      ],
      [{ form: 'disconnect-ci', service: 'gitlab' }, {}],
      [{ form: 'workspace-repositories' }, { repositories: '*' }],
    ];
    for (const [key, values] of forms)
      expect(JSON.stringify((await submit('U1', 'T1', key, values)).body)).toContain('Only admins');
    const lists = { form: 'channel-settings', channel: 'C1', lists: true };
    await submit('U1', 'T1', lists, { automatic: 'alerts', repositories: 'x/*' });
    const { openStore } = await import('../../src/adapters/store/open-store.ts');
    const store = await openStore({ kind: 'sqlite', path: join(folder, 'faultline.db') }, []);
    const [connection, ...more] = await store.connections.list('T1');
    expect(more).toEqual([]);
    expect(connection).toMatchObject({ provider: 'gitlab', connectedBy: 'UADMIN1' });
    const whole = await store.findSettings({ workspace: 'T1', channel: '*' });
    expect(whole).toMatchObject({ repositories: ['acme/*'] });
    const ofChannel = () => store.findSettings({ workspace: 'T1', channel: 'C1' });
    for (let waited = 0; waited < 5_000 && (await ofChannel()) === null; waited += 50)
      await new Promise((resolve) => setTimeout(resolve, 50));
    // A member chooses what is answered, and only an admin whose runs are read.
    expect(await ofChannel()).toMatchObject({ automatic: 'alerts', repositories: null });
    await store.close();
  });

  it('opens no form', async () => {
    await start((host) => host);
    const seen = slack.calls.length;
    await click('U1', 'T1', { type: 'connect-ci' });
    await call(({ fields }) => (fields['json'] ?? '').includes('Only admins'), seen);
    expect(slack.calls.some(({ method }) => method === 'views.open')).toBe(false);
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { loadConfig } from '../../src/config.ts';
import { createFaultline, type Faultline } from '../../src/faultline.ts';
import { PLAYGROUND_APP } from '../../src/playground/playground-app.ts';
import { createWorkspace, type Workspace } from '../../src/playground/workspace/workspace.ts';

const SECRET = 'a-signing-secret';
const CHANNEL = 'C0BUILDS01';
const LOG = [
  'DEPLOY_TOKEN=q7Zk2vT9sLw4Xy8b',
  'npm error code E403',
  'npm error 403 403 Forbidden - PUT https://npm.example.com/@acme%2fui - not allowed',
].join('\n');

let workspace: Workspace;
let faultline: Faultline;
let slack: string;
let bot: string;

beforeAll(async () => {
  workspace = createWorkspace({
    port: 0,
    botToken: 'xoxb-1',
    signingSecret: SECRET,
    ...PLAYGROUND_APP,
    teamId: 'T0TEAM0001',
  });
  slack = (await workspace.start()).url;
  const config = loadConfig({
    PORT: '0',
    DATABASE_URL: 'sqlite::memory:',
    FAULTLINE_METRICS_TOKEN: 'watching',
  });
  faultline = await createFaultline(config, {
    botToken: 'xoxb-1',
    slackApiUrl: `${slack}/api/`,
    transport: { kind: 'http', signingSecret: SECRET, port: 0, host: '127.0.0.1' },
  });
  const { port } = await faultline.start();
  bot = `http://127.0.0.1:${port}`;
  workspace.connect(`${bot}/slack/events`);
});
afterAll(async () => {
  await workspace.stop();
  await faultline.close();
});

async function metrics(): Promise<string> {
  return (await fetch(`${bot}/metrics`, { headers: { authorization: 'Bearer watching' } })).text();
}

async function until(isTrue: () => Promise<boolean>): Promise<void> {
  for (let waited = 0; waited < 10_000 && !(await isTrue()); waited += 50)
    await new Promise((resolve) => setTimeout(resolve, 50));
}

describe('a running bot', () => {
  it('is live and ready', async () => {
    expect((await fetch(`${bot}/healthz`)).status).toBe(200);
    expect(await (await fetch(`${bot}/readyz`)).json()).toEqual({
      ready: true,
      stopping: false,
      store: 'ok',
      slack: 'ok',
    });
  });

  it('counts what it did; no log, name or secret is in its metrics', async () => {
    await fetch(`${slack}/control/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ channel: CHANNEL, text: LOG }),
    });
    await until(async () => (await metrics()).includes('faultline_work_seconds_count{outcome="done"} 1'));
    const text = await metrics();
    expect(text).toMatch(/faultline_events_accepted_total\{kind="message"\} 1/);
    expect(text).toMatch(/faultline_diagnoses_total\{verdict="diagnosed",playbook="[\w-]+"\} 1/);
    expect(text).toMatch(/faultline_card_seconds_count 1/);
    expect(text).toMatch(/faultline_work_items\{state="waiting"\} 0/);
    for (const word of ['q7Zk2vT9sLw4Xy8b', 'acme', 'npm.example.com', CHANNEL, 'xoxb-1', SECRET])
      expect(text).not.toContain(word);
  });
});

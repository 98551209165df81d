/**
 * What compose.yaml brings up, without containers: `npm run topology`.
 *
 * PostgreSQL (Debian's package), two replicas of the bot (`node dist/main.js`), a load balancer that asks each
 * replica whether it is ready, and a local Slack with its page. Runs until Ctrl-C.
 * `--check` posts 40 alerts meanwhile, restarts each replica with SIGTERM under them, and exits 0 when every alert has
 * exactly one card and each replica left with code 0. Prints what it saw.
 */
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { loadTypescript } from '../bench/load-typescript.js';
import { PLAYGROUND_APP } from '../dist/playground/playground-app.js';
import { createWorkspace } from '../dist/playground/workspace/workspace.js';
import { untilStopped } from '../dist/until-stopped.js';
import { startBalancer } from './topology/balancer.js';
import { startReplica } from './topology/replica.js';

const REPLICAS = 2;
const ALERTS = 40;
const PAUSE_MS = 150;
const SETTLE_MS = 60_000;
const CHANNELS = ['C0BUILDS01', 'C0RELEASE1', 'C0GENERAL1'];

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
const secrets = { bot: `xoxb-${token()}`, signing: token(), metrics: token() };
const posts = new Map();
const { startPostgres } = await loadTypescript('test/support/postgres-server.ts');
const postgres = await startPostgres();
const workspace = createWorkspace({
  port: 0,
  botToken: secrets.bot,
  signingSecret: secrets.signing,
  ...PLAYGROUND_APP,
  teamId: 'T0TOPOLOGY',
  retryDelaysMs: [500, 2_000, 5_000],
  webRoot: fileURLToPath(new URL('../dist/playground/web', import.meta.url)),
  onPost({ channel, thread }) {
    posts.set(`${channel}:${thread}`, (posts.get(`${channel}:${thread}`) ?? 0) + 1);
  },
});
const { url: slack } = await workspace.start();
const environment = {
  DATABASE_URL: await postgres.createPlace(),
  SLACK_BOT_TOKEN: secrets.bot,
  SLACK_SIGNING_SECRET: secrets.signing,
  SLACK_API_URL: `${slack}/api/`,
  FAULTLINE_METRICS_TOKEN: secrets.metrics,
};
const replicas = [];
for (let count = 0; count < REPLICAS; count += 1) replicas.push(await startReplica(environment));
const balancer = await startBalancer(() => replicas.map(({ port }) => port));
workspace.connect(`${balancer.url}/slack/events`);
print(
  `Slack: ${slack}\nload balancer: ${balancer.url}\nreplicas: ${replicas.map(({ port }) => port).join(', ')}\n`,
);
try {
  if (values.check) process.exitCode = (await check()) ? 0 : 1;
  else await untilStopped();
} finally {
  for (const replica of replicas) await replica.stop();
  await balancer.stop();
  await workspace.stop();
  await postgres.stop();
}

async function check() {
  const said = [];
  const talk = (async () => {
    for (let number = 1; number <= ALERTS; number += 1) {
      said.push(await say(number));
      await sleep(PAUSE_MS);
    }
  })();
  const codes = [];
  for (const index of replicas.keys()) {
    await sleep(ALERTS * PAUSE_MS * 0.25);
    codes.push(await replicas[index].stop());
    replicas[index] = await startReplica(environment);
  }
  await talk;
  for (const end = Date.now() + SETTLE_MS; Date.now() < end && said.some((key) => !posts.has(key)); )
    await sleep(100);
  await sleep(1_500); // a card too many would come now
  const lost = said.filter((key) => !posts.has(key)).length;
  const doubled = said.filter((key) => posts.get(key) > 1).length;
  const [live, ready, metrics] = await Promise.all(['healthz', 'readyz', 'metrics'].map(ask));
  print(`restarted ${codes.length} replicas with SIGTERM, exit codes ${codes.join(', ')}\n`);
  print(`healthz ${live.status}, readyz ${ready.status}, metrics ${metrics.status}\n`);
  print(`alerts ${said.length}, lost ${lost}, doubled ${doubled}\n`);
  const isServing = [live, ready, metrics].every(({ status }) => status === 200);
  return isServing && lost === 0 && doubled === 0 && codes.every((code) => code === 0);
}

function ask(path) {
  return fetch(`${balancer.url}/${path}`, { headers: { authorization: `Bearer ${secrets.metrics}` } });
}

/** An alert of a CI service: unlike a person's logs, any number of them is answered. */
async function say(number) {
  const channel = CHANNELS[number % CHANNELS.length];
  const link = `https://github.com/acme/shop/actions/runs/${1_000 + number}`;
  const message = {
    subtype: 'bot_message',
    username: 'GitHub Actions',
    bot_id: 'B0GHACTION',
    text: 'release failed in acme/shop',
    attachments: [
      { color: 'danger', fallback: 'release failed', text: `*release* failed: <${link}|the run>` },
    ],
  };
  const response = await fetch(`${slack}/control/app-messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ channel, message }),
  });
  return `${channel}:${(await response.json()).ts}`;
}

function token() {
  return randomBytes(16).toString('hex');
}

function print(text) {
  process.stdout.write(text);
}

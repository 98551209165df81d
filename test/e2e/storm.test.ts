import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { loadConfig } from '../../src/config.ts';
import { createFaultline } from '../../src/faultline.ts';
import { eventEnvelope, postSigned } from '../support/slack-request.ts';
import { type StormySlack, startStormyGithub, startStormySlack } from '../support/stormy-services.ts';

/**
 * Alerts by the hundred, through signed HTTP into the real Bolt app, while Slack and GitHub answer 429 now and then.
 * `npm run storm` sends 500 over 50 channels; `npm test` a sample.
 */
const ALERTS = Number(process.env['FAULTLINE_STORM'] ?? 40);
const CHANNELS = Math.ceil(ALERTS / 10);
/** One answer of so many is a 429. */
const EVERY = 25;
const SECRET = 'signing-secret';
const LOG = [
  ...Array.from(
    { length: 300 },
    (_, line) => `2026-03-01T10:00:00.${String(line).padStart(3, '0')}Z compiling ${line}`,
  ),
  'npm error code E403',
  'npm error 403 403 Forbidden - PUT https://npm.example.com/@acme%2fui - You do not have permission',
  '##[error]Process completed with exit code 1.',
].join('\n');

function alertEvent(index: number, origin: string) {
  const ts = `1790000000.${String(index).padStart(6, '0')}`;
  const channel = `C${String(index % CHANNELS).padStart(8, '0')}`;
  const url = `${origin}/northwind/ledger/actions/runs/${1000 + index * 10}`;
  const text = `CI failed on main: <${url}|run>`;
  const event = {
    type: 'message',
    subtype: 'bot_message',
    channel,
    channel_type: 'channel',
    bot_id: 'B0CI',
    ts,
    text,
  };
  return { channel, ts, envelope: { ...eventEnvelope(event), event_id: `Ev${index}` } };
}

async function waitUntilStill(slack: StormySlack, wanted: number): Promise<void> {
  const until = Date.now() + 240_000;
  while (slack.posts.length < wanted && Date.now() < until) await pause(50);
  // A second answer would come now.
  await pause(1_500);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

it(`answers ${ALERTS} alerts over ${CHANNELS} channels once each, in order, through a storm`, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'faultline-storm-'));
  const slack = await startStormySlack(EVERY);
  const github = await startStormyGithub(EVERY, LOG);
  const faultline = await createFaultline(
    loadConfig({
      LOG_LEVEL: 'silent',
      DATABASE_URL: `sqlite:${join(folder, 'storm.db')}`,
      GITHUB_API_URL: `${github.origin}/api/v3`,
      GITHUB_TOKEN: 'token',
    }),
    {
      botToken: 'xoxb-1',
      slackApiUrl: `${slack.origin}/api/`,
      transport: { kind: 'http', signingSecret: SECRET, port: 0, host: '127.0.0.1' },
    },
  );
  let peak = 0;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, 50);
  try {
    const { port } = await faultline.start();
    const url = `http://127.0.0.1:${port}/slack/events`;
    const before = process.memoryUsage().rss;
    const startedAt = performance.now();
    const alerts = Array.from({ length: ALERTS }, (_, index) => alertEvent(index, github.origin));
    const send = (envelope: object) =>
      postSigned({ url, secret: SECRET, body: JSON.stringify(envelope), contentType: 'application/json' });
    for (const [index, { envelope }] of alerts.entries()) {
      const answer = await send(envelope);
      expect(answer.status).toBe(200);
      // Slack delivers some twice.
      if (index % 7 === 0) await send(envelope);
    }
    const sentMs = performance.now() - startedAt;
    await waitUntilStill(slack, ALERTS);
    const doneMs = performance.now() - startedAt - 1_500;
    const answered = slack.posts.map(({ channel, thread }) => `${channel} ${thread}`);
    expect(answered.toSorted()).toEqual(alerts.map(({ channel, ts }) => `${channel} ${ts}`).toSorted());
    for (const channel of new Set(slack.posts.map((post) => post.channel))) {
      const order = slack.posts.filter((post) => post.channel === channel).map(({ thread }) => thread);
      expect(order).toEqual(order.toSorted());
    }
    expect(slack.posts.every(({ text }) => text.includes('npm.example.com'))).toBe(true);
    expect(slack.refusals() + github.refusals()).toBeGreaterThan(0);
    const megabytes = (bytes: number) => `${Math.round(bytes / 1e6)} MB`;
    process.stderr.write(
      `storm: ${ALERTS} alerts over ${CHANNELS} channels, sent in ${(sentMs / 1000).toFixed(1)} s, answered in ` +
        `${(doneMs / 1000).toFixed(1)} s; 429 from Slack ${slack.refusals()}, from GitHub ${github.refusals()}; ` +
        `memory ${megabytes(before)} before, ${megabytes(peak)} at most\n`,
    );
  } finally {
    clearInterval(watch);
    await faultline.close();
    await slack.stop();
    await github.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}, 300_000);

import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { PLAYGROUND_APP } from '../../dist/playground/playground-app.js';
import { createWorkspace } from '../../dist/playground/workspace/workspace.js';

const CHANNELS = 100;
const GIVE_UP_MS = 30_000;

/** A Slack on loopback with many channels, and people who paste logs there at a fixed rate. */
export async function startCrowd() {
  const secrets = { bot: `xoxb-${token()}`, signing: token() };
  const postedAt = new Map();
  const workspace = createWorkspace({
    port: 0,
    botToken: secrets.bot,
    signingSecret: secrets.signing,
    ...PLAYGROUND_APP,
    teamId: 'T0CROWD',
    moreChannels: Array.from({ length: CHANNELS }, (_, index) => `team-${index}`),
    onPost({ channel, thread }) {
      const key = `${channel}:${thread}`;
      if (!postedAt.has(key)) postedAt.set(key, performance.now());
    },
  });
  const { url } = await workspace.start();
  let said = 0;

  async function sayOne(sent) {
    said += 1;
    const channel = `C1${String(said % CHANNELS).padStart(8, '0')}`;
    const at = performance.now();
    const response = await fetch(`${url}/control/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ channel, text: pasteFor(said) }),
    });
    const { ts } = await response.json();
    sent.push({ key: `${channel}:${ts}`, at });
  }

  return {
    environment: {
      SLACK_BOT_TOKEN: secrets.bot,
      SLACK_SIGNING_SECRET: secrets.signing,
      SLACK_API_URL: `${url}/api/`,
    },
    connect: workspace.connect,
    /** Does not wait for answers: a slow bot gets as many messages as a quick one. */
    async say({ rate, seconds }) {
      const sent = [];
      const begun = performance.now();
      const total = Math.round(rate * seconds);
      const asked = [];
      for (let index = 0; index < total; index += 1) {
        await sleep(Math.max(0, begun + (index * 1000) / rate - performance.now()));
        asked.push(sayOne(sent));
      }
      await Promise.all(asked);
      const end = performance.now() + GIVE_UP_MS;
      while (performance.now() < end && sent.some(({ key }) => !postedAt.has(key))) await sleep(50);
      const waits = sent
        .map(({ key, at }) => (postedAt.get(key) ?? Number.POSITIVE_INFINITY) - at)
        .sort((one, other) => one - other);
      return {
        sent: sent.length,
        answered: waits.filter(Number.isFinite).length,
        percentile: (share) => waits[Math.min(waits.length - 1, Math.ceil(share * waits.length) - 1)],
      };
    },
    stop: () => workspace.stop(),
  };
}

/** A different failure each time, with an ordinary job around it. */
function pasteFor(number) {
  const steps = Array.from(
    { length: 40 },
    (_, index) => `step ${index} of build ${number}: compiled in ${index * 7} ms`,
  );
  return [
    '```',
    ...steps,
    'npm error code E403',
    `npm error 403 403 Forbidden - PUT https://npm.example.com/@acme%2fui-${number} - not allowed`,
    'Error: Process completed with exit code 1.',
    '```',
  ].join('\n');
}

function token() {
  return randomBytes(16).toString('hex');
}

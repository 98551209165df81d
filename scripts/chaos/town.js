import { randomBytes } from 'node:crypto';
import { createFakeGitHub } from '../../dist/playground/github/fake-github.js';
import { createWorkspace } from '../../dist/playground/workspace/workspace.js';

/** Work of one channel is done one after the other: with some more there is always some under way. */
const MORE_CHANNELS = Array.from({ length: 9 }, (_, index) => `team-${index}`);
const CHANNELS = [
  'C0BUILDS01',
  'C0RELEASE1',
  'C0GENERAL1',
  ...MORE_CHANNELS.map((_, index) => `C1${String(index).padStart(8, '0')}`),
];
const BOT = 'U0FAULTLNE';
const TEAM = 'T0CHAOS';
const RUNS = 5_000;
/** Slack tries three more times; a process is back within this time. */
const RETRY_DELAYS_MS = [1_000, 5_000, 15_000];
const LONGEST_ANSWER_MS = 300;
const ALERTS = 0.3;

/** A Slack and a GitHub on loopback, the things people and CI say in there, and a count of the answers. */
export async function startTown() {
  const secrets = { bot: `xoxb-${token()}`, signing: token(), github: token() };
  const runs = Array.from({ length: RUNS }, (_, index) => failedRun(index + 1));
  const github = createFakeGitHub({ port: 0, token: secrets.github, runs });
  const { url: githubUrl } = await github.start();
  const posts = new Map();
  const looks = { count: 0 };
  let answeredAt = 0;
  const workspace = createWorkspace({
    port: 0,
    botToken: secrets.bot,
    signingSecret: secrets.signing,
    botUser: { id: BOT, name: 'Faultline' },
    botId: 'B0FAULTLNE',
    appId: 'A0FAULTLNE',
    teamId: TEAM,
    moreChannels: MORE_CHANNELS,
    retryDelaysMs: RETRY_DELAYS_MS,
    // Drawn after the post stands in the channel: a kill may land between the two.
    answerDelayMs(method) {
      if (method.startsWith('conversations.')) looks.count += 1;
      if (method !== 'chat.postMessage') return 0;
      const delay = Math.random() * LONGEST_ANSWER_MS;
      answeredAt = Math.max(answeredAt, Date.now() + delay);
      return delay;
    },
    onPost({ channel, thread }) {
      const key = `${channel}:${thread}`;
      posts.set(key, (posts.get(key) ?? 0) + 1);
    },
  });
  const { url } = await workspace.start();
  let said = 0;
  const asked = new Set();
  return {
    workspace: TEAM,
    environment: {
      SLACK_BOT_TOKEN: secrets.bot,
      SLACK_SIGNING_SECRET: secrets.signing,
      SLACK_API_URL: `${url}/api/`,
      GITHUB_TOKEN: secrets.github,
      GITHUB_API_URL: `${githubUrl}/api/v3`,
    },
    /** A post stands in a channel, and who made it does not know. */
    isPostOnItsWay: () => Date.now() < answeredAt,
    connect: workspace.connect,
    settled: workspace.settled,
    async say() {
      said += 1;
      const channel = CHANNELS[Math.floor(Math.random() * CHANNELS.length)];
      const isAlert = Math.random() < ALERTS && said <= RUNS;
      const [name, body] = isAlert
        ? ['app-messages', { channel, message: alertFor(githubUrl, said) }]
        : ['messages', { channel, text: pasteFor(said) }];
      const response = await fetch(`${url}/control/${name}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      const { ok, error, ts } = await response.json();
      if (!ok) throw new Error(`the workspace refused a message: ${error}`);
      asked.add(`${channel}:${ts}`);
    },
    /** Cards are counted where Slack took them. */
    count(accepted = new Set()) {
      const own = [...accepted].filter((key) => asked.has(key));
      return {
        said,
        accepted: own.length,
        answered: own.filter((key) => posts.has(key)).length,
        posts: [...posts.values()].reduce((sum, count) => sum + count, 0),
        lost: own.filter((key) => !posts.has(key)).length,
        doubled: [...posts.values()].filter((count) => count > 1).length,
        looks: looks.count,
      };
    },
    async stop() {
      await workspace.stop();
      await github.stop();
    },
  };
}

function pasteFor(number) {
  const log = logOf(`ui-${number}`);
  return `<@${BOT}> what is this?\n\`\`\`\n${log}\n\`\`\``;
}

function logOf(name) {
  return [
    `npm http fetch PUT 403 https://npm.example.com/@acme%2f${name} 88ms`,
    'npm error code E403',
    `npm error 403 403 Forbidden - PUT https://npm.example.com/@acme%2f${name} - not allowed`,
    'npm error 403 In most cases, you or one of your dependencies are requesting',
    'Error: Process completed with exit code 1.',
  ].join('\n');
}

function failedRun(id) {
  const steps = [{ name: 'Publish', number: 1, conclusion: 'failure' }];
  const times = { startedAt: '2026-03-01T10:00:00Z', completedAt: '2026-03-01T10:00:41Z' };
  return {
    owner: 'acme',
    repo: 'shop',
    id,
    name: 'release',
    headBranch: `branch-${id}`,
    headSha: String(id).padStart(40, '0'),
    conclusion: 'failure',
    jobs: [
      {
        id: 1_000_000 + id,
        name: 'publish',
        conclusion: 'failure',
        ...times,
        steps,
        log: logOf(`run-${id}`),
      },
    ],
  };
}

function alertFor(githubUrl, id) {
  const link = `${githubUrl}/acme/shop/actions/runs/${id}`;
  const text = `:x: *release* failed on \`branch-${id}\` of acme/shop: <${link}|view the run>`;
  return {
    subtype: 'bot_message',
    username: 'GitHub Actions',
    bot_id: 'B0GHACTION',
    text: 'release failed in acme/shop',
    attachments: [{ color: 'danger', fallback: 'release failed', text }],
  };
}

function token() {
  return randomBytes(16).toString('hex');
}

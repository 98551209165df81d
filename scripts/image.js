/**
 * What the Dockerfile does, without containers: `npm run image`.
 *
 * Takes its instructions one by one: copies what they copy (and .dockerignore lets through) into temporary folders,
 * runs what they run, then starts the image's command as a user without rights against a local Slack, asks the health
 * check, and stops it with the image's signal. Exits 0 when all of that works. Linux; as root it changes to `nobody`.
 */
import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { PLAYGROUND_APP } from '../dist/playground/playground-app.js';
import { createWorkspace } from '../dist/playground/workspace/workspace.js';
import { freePort } from './free-port.js';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const NOBODY = 65_534;
const HEALTHY_MS = 30_000;
const STOP_MS = 30_000;

const folder = mkdtempSync(join(tmpdir(), 'faultline-image-'));
chmodSync(folder, 0o755);
try {
  const image = build(readInstructions());
  print(`image: ${Math.round(sizeOf(image.root) / 1e6)} MB of our own on node:20-bookworm-slim`);
  await run(image);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** `COPY a b ./`, one an entry; continued lines are joined, comments left out. */
function readInstructions() {
  const text = readFileSync(join(ROOT, 'Dockerfile'), 'utf8').replaceAll('\\\n', ' ');
  return text
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map((line) => [line.split(' ')[0], line.slice(line.indexOf(' ') + 1).trim()]);
}

function build(instructions) {
  const stages = new Map();
  let stage = null;
  for (const [name, words] of instructions) {
    if (name === 'FROM') {
      const [, as = 'image'] = / AS (\w+)/.exec(words) ?? [];
      stage = {
        root: join(folder, as),
        env: {},
        user: 'root',
        command: null,
        health: null,
        signal: 'SIGTERM',
      };
      mkdirSync(join(stage.root, 'app'), { recursive: true });
      stages.set(as, stage);
    } else if (name === 'COPY') copy(words, stage, stages);
    else if (name === 'RUN') runStep(words, stage);
    else if (name === 'ENV')
      for (const pair of words.split(' ')) stage.env[pair.split('=')[0]] = pair.split('=')[1];
    else if (name === 'USER') stage.user = words;
    else if (name === 'CMD') stage.command = JSON.parse(words);
    else if (name === 'HEALTHCHECK') stage.health = JSON.parse(words.slice(words.indexOf('CMD ') + 4));
    else if (name === 'STOPSIGNAL') stage.signal = words;
    else if (!['WORKDIR', 'VOLUME', 'EXPOSE'].includes(name)) fail(`${name}: not known here`);
  }
  return stage;
}

function copy(words, stage, stages) {
  const [, from] = /^--from=(\w+) /.exec(words) ?? [];
  const paths = words.replace(/^--from=\w+ /, '').split(' ');
  const target = paths.pop();
  for (const path of paths) {
    const source = from ? join(stages.get(from).root, path) : join(ROOT, path);
    if (!from && !isSentToBuild(path)) fail(`${path}: .dockerignore keeps it out`);
    const into = join(stage.root, 'app', target.endsWith('/') ? join(target, basename(path)) : target);
    mkdirSync(dirname(into), { recursive: true });
    cpSync(source, into, { recursive: true, verbatimSymlinks: true });
  }
}

function isSentToBuild(path) {
  return readFileSync(join(ROOT, '.dockerignore'), 'utf8')
    .split('\n')
    .includes(`!${path.replace('./', '')}`);
}

function runStep(words, stage) {
  // The base image's user is ours here.
  const command = words.replace(/ && chown node:node (\w+)/, ` && chown ${NOBODY}:${NOBODY} $1`);
  const { status, stderr } = spawnSync(
    'bash',
    ['-c', process.getuid() === 0 ? command : words.split(' && chown')[0]],
    {
      cwd: join(stage.root, 'app'),
      env: { ...process.env, ...stage.env, NODE_ENV: stage.env.NODE_ENV ?? '' },
      encoding: 'utf8',
    },
  );
  if (status !== 0) fail(`RUN ${words}\n${stderr}`);
  print(`ran: ${words}`);
}

async function run({ root, env, user, command, health, signal }) {
  if (user === 'root') fail('the image runs as root');
  const workspace = createWorkspace({
    port: 0,
    botToken: 'xoxb-of-the-image',
    signingSecret: 'a-signing-secret',
    ...PLAYGROUND_APP,
    teamId: 'T0IMAGE',
  });
  const { url } = await workspace.start();
  const place = {
    cwd: join(root, 'app'),
    ...(process.getuid() === 0 ? { uid: NOBODY, gid: NOBODY } : {}),
    env: {
      PATH: process.env.PATH,
      ...env,
      PORT: String(await freePort()),
      SLACK_BOT_TOKEN: 'xoxb-of-the-image',
      SLACK_SIGNING_SECRET: 'a-signing-secret',
      SLACK_API_URL: `${url}/api/`,
    },
  };
  const bot = spawn(command[0], command.slice(1), { ...place, stdio: ['ignore', 'ignore', 'inherit'] });
  const left = new Promise((resolve) => bot.once('exit', resolve));
  try {
    await untilHealthy(health, place);
    bot.kill(signal);
    const code = await Promise.race([left, sleep(STOP_MS, 'nothing', { ref: false })]);
    print(`healthy as ${user}, left with ${code} on ${signal}`);
    if (code !== 0) fail('it did not leave with 0');
  } finally {
    bot.kill('SIGKILL');
    await workspace.stop();
  }
}

async function untilHealthy([command, ...words], place) {
  for (const end = Date.now() + HEALTHY_MS; Date.now() < end; await sleep(250))
    if (spawnSync(command, words, { ...place, stdio: 'ignore' }).status === 0) return;
  fail('the health check never passed');
}

function sizeOf(path) {
  const entries = readdirSync(path, { withFileTypes: true });
  return entries.reduce((sum, entry) => {
    const inside = join(path, entry.name);
    if (entry.isDirectory()) return sum + sizeOf(inside);
    return entry.isFile() ? sum + statSync(inside).size : sum;
  }, 0);
}

function fail(message) {
  throw new Error(message);
}

function print(text) {
  process.stdout.write(`${text}\n`);
}

import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('bot-main.js', import.meta.url));
const LEASE_MS = 1_500;

/**
 * The real bot in a process of its own, loaded and waiting: it neither listens nor works before `begin`. Whoever
 * kills often prepares the next one meanwhile.
 */
export function prepareBot({ port, town, databaseUrl }) {
  const child = spawn(process.execPath, [MAIN], {
    env: {
      PATH: process.env.PATH,
      PORT: String(port),
      LOG_LEVEL: 'error',
      DATABASE_URL: databaseUrl,
      FAULTLINE_LEASE_MS: String(LEASE_MS),
      ...town.environment,
    },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let words = '';
  let said = '';
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.stdin.on('error', () => undefined); // it died before it was told to begin
  child.stderr.on('data', (data) => {
    words = (words + data).slice(-4_000);
  });
  const hears = (word) =>
    new Promise((resolve) => {
      const look = (data = '') => {
        said += data;
        if (said.includes(word)) resolve(true);
      };
      child.stdout.on('data', look);
      look();
    });
  const isReady = Promise.race([hears('ready'), ended.then(() => false)]);
  const end = async (signal) => {
    child.kill(signal);
    await ended;
  };
  return {
    pid: child.pid,
    words: () => words,
    /** False when it ended instead. */
    isReady,
    /** True when it listens, false when it ended instead. */
    async begin() {
      if (!(await isReady)) return false;
      child.stdin.write('begin\n');
      return Promise.race([hears('listens'), ended.then(() => false)]);
    },
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
  };
}

/** Resolves with a bot that listens: the prepared one, or another where that can't start. */
export async function beginBot(prepared, place) {
  let bot = prepared;
  for (let left = 40; ; left -= 1) {
    if (await bot.begin()) return bot;
    if (left === 0) throw new Error(`the bot does not start:\n${bot.words()}`);
    await sleep(500); // somebody's outgoing connection may have its port just now
    bot = prepareBot(place);
  }
}

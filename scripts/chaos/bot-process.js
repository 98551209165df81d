import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('bot-main.js', import.meta.url));
const LEASE_MS = 1_500;

/** The real bot in a process of its own; resolves when it listens. Tries again when it can't start. */
export async function startBot({ port, town, databaseUrl }) {
  for (let left = 40; ; left -= 1) {
    const bot = await tryToStart({ port, town, databaseUrl });
    if (bot.isUp) return bot;
    if (left === 0) throw new Error(`the bot does not start:\n${bot.words()}`);
    await sleep(500); // somebody's outgoing connection may have its port just now
  }
}

async function tryToStart({ port, town, databaseUrl }) {
  const child = spawn(process.execPath, [MAIN], {
    env: {
      PATH: process.env.PATH,
      PORT: String(port),
      LOG_LEVEL: 'error',
      DATABASE_URL: databaseUrl,
      FAULTLINE_LEASE_MS: String(LEASE_MS),
      ...town.environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let words = '';
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.stderr.on('data', (data) => {
    words = (words + data).slice(-4_000);
  });
  const listening = new Promise((resolve) => {
    child.stdout.on('data', (data) => {
      if (String(data).includes('listens')) resolve(true);
    });
  });
  const isUp = await Promise.race([listening, ended.then(() => false)]);
  const end = async (signal) => {
    child.kill(signal);
    await ended;
  };
  return { isUp, pid: child.pid, words: () => words, kill: () => end('SIGKILL'), stop: () => end('SIGTERM') };
}

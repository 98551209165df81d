import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { loadTypescript } from '../../bench/load-typescript.js';
import { startBalancer } from './balancer.js';
import { beginBot, prepareBot } from './bot-process.js';
import { startTown } from './town.js';

/** Between the moment when another one stands by and the moment when a process is killed. */
const LONGEST_LIFE_MS = 1_000;
/** So often none stands by: then the next one also has to start, and to open what the dead one left. */
const COLD = 0.2;
const MESSAGE_PAUSE_MS = 150;
const SETTLE_MS = 600_000;

/** One database, its processes, the stream and the kills; resolves with what was counted. */
export async function runPart({ database, processes, kills, seconds }) {
  const folder = mkdtempSync(join(tmpdir(), 'faultline-chaos-'));
  const server = database === 'postgres' ? await startServer() : null;
  const databaseUrl = server ? await server.createPlace() : `sqlite:${join(folder, 'faultline.db')}`;
  const town = await startTown();
  const balancer = await startBalancer(processes);
  town.connect(balancer.url);
  const startedAt = Date.now();
  const run = { isOver: false, kills: 0, inFlight: 0 };
  const isDue = () => run.kills >= kills || Date.now() - startedAt > seconds * 1000;
  const lives = Promise.all(balancer.ports.map((port) => live({ port, town, databaseUrl, run, isDue })));
  const stream = talk(town, run);
  try {
    await Promise.race([lives, untilTrue(isDue)]);
    run.isOver = true;
    await stream;
    const bots = await lives;
    await town.settled();
    const store = await openStore(databaseUrl);
    await untilDone(store);
    for (const bot of bots) await bot.stop();
    const work = await store.work.counts();
    const given = await store.work.listSetAside(town.workspace);
    await store.close();
    const counts = town.count(balancer.accepted);
    const reasons = given.map(({ key, reason, attempts }) => `${key}: ${reason}, try ${attempts}`);
    return {
      ...counts,
      ...work,
      reasons,
      kills: run.kills,
      inFlight: run.inFlight,
      seconds: Math.round((Date.now() - startedAt) / 1000),
    };
  } finally {
    run.isOver = true;
    await balancer.stop();
    await town.stop();
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function startServer() {
  const { startPostgres } = await loadTypescript('test/support/postgres-server.ts');
  return startPostgres();
}

/** Starts a process and kills it, over and over; resolves with the one that may live on. Loading is what takes long. */
async function live({ port, town, databaseUrl, run, isDue }) {
  const place = { port, town, databaseUrl };
  let heir = null;
  for (;;) {
    const bot = await beginBot(heir ?? prepareBot(place), place);
    heir = null;
    if (isDue()) return bot;
    if (Math.random() >= COLD) heir = prepareBot(place);
    await heir?.isReady;
    await sleep(Math.random() * LONGEST_LIFE_MS);
    if (isDue()) {
      await heir?.kill(); // it did nothing yet
      return bot;
    }
    if (town.isPostOnItsWay()) run.inFlight += 1;
    await bot.kill();
    run.kills += 1;
    if (process.stderr.isTTY) process.stderr.write(`\r${run.kills} kills, ${town.count().said} messages `);
  }
}

async function untilTrue(isTrue) {
  while (!isTrue()) await sleep(100);
}

async function talk(town, run) {
  while (!run.isOver) {
    await town.say();
    await sleep(Math.random() * 2 * MESSAGE_PAUSE_MS);
  }
}

/** The last process left has some leases and pauses to wait for. */
async function untilDone(store) {
  const until = Date.now() + SETTLE_MS;
  for (let quiet = 0; quiet < 3 && Date.now() < until; ) {
    const { waiting, underWay } = await store.work.counts();
    quiet = waiting + underWay === 0 ? quiet + 1 : 0; // a card too many would come now
    await sleep(1_000);
  }
}

async function openStore(url) {
  const { openStore: open } = await import('../../dist/adapters/store/open-store.js');
  return open(url.startsWith('sqlite:') ? { kind: 'sqlite', path: url.slice(7) } : { kind: 'postgres', url });
}

/**
 * How soon is accepted work taken, and does a channel keep its order when a try fails? `node scripts/measure-work.js`.
 *
 * One worker, one item at a time for latency; then 50 items in five channels, of which every seventh fails at its
 * first try.
 * Measures SQLite, and PostgreSQL when Debian's package is installed.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { loadTypescript } from '../bench/load-typescript.js';
import { openStore } from '../dist/adapters/store/open-store.js';
import { OutsideError } from '../dist/core/errors.js';
import { createWorker } from '../dist/flows/create-worker.js';

const ITEMS = 200;
const SILENT = { info: () => undefined, warn: () => undefined, error: () => undefined };

const { startPostgres } = await loadTypescript('test/support/postgres-server.ts');
await measure('SQLite', { kind: 'sqlite', path: ':memory:' });
const server = await startPostgres();
await measure('PostgreSQL', { kind: 'postgres', url: await server.createPlace() });
await server.stop();

async function measure(name, location) {
  const store = await openStore(location);
  const latencies = await measureLatency(store);
  const { inOrder, seconds } = await measureOrder(store);
  await store.close();
  const at = (share) => latencies[Math.floor(share * (latencies.length - 1))].toFixed(1);
  process.stdout.write(
    `${name}: accepted to taken p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, p99 ${at(0.99)} ms; ` +
      `50 items, every seventh fails once: ${inOrder} of 5 channels in order, ${seconds} s\n`,
  );
}

async function measureLatency(store) {
  const latencies = [];
  let taken = () => undefined;
  const worker = start(store, async () => taken());
  await sleep(500);
  for (let index = 0; index < ITEMS; index += 1) {
    const startedAt = performance.now();
    const wasTaken = new Promise((resolve) => {
      taken = resolve;
    });
    await accept(store, `latency:${index}`, 'C1', index);
    await wasTaken;
    latencies.push(performance.now() - startedAt);
    await sleep(5);
  }
  await worker.drain();
  return latencies.toSorted((one, other) => one - other);
}

async function measureOrder(store) {
  const done = [];
  for (let index = 0; index < 50; index += 1)
    await accept(store, `order:${String(index).padStart(3, '0')}`, `C${index % 5}`, index);
  const startedAt = performance.now();
  const failed = new Set();
  const worker = start(store, async (body) => {
    if (Number(body.slice(-3)) % 7 === 0 && !failed.has(body)) {
      failed.add(body);
      throw new OutsideError({ provider: 'slack', operation: 'away', retryable: true }, null);
    }
    done.push(body);
  });
  while (done.length < 50) await sleep(20);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  await worker.drain();
  const inOrder = [0, 1, 2, 3, 4].filter((channel) => {
    const own = done.filter((body) => Number(body.slice(-3)) % 5 === channel);
    return own.join() === own.toSorted().join();
  }).length;
  return { inOrder, seconds };
}

function accept(store, key, channel, index) {
  const position = String(index).padStart(6, '0');
  return store.work.accept({ key, workspace: 'T1', channel, position, body: key, at: Date.now() });
}

function start(store, doWork) {
  const worker = createWorker({
    work: store.work,
    doWork,
    onSetAside: async () => undefined,
    clock: Date.now,
    logger: SILENT,
  });
  worker.start();
  return worker;
}

/**
 * Generated inputs through the built code: `npm run fuzz`.
 *
 * Logs, deliveries of Slack, archives, playbook files and webhooks (test/support/fuzz) go their whole road; it is a fault
 * when something crashes, takes more than a second, shows a secret, calls people, links where no card asked to, or
 * breaks Slack's limits. Each input has a number; the same number gives the same input.
 * `--inputs N` (default 100000), `--seconds N` stops then, `--seed N` is the first number, `--only TARGET`, `--jobs N`
 * threads. A faulty input is printed and, with `--keep DIR`, written there as a case for test/fuzz/found.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { loadTypescript } from '../bench/load-typescript.js';

const SLOW_MS = 1000;
/** A thread that is at one input for so long hangs; a second is a fault already, but machines are busy. */
const HANG_MS = 30_000;
const MOST_PRINTED = 20;
/** How often a thread reports its counts, in inputs. */
const BATCH = 50;
const NOT_YET = -1;

if (isMainThread) await main();
else await work(workerData);

async function main() {
  const { values } = parseArgs({
    options: {
      inputs: { type: 'string', default: '100000' },
      seconds: { type: 'string', default: 'Infinity' },
      seed: { type: 'string', default: '1' },
      only: { type: 'string' },
      jobs: { type: 'string', default: '1' },
      keep: { type: 'string' },
    },
  });
  const jobs = Number(values.jobs);
  const until = Date.now() + Number(values.seconds) * 1000;
  const first = Number(values.seed);
  const started = performance.now();
  const results = await Promise.all(
    Array.from({ length: jobs }, (_, job) =>
      watch(
        { first: first + job, last: first + Number(values.inputs) - 1, step: jobs, until, only: values.only },
        values.keep,
      ),
    ),
  );
  const seconds = (performance.now() - started) / 1000;
  const counts = {};
  for (const result of results)
    for (const [target, count] of Object.entries(result.counts))
      counts[target] = (counts[target] ?? 0) + count;
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const found = results.reduce((sum, result) => sum + result.found, 0);
  const slowest = Math.max(...results.map((result) => result.slowest));
  for (const [target, count] of Object.entries(counts))
    process.stdout.write(`${target.padEnd(12)} ${count}\n`);
  process.stdout.write(
    `inputs: ${total} in ${seconds.toFixed(0)} s, from seed ${first}; slowest ${slowest.toFixed(0)} ms; faulty: ${found}\n`,
  );
  process.exitCode = found > 0 || total === 0 ? 1 : 0;
}

/** One thread, and an eye on it: an endless loop is a finding, not the end of the search. */
function watch(range, keep) {
  const at = new Int32Array(new SharedArrayBuffer(4)).fill(NOT_YET);
  const worker = new Worker(new URL(import.meta.url), { workerData: { ...range, at } });
  const state = { counts: {}, found: 0, slowest: 0 };
  let last = { seed: NOT_YET, since: Date.now() };
  return new Promise((resolve, reject) => {
    const eye = setInterval(() => {
      if (at[0] !== last.seed) last = { seed: at[0], since: Date.now() };
      if (at[0] === NOT_YET || Date.now() - last.since < HANG_MS) return;
      report({ seed: at[0], faults: ['hangs'], input: null }, state, keep);
      void worker.terminate();
    }, 1000);
    worker.on('message', (message) => {
      if (message.kind === 'fault') report(message, state, keep);
      else Object.assign(state, message.state);
    });
    worker.on('error', reject);
    worker.on('exit', () => {
      clearInterval(eye);
      resolve(state);
    });
  });
}

function report({ seed, faults, input }, state, keep) {
  state.found += 1;
  if (state.found <= MOST_PRINTED) {
    const target = input?.target ?? 'unknown';
    process.stdout.write(`seed ${seed} (${target}): ${faults.slice(0, 3).join('; ').slice(0, 600)}\n`);
  }
  if (keep === undefined || input === null) return;
  mkdirSync(keep, { recursive: true });
  writeFileSync(join(keep, `${input.target}-${seed}.json`), `${JSON.stringify(input, null, 2)}\n`);
}

/**
 * The machine may do something else meanwhile: only what is slow three times is slow, and waiting for a processor
 * counts a tenth.
 */
async function judgeTimed(judgeInput, input) {
  let faults = [];
  let least = Number.POSITIVE_INFINITY;
  for (let tries = 0; tries < 3 && least > SLOW_MS; tries += 1) {
    const started = performance.now();
    const before = process.cpuUsage();
    faults = [...(await judgeInput(input))];
    const { user, system } = process.cpuUsage(before);
    const wall = performance.now() - started;
    least = Math.min(least, Math.max(Math.min(wall, (user + system) / 1000), wall / 10));
  }
  return { faults, took: least };
}

async function work({ first, last, step, until, only, at }) {
  const { makeInput, judgeInput } = await loadTypescript('test/support/fuzz/targets.ts', {
    isOverDist: true,
  });
  const state = { counts: {}, slowest: 0 };
  for (let seed = first, done = 1; seed <= last && Date.now() < until; seed += step, done += 1) {
    at[0] = seed;
    const input = makeInput(seed, only);
    const { faults, took } = await judgeTimed(judgeInput, input);
    state.slowest = Math.max(state.slowest, took);
    if (took > SLOW_MS) faults.push(`took ${took.toFixed(0)} ms`);
    state.counts[input.target] = (state.counts[input.target] ?? 0) + 1;
    if (faults.length > 0) parentPort.postMessage({ kind: 'fault', seed, faults, input });
    if (done % BATCH === 0) parentPort.postMessage({ kind: 'state', state });
  }
  parentPort.postMessage({ kind: 'state', state });
}

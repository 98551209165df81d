/**
 * Measures speed and memory: `npm run bench`, results into docs/benchmarks.md between its two marks.
 *
 * The log is our own, written into a temporary folder. Beside the whole diagnosis run, on the same file and in
 * the same run, ripgrep with all literals of the catalog and a bare loop over the bytes; both are the measure.
 * `--megabytes N` (100), `--large` adds 1 GB of memory test, `--dry` prints and writes nothing.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadPlaybooks } from '../bench/load-playbooks.js';
import { syntheticPlaybooks } from '../bench/synthetic-playbooks.js';
import { writeBigLog } from '../bench/write-big-log.js';
import { compileCatalog } from '../dist/core/match/compile-catalog.js';
import { createCatalog } from '../dist/core/playbook/create-catalog.js';
import { diagnoseBytes, diagnoseLog } from '../dist/flows/diagnose-log.js';

const { values } = parseArgs({
  options: {
    megabytes: { type: 'string', default: '100' },
    large: { type: 'boolean', default: false },
    dry: { type: 'boolean', default: false },
  },
});
const PAGE = 'docs/benchmarks.md';
const MEGABYTES = Number(values.megabytes);
const folder = mkdtempSync(join(tmpdir(), 'faultline-bench-'));
const rows = [];

try {
  const loading = timed(() => {});
  const entries = await loadPlaybooks();
  const readCost = loading.stop();
  const { result: compiled, ...compileCost } = measure(() => compileCatalog(createCatalog(entries)));
  add('playbooks in the catalog that day', entries.length, '');
  add('reading their YAML', ms(readCost), '');
  add('compiling the catalog', ms(compileCost), '');
  const log = join(folder, 'big.log');
  await writeBigLog(log, MEGABYTES * 1e6);
  compareThroughput(log, compiled);
  measurePaste(compiled);
  await measureGrowth(entries);
  await measureMemory();
  measureStart();
} finally {
  rmSync(folder, { recursive: true });
}
report();

function compareThroughput(log, compiled) {
  const bytes = readFileSync(log);
  const size = bytes.length / 1e6;
  for (let round = 0; round < 3; round++) diagnoseBytes(compiled, bytes.subarray(0, 8e6));
  const loop = measure(() => sum(bytes));
  const whole = best(() => measure(() => diagnoseBytes(compiled, bytes).analysis));
  const answer = whole.result.diagnosis?.id ?? whole.result.verdict;
  add(
    `whole diagnosis of ${Math.round(size)} MB`,
    `${ms(whole)}, ${rate(size, whole.cpu)}`,
    `answers ${answer}`,
  );
  add(
    'a bare loop over the bytes',
    `${ms(loop)}, ${rate(size, loop.cpu)}`,
    `diagnosis is ${ratio(loop, whole)} of it`,
  );
  const literals = join(folder, 'literals.txt');
  writeFileSync(literals, `${compiled.literals.literals.map(({ text }) => text).join('\n')}\n`);
  for (const [flags, target] of [
    [['-c', '-F'], 'at least 0.3, aim 1.0'],
    [['-c', '-i', '-F'], 'at least 1.0'],
  ]) {
    const name = `rg ${flags.join(' ')} -f literals`;
    const run = best(() => ripgrep([...flags, '-f', literals, log]));
    if (!run) add(name, 'ripgrep is not installed', '');
    else
      add(
        name,
        `${ms(run)}, ${rate(size, run.cpu)}`,
        `diagnosis is ${ratio(run, whole)} of it (${target}) ${met(run.cpu / whole.cpu >= (target.includes('0.3') ? 0.3 : 1))}`,
      );
  }
}

/** Wall and processor time of ripgrep in milliseconds; null when it is not there. */
function ripgrep(args) {
  const script = 'TIMEFORMAT="@time %R %U %S"; time rg "$@" >/dev/null';
  const { stderr } = spawnSync('bash', ['-c', script, 'rg', ...args], { encoding: 'utf8' });
  const found = /@time ([\d.]+) ([\d.]+) ([\d.]+)/.exec(stderr);
  if (!found || stderr.includes('command not found')) return null;
  return { wall: found[1] * 1000, cpu: (Number(found[2]) + Number(found[3])) * 1000 };
}

function measurePaste(compiled) {
  const text = readFileSync(join(folder, 'big.log'), 'utf8').trimEnd().split('\n').slice(-200).join('\n');
  const costs = [];
  for (let round = 0; round < 60; round++) costs.push(measure(() => diagnoseLog(compiled, text)).wall);
  const median = costs.slice(20).sort((a, b) => a - b)[20];
  add('a paste of 200 lines, warm, median', `${median.toFixed(2)} ms`, `under 5 ms ${met(median < 5)}`);
}

async function measureGrowth(entries) {
  const path = join(folder, 'growth.log');
  await writeBigLog(path, 10e6);
  const bytes = readFileSync(path);
  let first = 0;
  for (const count of [100, 1000, 2000, 10_000]) {
    const { result, ...cost } = measure(() =>
      compileCatalog(createCatalog(syntheticPlaybooks(count, entries[0].playbook))),
    );
    diagnoseBytes(result, bytes);
    const runs = [1, 2, 3].map(() => measure(() => diagnoseBytes(result, bytes)).cpu);
    const best = Math.min(...runs);
    first ||= best;
    const target = count === 2000 ? `, within 20 % ${met(best <= 1.2 * first)}` : '';
    add(
      `10 MB against ${count} synthetic playbooks`,
      `${Math.round(best)} ms of processor`,
      `${(best / first).toFixed(2)} of the time with 100${target}; compiled in ${ms(cost)}`,
    );
  }
}

async function measureMemory() {
  for (const megabytes of values.large ? [10, 100, 1000] : [10, 100]) {
    const path = join(folder, 'memory.log');
    await writeBigLog(path, megabytes * 1e6);
    const run = spawnSync(process.execPath, ['bench/measure-cli.js', 'analyze', '--format', 'json', path], {
      encoding: 'utf8',
    });
    const cost = JSON.parse(/@cost (.+)/.exec(run.stderr)?.[1] ?? '{}');
    const failed = run.stdout.startsWith('{') ? '' : `it failed: ${run.stderr.split('\n')[0]}`;
    const target = megabytes === 1000 ? `under 200 MB ${met(!failed && cost.maxMegabytes < 200)}` : '';
    add(
      `peak memory, analyze on ${Math.round(statSync(path).size / 1e6)} MB`,
      `${cost.maxMegabytes} MB`,
      `${target} ${failed}`.trim(),
    );
  }
}

function measureStart() {
  const path = join(folder, 'small.log');
  writeFileSync(
    path,
    'curl: (22) The requested URL returned error: 403\nProcess completed with exit code 22.\n',
  );
  const runs = [1, 2, 3, 4, 5].map(
    () => measure(() => execFileSync(process.execPath, ['dist/cli/cli.js', 'analyze', path])).wall,
  );
  const median = runs.sort((a, b) => a - b)[2];
  add(
    'analyze on a small log, from start to answer',
    `${Math.round(median)} ms`,
    `under 300 ms ${met(median < 300)}`,
  );
}

function sum(bytes) {
  let total = 0;
  for (let at = 0; at < bytes.length; at++) total = (total + bytes[at]) | 0;
  return total;
}

function timed() {
  const wall = performance.now();
  const cpu = process.cpuUsage();
  return {
    stop() {
      const { user, system } = process.cpuUsage(cpu);
      return { wall: performance.now() - wall, cpu: (user + system) / 1000 };
    },
  };
}

function measure(work) {
  const clock = timed();
  const result = work();
  return { result, ...clock.stop() };
}

/** The cheapest of three runs, for both sides: other work on the machine only ever adds. */
function best(run) {
  const runs = [1, 2, 3].map(run);
  return runs.includes(null) ? null : runs.sort((a, b) => a.cpu - b.cpu)[0];
}

function ms({ wall, cpu }) {
  return `${Math.round(wall)} ms (${Math.round(cpu)} ms of processor)`;
}

function rate(megabytes, cpu) {
  return `${(megabytes / (cpu / 1000)).toFixed(0)} MB a processor second`;
}

/** Throughput of the diagnosis as a share of the peer's, by processor time: other work on the machine counts less. */
function ratio(peer, whole) {
  return (peer.cpu / whole.cpu).toFixed(2);
}

function met(yes) {
  return yes ? '(met)' : '(**not met**)';
}

function add(name, value, note) {
  rows.push([name, value, note]);
  process.stdout.write(`${String(name).padEnd(46)} ${value}${note ? ` · ${note}` : ''}\n`);
}

function report() {
  if (values.dry) return;
  const table = rows.map((row) => `| ${row.join(' | ')} |`).join('\n');
  const machine = `Node ${process.version}, ${cpus().length} × ${cpus()[0].model.trim()}`;
  const block = `\nMeasured on ${machine}.\n\n| what | cost | held against |\n|---|---|---|\n${table}\n\n`;
  const page = readFileSync(PAGE, 'utf8');
  const marks = /(<!-- bench:begin -->)[\s\S]*(<!-- bench:end -->)/;
  writeFileSync(
    PAGE,
    page.replace(marks, (_, begin, end) => begin + block + end),
  );
}

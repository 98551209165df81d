/**
 * Measures the engine on a corpus of labelled logs: `npm run eval PATH`.
 *
 * PATH holds `logs/<case>/log.txt` and `expected.json` (label, acceptable, evidenceLines, failedRequest).
 * Prints one table; with `--floors FILE` it exits 1 when a figure is below its floor.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readPlaybooks } from '../dist/adapters/files/read-playbooks.js';
import { decodeLog } from '../dist/core/log/decode-log.js';
import { compileCatalog } from '../dist/core/match/compile-catalog.js';
import { createCatalog } from '../dist/core/playbook/create-catalog.js';
import { diagnoseLog } from '../dist/flows/diagnose-log.js';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { floors: { type: 'string' }, verbose: { type: 'boolean', default: false } },
});
const [corpus] = positionals;
if (!corpus || !existsSync(join(corpus, 'logs'))) {
  process.stderr.write(
    'usage: npm run eval -- PATH [--verbose] [--floors FILE], where PATH/logs holds labelled logs\n',
  );
  process.exit(2);
}

const catalog = compileCatalog(createCatalog(await readPlaybooks()));
const cases = readdirSync(join(corpus, 'logs')).sort().map(judge);
const figures = summarise(cases);
print(figures);
if (values.verbose)
  for (const one of cases.filter((one) => !one.right)) process.stdout.write(`${describe(one)}\n`);
if (values.floors) checkFloors(JSON.parse(readFileSync(values.floors, 'utf8')));

function judge(name) {
  const folder = join(corpus, 'logs', name);
  const expected = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8'));
  const text = decodeLog(readFileSync(join(folder, 'log.txt')));
  const started = performance.now();
  const { analysis } = diagnoseLog(catalog, text);
  const ms = performance.now() - started;
  const { diagnosis, findings, excerpt } = analysis;
  const names = diagnosis ? namesOf(diagnosis.id) : ['none'];
  const wanted = [expected.label, ...(expected.acceptable ?? [])];
  const shown = (diagnosis ? findings[0].evidence : excerpt).slice(0, 3).map(({ line }) => line);
  const failed = expected.label !== 'none';
  return {
    name,
    ms,
    bytes: text.length,
    failed,
    label: expected.label,
    verdict: analysis.verdict,
    answer: diagnosis?.id ?? null,
    confidence: diagnosis?.confidence ?? 0,
    right: failed ? names.some((id) => wanted.includes(id)) : diagnosis === null,
    evidence: failed ? shown.some((line) => (expected.evidenceLines ?? []).includes(line)) : null,
    request: expected.failedRequest ? judgeRequest(expected.failedRequest, analysis.failedRequests[0]) : null,
  };
}

function namesOf(id) {
  const playbook = catalog.catalog.find(id)?.playbook;
  return [id, ...(playbook?.aliases ?? []), ...(playbook?.kind ? [playbook.kind] : [])];
}

function judgeRequest(wanted, found) {
  if (!found) return false;
  const same = (a, b) => a === null || a === undefined || String(a).toLowerCase() === String(b).toLowerCase();
  const trim = (url) => (url ?? '').replace(/\/+$/, '');
  return (
    same(wanted.method, found.method) &&
    same(wanted.status, found.status) &&
    (!wanted.url || trim(found.url) === trim(wanted.url))
  );
}

function summarise(all) {
  const red = all.filter((one) => one.failed);
  const green = all.filter((one) => !one.failed);
  const answered = red.filter((one) => one.answer);
  const sure = all.filter((one) => one.answer && one.confidence >= 0.9);
  const asked = all.filter((one) => one.request !== null);
  return {
    'logs that failed': red.length,
    'label right': share(
      red.filter((one) => one.right),
      red,
    ),
    answered: share(answered, red),
    'right when answered': share(
      answered.filter((one) => one.right),
      answered,
    ),
    'evidence among the first three': share(
      red.filter((one) => one.evidence),
      red,
    ),
    'failed request right': share(
      asked.filter((one) => one.request),
      asked,
    ),
    'wrong at 0.9 or more': share(
      sure.filter((one) => !one.right),
      all,
    ),
    'right at 0.9 or more': share(
      sure.filter((one) => one.right),
      sure,
    ),
    'green logs': green.length,
    'green logs diagnosed': green.filter((one) => one.answer).length,
    'green logs called clean': share(
      green.filter((one) => one.verdict === 'clean'),
      green,
    ),
    'red logs called clean': red.filter((one) => one.verdict === 'clean').length,
    'MB per second': round(
      all.reduce((sum, one) => sum + one.bytes, 0) / 1e3 / all.reduce((sum, one) => sum + one.ms, 0),
    ),
  };
}

function share(some, all) {
  return all.length === 0 ? null : round(some.length / all.length);
}

function round(value) {
  return Math.round(value * 1000) / 1000;
}

function print(table) {
  for (const [name, value] of Object.entries(table)) process.stdout.write(`${name.padEnd(34)} ${value}\n`);
}

function describe(one) {
  return `${one.name}: wanted ${one.label}, got ${one.answer ?? one.verdict} (${one.confidence})${one.evidence ? ', evidence right' : ''}`;
}

/** Floors: figure -> `least` or `most` value. Those of the alerts stand in the same file, for eval-alerts.js. */
function checkFloors(floors) {
  const own = Object.entries(floors).filter(([name]) => !name.startsWith('alert '));
  const broken = own.filter(([name, { least = -Infinity, most = Infinity }]) => {
    const value = figures[name];
    return value === null || value === undefined || value < least || value > most;
  });
  for (const [name, floor] of broken)
    process.stderr.write(`${name} is ${figures[name]}, allowed is ${JSON.stringify(floor)}\n`);
  if (broken.length > 0) process.exit(1);
}

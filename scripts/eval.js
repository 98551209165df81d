/**
 * Measures the engine on a corpus of labelled logs: `npm run eval PATH`.
 *
 * PATH holds `logs/<case>/log.txt` and `expected.json` (label, acceptable, evidenceLines, failedRequest).
 * Prints one table; with `--floors FILE` it exits 1 when a figure is below its floor.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { judgeCorpus } from './judge-corpus.js';

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

const cases = await judgeCorpus(corpus);
const figures = summarise(cases);
print(figures);
if (values.verbose)
  for (const one of cases.filter((one) => !one.right)) process.stdout.write(`${describe(one)}\n`);
if (values.floors) checkFloors(JSON.parse(readFileSync(values.floors, 'utf8')));

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
    ...Object.fromEntries(
      ['certain', 'likely', 'possible'].map((tier) => [`right when ${tier}`, precisionOf(tier, all)]),
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

function precisionOf(tier, all) {
  const given = all.filter((one) => one.tier === tier);
  const right = given.filter((one) => one.right);
  return `${right.length} of ${given.length}`;
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

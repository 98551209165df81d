/**
 * Measures the recognition of CI alerts on labelled messages: `npm run eval:alerts -- PATH`.
 *
 * PATH holds `<sender>/<case>.json` (one Slack message event) and `<case>.expected.json` (isFailure, the parts of
 * the run, `accept`, `ambiguous`). The events become one `.jsonl` file that the built `faultline backtest` reads:
 * what is measured is the command's own answer. `--jsonl FILE` keeps that file; with `--floors FILE` it exits 1
 * when a figure is below its floor.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const FIELDS = ['provider', 'repo', 'branch', 'commit', 'workflow', 'job', 'runUrl', 'runId'];
const CLI = fileURLToPath(new URL('../dist/cli/cli.js', import.meta.url));

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    floors: { type: 'string' },
    jsonl: { type: 'string' },
    verbose: { type: 'boolean', default: false },
  },
});
const [folder] = positionals;
const cases = folder && existsSync(folder) ? readCases(folder) : [];
if (cases.length === 0) {
  process.stderr.write(
    'usage: npm run eval:alerts -- PATH [--verbose] [--jsonl FILE] [--floors FILE], where PATH holds <sender>/<case>.json and <case>.expected.json\n',
  );
  process.exit(2);
}

const answers = backtest(cases.map(({ event }) => event));
const judged = cases.map((one, index) => ({ ...one, answer: answers[index] }));
const { figures, misses } = summarise(judged.filter(({ expected }) => !expected.ambiguous));
process.stdout.write(
  `${cases.length} messages, ${judged.filter(({ expected }) => expected.ambiguous).length} of them ambiguous and left out\n`,
);
for (const [name, { right, of }] of Object.entries(figures)) {
  process.stdout.write(`${name.padEnd(28)} ${`${right}/${of}`.padStart(8)}  ${percent(right / of)}\n`);
}
if (values.verbose) for (const miss of misses) process.stdout.write(`${miss}\n`);
if (values.floors) checkFloors(JSON.parse(readFileSync(values.floors, 'utf8')));

function readCases(root) {
  const files = readdirSync(root, { recursive: true }).map(String).sort();
  return files
    .filter((file) => file.endsWith('.json') && files.includes(file.replace(/\.json$/, '.expected.json')))
    .map((file) => ({
      name: file.replace(/\.json$/, ''),
      event: JSON.parse(readFileSync(join(root, file), 'utf8')),
      expected: JSON.parse(readFileSync(join(root, file.replace(/\.json$/, '.expected.json')), 'utf8')),
    }));
}

function backtest(events) {
  const scratch = mkdtempSync(join(tmpdir(), 'faultline-alerts-'));
  try {
    const file = values.jsonl ?? join(scratch, 'alerts.jsonl');
    writeFileSync(file, events.map((event) => `${JSON.stringify(event)}\n`).join(''));
    const lines = execFileSync(process.execPath, [CLI, 'backtest', file, '--format', 'json'], {
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    });
    return lines.trimEnd().split('\n').map(JSON.parse);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function summarise(clear) {
  const misses = [];
  const alerted = clear.filter(({ answer }) => answer.decision === 'alert');
  const failures = clear.filter(({ expected }) => expected.isFailure);
  const hits = alerted.filter(({ expected }) => expected.isFailure);
  for (const { name, answer, expected } of clear) {
    if ((answer.decision === 'alert') !== expected.isFailure) misses.push(`${name}: ${answer.reason}`);
  }
  const perField = FIELDS.map((field) => {
    const right = hits.filter(({ answer, expected }) => isRight(field, answer.alert[field], expected));
    for (const one of hits.filter((hit) => !right.includes(hit)))
      misses.push(
        `${one.name}: ${field} is ${one.answer.alert[field]}, expected ${one.expected[field] ?? null}`,
      );
    return [`alert ${field}`, { right: right.length, of: hits.length }];
  });
  const all = perField.reduce((sum, [, { right }]) => sum + right, 0);
  const figures = {
    'alert precision': { right: hits.length, of: alerted.length },
    'alert recall': { right: hits.length, of: failures.length },
    ...Object.fromEntries(perField),
    'alert fields': { right: all, of: hits.length * FIELDS.length },
  };
  return { figures, misses };
}

function isRight(field, value, expected) {
  return [expected[field] ?? null, ...(expected.accept?.[field] ?? [])].includes(value);
}

function percent(share) {
  return `${(share * 100).toFixed(1)} %`;
}

/** Floors of other measurements stand in the same file. */
function checkFloors(floors) {
  let isBroken = false;
  for (const [name, { least }] of Object.entries(floors)) {
    const figure = figures[name];
    if (!name.startsWith('alert ') || (figure && figure.right / figure.of >= least)) continue;
    process.stderr.write(
      `${name} is ${figure ? figure.right / figure.of : 'not measured'}, at least ${least}\n`,
    );
    isBroken = true;
  }
  if (isBroken) process.exit(1);
}

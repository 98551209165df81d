/**
 * Does a disguise change the diagnosis? `npm run immunity`.
 *
 * Each positive example of each playbook is put into each disguise of test/support/disguise-log.ts (ordinary
 * output around it, timestamps, colours, cuts ...). Prints changed and total a disguise, then the pairs that
 * changed; exits 1 when more than one pair in a hundred did, or a cut led to another diagnosis.
 * `--ids a,b` takes these playbooks alone, `--disguise WORD` the disguises that hold WORD, `--seconds N` stops
 * then (the order is shuffled, so what ran is a sample), `--sample N` takes N pairs, `--playbooks DIR` reads DIR.
 */
import { parseArgs } from 'node:util';
import { loadPlaybooks } from '../bench/load-playbooks.js';
import { loadTypescript } from '../bench/load-typescript.js';
import { compileCatalog } from '../dist/core/match/compile-catalog.js';
import { createCatalog } from '../dist/core/playbook/create-catalog.js';
import { diagnoseLog } from '../dist/flows/diagnose-log.js';

const MOST_CHANGED = 0.01;
const SEED = 7;

const { values } = parseArgs({
  options: {
    ids: { type: 'string' },
    disguise: { type: 'string', default: '' },
    seconds: { type: 'string', default: 'Infinity' },
    sample: { type: 'string', default: 'Infinity' },
    playbooks: { type: 'string', multiple: true, default: [] },
  },
});

const { DISGUISES, isChanged, seedOf } = await loadTypescript('test/support/disguise-log.ts');
const { createRandom } = await loadTypescript('test/support/random-numbers.ts');
const entries = await loadPlaybooks(values.playbooks);
const compiled = compileCatalog(createCatalog(entries));

const wanted = values.ids?.split(',');
const disguises = DISGUISES.filter(({ name }) => name.includes(values.disguise));
const examples = entries
  .filter(({ playbook }) => wanted?.includes(playbook.id) ?? true)
  .flatMap(({ playbook }) => playbook.examples.positive.map((example) => ({ playbook, example })));
const wrong = examples.filter(({ playbook, example }) => answerTo(example.log) !== playbook.id);
const right = examples.filter((one) => !wrong.includes(one));
const pairs = shuffle(right.flatMap((one) => disguises.map((disguise) => ({ ...one, disguise }))));

const results = run(pairs.slice(0, Number(values.sample)), Number(values.seconds));
print(results);
const changed = results.filter((result) => result.changed);
const misled = changed.filter(({ disguise }) => disguise.cuts);
process.stdout.write(`cuts that led to another diagnosis: ${misled.length}\n`);
process.exitCode = changed.length > MOST_CHANGED * results.length || misled.length > 0 ? 1 : 0;

function answerTo(log, options = {}) {
  const { verdict, diagnosis } = diagnoseLog(compiled, log, options).analysis;
  return diagnosis?.id ?? verdict;
}

function run(all, seconds) {
  const end = performance.now() + seconds * 1000;
  const done = [];
  for (const [index, { playbook, example, disguise }] of all.entries()) {
    if (performance.now() > end) break;
    const seed = seedOf(playbook.id, example.name, disguise.name);
    const got = answerTo(disguise.apply(example.log, seed), { truncated: disguise.cuts });
    done.push({ playbook, example, disguise, got, changed: isChanged(disguise, playbook.id, got) });
    if (process.stderr.isTTY && index % 100 === 0) process.stderr.write(`\r${index} of ${all.length}`);
  }
  if (process.stderr.isTTY) process.stderr.write('\r');
  return done;
}

function shuffle(list) {
  const random = createRandom(SEED);
  const shuffled = [...list];
  for (let last = shuffled.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [shuffled[last], shuffled[other]] = [shuffled[other], shuffled[last]];
  }
  return shuffled;
}

function print(all) {
  const line = (name, some) => {
    const bad = some.filter((result) => result.changed).length;
    process.stdout.write(`${name.padEnd(50)} ${String(bad).padStart(5)} of ${some.length}\n`);
  };
  for (const disguise of disguises) {
    line(
      disguise.name,
      all.filter((result) => result.disguise === disguise),
    );
  }
  line('all', all);
  const bad = all.filter((result) => result.changed);
  process.stdout.write(`changed: ${((100 * bad.length) / Math.max(1, all.length)).toFixed(2)} %\n`);
  for (const { playbook, example } of wrong)
    process.stdout.write(`not right without a disguise: ${playbook.id}, “${example.name}”\n`);
  for (const { playbook, example, disguise, got } of bad.sort((a, b) =>
    a.playbook.id < b.playbook.id ? -1 : 1,
  ))
    process.stdout.write(`${playbook.id}, “${example.name}”, ${disguise.name}: ${got}\n`);
}

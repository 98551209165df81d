import { describe, expect, it } from '@jest/globals';
import { readPlaybooks } from '../../src/adapters/files/read-playbooks.ts';
import { compileCatalog } from '../../src/core/match/compile-catalog.ts';
import { createCatalog } from '../../src/core/playbook/create-catalog.ts';
import { diagnoseLog } from '../../src/flows/diagnose-log.ts';
import { DISGUISES, type Disguise, isChanged, seedOf } from '../support/disguise-log.ts';
import { createRandom } from '../support/random-numbers.ts';
import { surround } from '../support/surroundings.ts';

/** `npm run immunity` does all pairs; this many, always the same, tell here when something broke. */
const SAMPLE = 300;
/** Of all pairs at most one in a hundred may change; a sample is allowed its luck. */
const MOST_CHANGED = 6;

const entries = await readPlaybooks();
const catalog = compileCatalog(createCatalog(entries));
const examples = entries.flatMap(({ playbook }) =>
  playbook.examples.positive.map((example) => ({ id: playbook.id, ...example })),
);

interface Pair {
  readonly id: string;
  readonly name: string;
  readonly log: string;
  readonly disguise: Disguise;
}

/** Each disguise in turn, each with an example drawn by a fixed seed. */
function samplePairs(): Pair[] {
  const random = createRandom(7);
  return Array.from({ length: SAMPLE }).flatMap((_, index) => {
    const example = examples[Math.floor(random() * examples.length)];
    const disguise = DISGUISES[index % DISGUISES.length];
    return example && disguise ? [{ ...example, disguise }] : [];
  });
}

function answerTo(log: string, truncated = false): string {
  const { verdict, diagnosis } = diagnoseLog(catalog, log, { truncated }).analysis;
  return diagnosis?.id ?? verdict;
}

describe('a diagnosis', () => {
  it('stays the same in any surroundings and any disguise', () => {
    const pairs = samplePairs();
    const changed = pairs.flatMap(({ id, name, log, disguise }) => {
      const got = answerTo(disguise.apply(log, seedOf(id, name, disguise.name)), disguise.cuts);
      return isChanged(disguise, id, got) ? [`${id}, “${name}”, ${disguise.name}: ${got}`] : [];
    });
    expect(pairs).toHaveLength(SAMPLE);
    expect(changed.slice(MOST_CHANGED)).toEqual([]);
  }, 60_000);

  it('is withheld, never swapped, when the log is cut anywhere', () => {
    const random = createRandom(11);
    const long = examples.filter(({ log }) => log.length > 1000);
    const swapped = Array.from({ length: 400 }).flatMap(() => {
      const { id, log } = long[Math.floor(random() * long.length)] ?? { id: '', log: '' };
      const kept = Math.floor(log.length * (0.2 + 0.7 * random()));
      const cut = random() < 0.5 ? log.slice(0, kept) : log.slice(-kept);
      const got = answerTo(cut, true);
      return [id, 'unknown', 'clean'].includes(got) ? [] : [`${id}, ${kept} of ${log.length}: ${got}`];
    });
    expect(swapped).toEqual([]);
  }, 60_000);

  it('is not made of the surroundings: without the failure they are clean', () => {
    for (const seed of [1, 2, 3]) {
      expect(answerTo(surround('Deploying\nDone\n', { before: 2000, after: 2000, seed }))).toBe('clean');
    }
  });
});

describe('surroundings', () => {
  it('stand before and after in the style of the log, the job’s last words stay last', () => {
    const gitlab =
      '2026-03-04T09:12:31.742910Z 01O npm error code E403\n2026-03-04T09:12:31.9Z 00O ERROR: Job failed: exit code 1\n';
    const lines = surround(gitlab, { before: 50, after: 20, seed: 1 }).trimEnd().split('\n');
    const failure = lines.findIndex((line) => line.endsWith('npm error code E403'));
    expect(failure).toBeGreaterThanOrEqual(50);
    expect(lines.length - failure).toBeGreaterThanOrEqual(20);
    expect(lines.every((line) => /^2026-03-04T09:12:31\.\d+Z 0[01]O /.test(line))).toBe(true);
    expect(lines.at(-1)).toMatch(/Job failed/);
  });

  it('put a fragment of the Actions runner into a step of its own', () => {
    const line = '2026-03-04T09:12:31.7429107Z ##[error]Process completed with exit code 2.\n';
    const lines = surround(line, { before: 30, after: 0, seed: 1 }).trimEnd().split('\n');
    expect(lines.slice(-5)).toEqual([
      expect.stringContaining('##[group]Run ./ci/verify.sh'),
      expect.stringContaining('./ci/verify.sh'),
      expect.stringContaining('shell: '),
      expect.stringContaining('##[endgroup]'),
      line.trimEnd(),
    ]);
  });
});

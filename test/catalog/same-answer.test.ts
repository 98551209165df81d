import { describe, expect, it } from '@jest/globals';
import { readPlaybooks } from '../../src/adapters/files/read-playbooks.ts';
import { compileCatalog } from '../../src/core/match/compile-catalog.ts';
import { createCatalog } from '../../src/core/playbook/create-catalog.ts';
import { diagnoseLog } from '../../src/flows/diagnose-log.ts';
import { createRandom } from '../support/random-numbers.ts';

const entries = await readPlaybooks();
/** Every tenth example, so that each category is there. */
const logs = entries
  .flatMap(({ playbook }) => [...playbook.examples.positive, ...playbook.examples.negative])
  .filter((_, index) => index % 10 === 0)
  .map(({ log }) => log);

/** The list in an order drawn by the seed. */
function shuffled<T>(list: readonly T[], seed: number): T[] {
  const random = createRandom(seed);
  return list
    .map((one) => ({ one, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ one }) => one);
}

/** The whole answer as JSON, for each log. */
function answersOf(order: typeof entries): string[] {
  const catalog = compileCatalog(createCatalog(order));
  return logs.map((log) => JSON.stringify(diagnoseLog(catalog, log).analysis));
}

describe('the same bytes', () => {
  const answers = answersOf(entries);

  it('get the same JSON in any order of the playbook files', () => {
    expect(logs.length).toBeGreaterThan(150);
    for (const order of [[...entries].reverse(), shuffled(entries, 3), shuffled(entries, 5)])
      expect(answersOf(order)).toEqual(answers);
  }, 60_000);

  it('get the same JSON twice, and after other logs', () => {
    const catalog = compileCatalog(createCatalog(entries));
    const late = [...logs].reverse().map((log) => JSON.stringify(diagnoseLog(catalog, log).analysis));
    expect(late.reverse()).toEqual(answers);
  }, 60_000);
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { findLeaks, findLive } from '../support/fuzz/judge.ts';
import { type FuzzInput, judgeInput, makeInput, TARGET_NAMES } from '../support/fuzz/targets.ts';

/** `npm run fuzz` makes any number; these, always the same, tell here when something broke. */
const SAMPLE = 120;
const FOUND = join(import.meta.dirname, 'found');

describe('generated input', () => {
  it.each(TARGET_NAMES)(
    '%s: nothing crashes, leaks, calls people or leads away',
    async (target) => {
      for (let seed = 1; seed <= SAMPLE; seed += 1) {
        const input = makeInput(seed, target);
        const started = performance.now();
        expect({ seed, faults: await judgeInput(input) }).toEqual({ seed, faults: [] });
        // Far above a second: other tests run beside this one.
        expect(performance.now() - started).toBeLessThan(10_000);
      }
    },
    120_000,
  );

  it('is the same for the same seed', () => {
    expect(makeInput(5)).toEqual(makeInput(5));
    expect(makeInput(5)).not.toEqual(makeInput(6));
  });
});

describe('what the search found once', () => {
  const files = readdirSync(FOUND).filter((name) => name.endsWith('.json'));
  it.each(files)('%s', async (name) => {
    const input = JSON.parse(readFileSync(join(FOUND, name), 'utf8')) as FuzzInput;
    expect(await judgeInput(input)).toEqual([]);
  });
});

describe('the judge', () => {
  it('sees a secret, a call, and a link behind other words', () => {
    expect(findLeaks('a card', 'token s3cr3t-value here', ['s3cr3t-value'])).toHaveLength(1);
    expect(findLive('a card', 'look <!channel>')).toHaveLength(1);
    expect(findLive('a card', 'hey @here')).toHaveLength(1);
    expect(findLive('a card', '<https://docs.example.com/a|page> &lt;!here&gt;')).toEqual([]);
  });
});

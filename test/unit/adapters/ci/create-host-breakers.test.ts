import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import { ProblemError } from '../../../../src/adapters/ci/ci-provider.ts';
import { createHostBreakers } from '../../../../src/adapters/ci/create-host-breakers.ts';

const DOWN = { kind: 'unreachable', host: 'ci.example.com', detail: '503' } as const;
const FINE = { kind: 'bytes' } as const;

it('sends nobody for a while to a host that failed five times in a row, then one to look', async () => {
  const breakers = createHostBreakers(50);
  let asked = 0;
  const ask = (answer: typeof DOWN | typeof FINE, host = 'ci.example.com') =>
    breakers.run(host, async () => {
      asked += 1;
      return answer;
    });
  await ask(FINE);
  for (let failed = 0; failed < 5; failed += 1) expect(await ask(DOWN)).toEqual(DOWN);
  expect(asked).toBe(6);
  expect(await ask(FINE)).toEqual({ ...DOWN, detail: 'it failed several times just now' });
  expect(asked).toBe(6);
  expect(await ask(FINE, 'other.example.com')).toEqual(FINE);
  await sleep(60);
  expect(await ask(FINE)).toEqual(FINE);
  expect(await ask(FINE)).toEqual(FINE);
});

it('takes no other answer for a failure, thrown or not', async () => {
  const breakers = createHostBreakers(60_000);
  for (let times = 0; times < 8; times += 1) {
    const gone = await breakers.run('ci.example.com', () =>
      Promise.reject(new ProblemError({ kind: 'expired' })),
    );
    expect(gone).toEqual({ kind: 'expired' });
  }
  expect(await breakers.run('ci.example.com', async () => FINE)).toEqual(FINE);
});

it('lets a fault of ours through', async () => {
  const breakers = createHostBreakers(60_000);
  await expect(breakers.run('ci.example.com', () => Promise.reject(new TypeError('ours')))).rejects.toThrow(
    'ours',
  );
});

import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { OutsideError } from '../../../src/core/errors.ts';
import { purgeRegularly } from '../../../src/flows/purge-regularly.ts';
import { createRecordingLogger } from '../../support/slack-recording-flows.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const NOW = 1_800_000_000_000;

let stop: () => void;
let purged: number[];
let isAway: boolean;

beforeEach(() => {
  jest.useFakeTimers({ now: NOW });
  purged = [];
  isAway = false;
});
afterEach(() => {
  stop();
  jest.useRealTimers();
});

function begin() {
  const logger = createRecordingLogger();
  const retention = {
    async purge(before: number) {
      purged.push(before);
      if (isAway) throw new OutsideError({ provider: 'database', operation: 'purge' }, null);
      return { cards: 2 };
    },
    forget: async () => ({}),
  };
  stop = purgeRegularly({ retention, days: 30, clock: Date.now, logger });
  return logger;
}

describe('the purge', () => {
  it('runs at the start and four times a day, without being asked', async () => {
    begin();
    expect(purged).toEqual([NOW - 30 * DAY_MS]);
    await jest.advanceTimersByTimeAsync(DAY_MS);
    expect(purged).toEqual([0, 6, 12, 18, 24].map((hours) => NOW - 30 * DAY_MS + hours * HOUR_MS));
    stop();
    await jest.advanceTimersByTimeAsync(DAY_MS);
    expect(purged).toHaveLength(5);
  });

  it('says that the database was away, and comes again', async () => {
    isAway = true;
    const logger = begin();
    await jest.advanceTimersByTimeAsync(0);
    expect(logger.lines).toEqual([
      { level: 'error', data: { operation: 'purge' }, message: 'old rows could not be purged' },
    ]);
    await jest.advanceTimersByTimeAsync(6 * HOUR_MS);
    expect(purged).toHaveLength(2);
  });
});

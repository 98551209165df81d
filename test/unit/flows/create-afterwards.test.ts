import { expect, it } from '@jest/globals';
import { OutsideError } from '../../../src/core/errors.ts';
import { createAfterwards } from '../../../src/flows/create-afterwards.ts';
import { createRecordingLogger } from '../../support/slack-recording-flows.ts';

it('lets go what is more than it takes at once, and says so', async () => {
  const logger = createRecordingLogger();
  const afterwards = createAfterwards(logger, 2);
  const done: number[] = [];
  let isOpen = false;
  for (const number of [1, 2, 3])
    afterwards.begin(async () => {
      while (!isOpen) await new Promise((resolve) => setTimeout(resolve, 1));
      done.push(number);
    });
  isOpen = true;
  await afterwards.settled();
  expect(done).toEqual([1, 2]);
  expect(logger.lines).toEqual([
    { level: 'warn', data: { underWay: 2 }, message: 'too much at once: a card stays as it was posted' },
  ]);
  afterwards.begin(async () => void done.push(4));
  await afterwards.settled();
  expect(done).toEqual([1, 2, 4]);
});

it('logs what went wrong without its words', async () => {
  const logger = createRecordingLogger();
  const afterwards = createAfterwards(logger);
  const away = { provider: 'slack', operation: 'chat.update', retryable: true };
  afterwards.begin(async () => Promise.reject(new OutsideError(away, null)));
  afterwards.begin(async () => Promise.reject(new TypeError('words of a log')));
  await afterwards.settled();
  expect(logger.lines.map(({ data }) => data)).toEqual([
    { operation: 'chat.update' },
    { operation: 'unknown' },
  ]);
});

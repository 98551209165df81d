import { describe, expect, it } from '@jest/globals';
import { travisLineUrl } from '../../../../src/adapters/ci/providers/travis/travis-line-url.ts';

const JOB = 'https://app.travis-ci.com/github/acme/api/jobs/612345678';

describe('a line of a Travis job', () => {
  it.each([
    ['is where it is in the log', 'a\n\nb\r\n', [1, 2, 3]],
    ['counts what follows the mark of a fold', 'travis_fold:start:x\r\x1b[0K$ make\na\n', [1, 2]],
    ['counts what is blank behind it', 'a\ntravis_fold:end:x\r\x1b[0K\nb\n', [1, 2, 3]],
    ['does not count a mark alone', 'travis_fold:start:x\r\na\ntravis_fold:end:x\nb', [null, 1, null, 2]],
    [
      'counts one line for an end, a time and a beginning',
      'travis_time:end:1:x\r\x1b[0Ktravis_fold:end:x\r\x1b[0Ktravis_fold:start:y\r\x1b[0K$ npm ci\na',
      [1, 2],
    ],
    ['counts a progress bar once', '10 %\r50 %\r100 %\r\nb', [1, 2]],
  ])('%s', (_what, log, numbers) => {
    const lineUrl = travisLineUrl(JOB, Buffer.from(log));
    const urls = numbers.map((number) => (number === null ? null : `${JOB}#L${number}`));
    expect(numbers.map((_, index) => lineUrl(index + 1))).toEqual(urls);
  });

  it('has no address where the page shows no more', () => {
    const lineUrl = travisLineUrl(JOB, Buffer.from('a\n'.repeat(10_001)));
    expect(lineUrl(10_000)).toBe(`${JOB}#L10000`);
    expect(lineUrl(10_001)).toBeNull();
  });
});

import { describe, expect, it } from '@jest/globals';
import { numberShownLines } from '../../../../src/adapters/ci/number-shown-lines.ts';
import { azureLineUrl } from '../../../../src/adapters/ci/providers/azure-devops/azure-line-url.ts';

const PAGE = 'https://dev.azure.com/acme/api/_build/results?buildId=7&view=logs&j=j1&t=t1';

describe('numberShownLines', () => {
  const log = Buffer.from('one\nnone\n\nlast');
  const numberOf = numberShownLines(log, (line) => line !== 'none');

  it.each([
    [1, 1],
    [2, null],
    [3, 2],
    [4, 3],
    [5, null],
    [0, null],
  ])('gives line %i the number %p', (line, number) => expect(numberOf(line)).toBe(number));

  it('reads the log once, and not before it is asked', () => {
    const read: string[] = [];
    const count = numberShownLines(log, (line) => read.push(line) > 0);
    expect(read).toEqual([]);
    count(4);
    count(1);
    expect(read).toEqual(['one', 'none', '', 'last']);
  });
});

describe('a line of an Azure task', () => {
  it.each([
    ['is where it is in the log', 'a\nb\n', 2, `${PAGE}&l=2`],
    ['does not count the end of a group', '##[group]a\n##[endgroup]\nb\n', 3, `${PAGE}&l=2`],
    [
      'knows it behind the time',
      '2026-11-01T10:04:00.1234567Z ##[group]x\n2026-11-01T10:04:00.1234567Z ##[EndGroup]\nb',
      3,
      `${PAGE}&l=2`,
    ],
    ['has no address where it is not shown', '##[group]a\n##[endgroup]\n', 2, null],
    ['counts an end without a beginning', 'a\n##[endgroup]\nb\n', 3, `${PAGE}&l=3`],
    [
      'counts the second of two ends',
      '##[group]a\n##[group]b\n##[endgroup]\n##[endgroup]\nc\n',
      5,
      `${PAGE}&l=4`,
    ],
  ])('%s', (_what, log, line, url) => expect(azureLineUrl(PAGE, Buffer.from(log))(line)).toBe(url));
});

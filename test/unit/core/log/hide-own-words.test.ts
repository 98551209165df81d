import { describe, expect, it } from '@jest/globals';
import { hideOwnWords } from '../../../../src/core/log/hide-own-words.ts';
import { normalizeLog } from '../../../../src/core/log/normalize-log.ts';

const CARD = [
  '403 from npm.example.com: known, but not allowed',
  '',
  '`PUT https://npm.example.com/x` by `npm` · `npm-registry-auth` · certain',
  '',
  '  2  npm error 403 403 Forbidden - PUT https://npm.example.com/x',
  '',
  'Do this',
  '',
  '1. Ask the registry who you are.',
  '',
  'Line 2 of 3',
];
const LOG = [
  '$ npm publish',
  'npm notice Publishing',
  'npm notice size 3 kB',
  'npm notice shasum',
  'npm notice files 3',
  'npm error code E403',
];

/** Lines that are left, by number. */
function left(lines: readonly string[]): readonly number[] {
  const log = hideOwnWords(normalizeLog(lines.join('\n')));
  expect(log.lines).toHaveLength(lines.length);
  return log.lines.filter(({ text }) => text !== '').map(({ number }) => number);
}

describe('hideOwnWords', () => {
  it('blanks a card', () => {
    expect(left(CARD)).toEqual([]);
    expect(left(CARD.map((line) => `> ${line}`))).toEqual([]);
  });

  it('keeps the log before and behind it, with its line numbers', () => {
    expect(left([...LOG, '', ...CARD])).toEqual([1, 2, 3, 4, 5, 6]);
    expect(left([...CARD, '', ...LOG])).toEqual([13, 14, 15, 16, 17, 18]);
  });

  it('needs two marks, one of them ours alone', () => {
    const all = (lines: readonly string[]) => lines.map((_, index) => index + 1);
    for (const lines of [
      ['npm error code E403', 'faultline explain npm-registry-auth'],
      ['Do this', 'Line 2 of 3', 'npm error code E403'],
      ['it is certain that', 'npm error code E403 · certainly', 'Do this'],
    ])
      expect(left(lines)).toEqual(all(lines));
  });

  it('leaves a long log alone, whatever it says', () => {
    const long = Array.from({ length: 2100 }, (_, index) => `line ${index}`);
    expect(left([...CARD.filter((line) => line !== ''), ...long])).toHaveLength(2106);
  });
});

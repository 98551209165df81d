import { describe, expect, it } from '@jest/globals';
import { readColor } from '../../../../src/core/alert/read-color.ts';
import {
  readLeadingEmoji,
  readVerdictWords,
  type Verdict,
} from '../../../../src/core/alert/verdict-words.ts';

describe('readVerdictWords', () => {
  it.each<readonly [string, Verdict | null]>([
    ['Pipeline #12 has failed in 04:12', 'failed'],
    ['Build #12 failed', 'failed'],
    ['Build 20261101.2 failed', 'failed'],
    ['api started failing on main', 'failed'],
    ['Unit failed to start', 'failed'],
    ['Deployment did not complete', 'failed'],
    ['Cloud Build prod INTERNAL_ERROR', 'failed'],
    ['Build failed: 812 passed, 3 failed', 'failed'],
    ['concluded with error', 'failed'],
    ['Pipeline #12 has passed with warnings', 'stopped'],
    ['build was cancelled, it had failed twice', 'stopped'],
    ['Unit is probably hanging', 'stopped'],
    ['failed job is fixed', 'passed'],
    ['Back to normal after failing for a day', 'passed'],
    ['deployed to production (0 failed checks)', 'passed'],
    ['Build passed without any errors', 'passed'],
    ['Test Status: Passed: 813, Failed: 0', null],
    ['Started by changes from ana', 'open'],
    ['Merged fix-failed-tests into failed/queue.ts', null],
    ['Merged "Fix failing login"', null],
    ['notify on failure', null],
    ['New version of the dashboard', null],
  ])('%s is %s', (sentence, verdict) => {
    expect(readVerdictWords(sentence)?.verdict ?? null).toBe(verdict);
  });

  it('stays linear over long hostile text', () => {
    const hostile = [
      "' ".repeat(20_000),
      'failed '.repeat(20_000),
      '"'.repeat(40_000),
      '1 a '.repeat(20_000),
    ];
    const before = performance.now();
    for (const text of hostile) readVerdictWords(text);
    expect(performance.now() - before).toBeLessThan(500);
  });
});

describe('readLeadingEmoji', () => {
  it.each<readonly [string, Verdict | null]>([
    [':x: api', 'failed'],
    ['🔴 api', 'failed'],
    ['✅ api', 'passed'],
    ['api :x:', null],
    [':mag: api', null],
  ])('%s is %s', (sentence, verdict) => {
    expect(readLeadingEmoji(sentence)).toBe(verdict);
  });
});

describe('readColor', () => {
  it.each(['a30200', 'cb2431', 'd00000', 'f83f23', 'e96d76', 'ff0000', 'ffaaaa'])('%s is red', (color) => {
    expect(readColor(color)).toBe('failed');
  });
  it.each(['2eb886', '28a745', '1cbf43', '18be52', '32cd32'])('%s is green', (color) => {
    expect(readColor(color)).toBe('passed');
  });
  it.each([null, 'daa038', '808080', '439fe0', 'f5a623', '8d4b32', 'd54cc4', '000000', 'danger'])(
    '%s says nothing',
    (color) => {
      expect(readColor(color)).toBeNull();
    },
  );
});

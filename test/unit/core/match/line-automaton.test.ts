import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { RE2JS } from 're2js';
import { createLineAutomaton } from '../../../../src/core/match/line-automaton.ts';

describe('createLineAutomaton', () => {
  it.each<[string, string, boolean]>([
    ['^npm error code (?P<code>E\\d+)', 'npm error code E403', true],
    ['^npm error code (?P<code>E\\d+)', 'npm ERROR code e403', true],
    ['^npm error code (?P<code>E\\d+)', 'an npm error code E403', false],
    ['^npm error code (?P<code>E\\d+)', 'npm error code EACCES', false],
    ['\\.py:\\d+:\\d+: [A-Z]{1,3}\\d{3} ', 'src/a.py:3:5: E501 line too long', true],
    ['\\.py:\\d+:\\d+: [A-Z]{1,3}\\d{3} ', 'src/a.py:35: note: see', false],
    ['(?:error|warning)\\[[^\\]]+\\]: .+ found', 'error[E0425]: name was not found', true],
    ['(?:error|warning)\\[[^\\]]+\\]: .+ found', 'error[]: name was found', false],
    ['^\\s*[✖✗] (?P<test>\\S.*) \\(\\d', '   ✗ signs in (12 ms)', true],
    ['^\\s*[✖✗] (?P<test>\\S.*) \\(\\d', '   x signs in (12 ms)', false],
    ['🚨 Error: \\S', '🚨 Error: it broke', true],
    ["module '(?P<name>[^']+)'", 'module ‘left-pad’', true],
    ['(?!no )errors? found', 'errors found', true],
    ['a{3}b', 'xaab', false],
    ['a{3}b', 'xaaab', true],
    ['a{2,30}b', `${'a'.repeat(200)}b`, true],
    ['', '', true],
  ])('/%s/ on "%s": %s', (expression, text, expected) => {
    expect(createLineAutomaton(expression)(text, 0)).toBe(expected);
  });

  it('reads a text from where it is told', () => {
    const mayMatch = createLineAutomaton('^error: \\d');
    expect(mayMatch('12:30:00 error: 4', 9)).toBe(true);
    expect(mayMatch('12:30:00 error: 4', 0)).toBe(false);
  });

  it('never says no where the full engine says yes', () => {
    const atom = fc.constantFrom(
      'a',
      'b',
      '0',
      ' ',
      '.',
      '\\d',
      '\\w',
      '\\s',
      '\\S',
      '[^a]',
      '[a-c0]',
      '\\b',
      '\\.',
      '^',
      '$',
    );
    const repeat = fc.constantFrom('', '', '', '?', '*', '+', '{2}', '{1,3}', '{0,20}', '+?');
    const piece = fc
      .tuple(atom, repeat)
      .map(([one, times]) => (/^(?:\^|\$|\\b)$/.test(one) ? one : one + times));
    const branch = fc.array(piece, { minLength: 1, maxLength: 5 }).map((pieces) => pieces.join(''));
    const group = fc
      .tuple(branch, branch, repeat)
      .map(([one, other, times]) => `(?:${one}|${other})${times}`);
    const expression = fc
      .array(fc.oneof(branch, group), { minLength: 1, maxLength: 3 })
      .map((all) => all.join(''));
    const text = fc.array(fc.constantFrom('a', 'A', 'b', 'c', '0', '7', ' ', '.', '_', 'é', '✗'), {
      maxLength: 14,
    });
    fc.assert(
      fc.property(expression, text, (source, chars) => {
        const line = chars.join('');
        const found = RE2JS.compile(source, RE2JS.CASE_INSENSITIVE).matcher(line).find();
        return !found || createLineAutomaton(source)(line, 0);
      }),
      { seed: 20260301, numRuns: 3000 },
    );
  });

  it('stays linear on text made to lead an expression astray', () => {
    const mayMatch = createLineAutomaton('(?:a+)+(?:a|b)*(?:[ab]+c)+d');
    const cost = (length: number): number => {
      const text = 'a'.repeat(length);
      const before = process.cpuUsage();
      expect(mayMatch(text, 0)).toBe(false);
      return process.cpuUsage(before).user;
    };
    cost(100_000);
    const small = cost(500_000);
    expect(cost(5_000_000)).toBeLessThan(40 * Math.max(small, 2000));
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { normalizeLine } from '../../../../src/core/log/normalize-log.ts';
import { createByteAutomaton } from '../../../../src/core/match/byte-automaton.ts';
import { createLineAutomaton } from '../../../../src/core/match/line-automaton.ts';

function mayFit(expression: string, text: string): boolean {
  const bytes = new TextEncoder().encode(`before\n${text}\nbehind`);
  return createByteAutomaton(expression)(bytes, 7, bytes.length - 7);
}

describe('createByteAutomaton', () => {
  it.each<[string, string, boolean]>([
    ['npm error code (?P<code>E\\d+)', '2026-03-04T09:00:00Z npm ERROR code e403', true],
    ['npm error code (?P<code>E\\d+)', 'npm error code EACCES', false],
    ['^error: \\d', '12:30:00 error: 4', true],
    ['^error: \\d', '12:30:00 error: none', false],
    ['before', 'after', false],
    ['test.+ (?:failed|broken)', '  ✓ the test häs failed', true],
    ['test.+ (?:failed|broken)', '  ✓ test häs passed', false],
    ['test.+ (?:failed|broken)', '  🚨 test häs passed', false],
    ['[✖✗] signs in', '  ✖ signs in', true],
    ["module '(?P<name>[^']+)'", 'module ‘left-pad’', true],
    ['exit code \\d', 'exit\u00a0code 3', true],
    ['', '', true],
  ])('/%s/ on "%s": %s', (expression, text, expected) => {
    expect(mayFit(expression, text)).toBe(expected);
  });

  it('leaves bytes that are no UTF-8 to the decoder', () => {
    const bytes = Uint8Array.of(0x61, 0xe2, 0x62);
    expect(createByteAutomaton('a.b')(bytes, 0, 3)).toBe(true);
    expect(createByteAutomaton('a.b')(bytes, 0, 1)).toBe(false);
  });

  it('never says no where the line, once read, may match', () => {
    const sign = fc.constantFrom(...'aAb0 .:_\t\r\u0007\u001b\u00a0’”é✗🚨\ufeff');
    const piece = fc.constantFrom('a', 'b+', '0', ' ', '.', '\\d', '\\s', '[^a]', "'", '✗', '🚨', '^', '.+');
    fc.assert(
      fc.property(
        fc.array(piece, { minLength: 1, maxLength: 5 }),
        fc.array(sign, { maxLength: 12 }),
        (pieces, signs) => {
          const source = pieces.join('');
          const { text, start } = normalizeLine(signs.join(''), 1);
          const matches = createLineAutomaton(source)(text, start);
          return !matches || mayFit(source, signs.join(''));
        },
      ),
      { seed: 20260303, numRuns: 4000 },
    );
  });
});

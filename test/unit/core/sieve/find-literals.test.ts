import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { buildLiteralIndex } from '../../../../src/core/match/literal-index.ts';
import { isFindable } from '../../../../src/core/sieve/choose-grams.ts';
import { findLiterals } from '../../../../src/core/sieve/find-literals.ts';
import { buildGramTable } from '../../../../src/core/sieve/gram-table.ts';

const PADDING = 16;

/** The literals (by index) that the sieve sees in a text. */
function seen(literals: readonly string[], text: string): Set<number> {
  const words = new TextEncoder().encode(text);
  const bytes = new Uint8Array(words.length + 2 * PADDING).fill(0x0a);
  bytes.set(words, PADDING);
  const found = new Set<number>();
  findLiterals(buildGramTable(literals), { bytes, from: PADDING, to: PADDING + words.length }, (literal) => {
    found.add(literal);
  });
  return found;
}

/** What the exact matcher sees, which compares every character. */
function exact(literals: readonly string[], text: string): Set<number> {
  const found = new Set<number>();
  const index = buildLiteralIndex(literals.map((one) => ({ text: one, wholeNumbers: false })));
  index.scan(text, 0, (literal) => found.add(literal));
  return found;
}

describe('findLiterals', () => {
  it.each<[string, string, boolean]>([
    ['http 403', 'curl: HTTP 403', true],
    ['http 403', 'x HTTP\t 403 y', true],
    ['http 403', 'x http 40', false],
    ['.py:3', 'src/a.PY:35: note', true],
    ['✖ failed', '  ✖ failed', true],
    ["module 'x'", 'module ‘x’', true],
    ['error: a', 'error:  a', true],
    ['"code": "E1', 'x“code”: “E1', true],
    ['tests   failed in', 'tests  \t failed in', true],
    ['abc', 'xabcx', true],
    ['abc', 'abc', true],
    ['certificate has expired', 'Certificate has expired', true],
    ['certificate has expired', 'certificate  has expired', true],
    ['certificate has expired', 'certificate was expired', false],
  ])('"%s" in "%s": %s', (literal, text, expected) => {
    for (const before of ['', 'x', 'xy']) expect(seen([literal], `${before} ${text}`).has(0)).toBe(expected);
  });

  it('misses nothing that the exact matcher finds', () => {
    const word = fc.array(fc.constantFrom('a', 'b', 'c', '4', '0', ':', '.', 'é', '"'), {
      minLength: 1,
      maxLength: 9,
    });
    const literal = fc
      .array(
        word.map((chars) => chars.join('')),
        { minLength: 1, maxLength: 3 },
      )
      .map((words) => words.join(' '))
      .filter(isFindable);
    const gap = fc.constantFrom(' ', '  ', '\t', ' \t', '\u00a0', '\n', ' x ', '');
    const quote = fc.constantFrom('"', '“', '”');
    const text = (literals: readonly string[]) =>
      fc
        .array(
          fc.tuple(
            fc.oneof(
              fc.constantFrom(...literals),
              word.map((chars) => chars.join('')),
            ),
            gap,
            quote,
          ),
        )
        .map((pieces) =>
          pieces.map(
            ([one, space, mark]) =>
              one.replaceAll('"', mark).replaceAll(' ', space === '\n' ? ' ' : space || ' ') + space,
          ),
        );
    const both = fc
      .uniqueArray(literal, { minLength: 1, maxLength: 8 })
      .chain((literals) =>
        text(literals).map((pieces) => ({ literals, text: pieces.join('').toUpperCase() })),
      );
    fc.assert(
      fc.property(both, ({ literals, text: whole }) => {
        const found = seen(literals, whole);
        const expected = new Set(whole.split('\n').flatMap((line) => [...exact(literals, line)]));
        return [...expected].every((one) => found.has(one));
      }),
      { seed: 20260302, numRuns: 500 },
    );
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { foldText } from '../../../../src/core/match/fold.ts';
import { buildLiteralIndex } from '../../../../src/core/match/literal-index.ts';
import { naiveOccurrences } from '../../../support/naive-matcher.ts';

function occurrences(literals: readonly string[], text: string): Set<string> {
  const found = new Set<string>();
  const indexed = literals.map((literal) => ({ text: foldText(literal), wholeNumbers: true }));
  buildLiteralIndex(indexed).scan(text, 0, (literal) => found.add(literals[literal] ?? ''));
  return found;
}

/** literals, text, those that occur */
const ROWS: readonly [readonly string[], string, readonly string[]][] = [
  [['HTTP 403'], 'HTTP 403', ['HTTP 403']],
  [['http error 401'], 'got HTTP ERROR 401 from it', ['http error 401']],
  [['status 403'], 'status 4031', []],
  [['HTTP 401'], 'HTTP 4010', []],
  [['403 Forbidden'], '1403 Forbidden', []],
  [['403 Forbidden'], '(403 Forbidden)', ['403 Forbidden']],
  [['status 403'], 'status \t  403', ['status 403']],
  [['status  403'], 'status 403', ['status  403']],
  [['status 403', '403'], 'status 403', ['status 403', '403']],
  [['he', 'she', 'hers'], 'ushers', ['he', 'she', 'hers']],
  [["can't find module"], 'Can’t find module x', ["can't find module"]],
  [['✕ fails'], '  ✕ fails on Monday', ['✕ fails']],
  [['exit code 1'], 'exit code 128', []],
  [['exit code 1'], 'exit code 128, then exit code 1', ['exit code 1']],
  [['a b'], 'a\u00a0b', ['a b']],
  [['error'], '', []],
];

describe('buildLiteralIndex', () => {
  it.each(ROWS)('%j in %j', (literals, text, expected) => {
    expect(occurrences(literals, text)).toEqual(new Set(expected));
    expect(naiveOccurrences(literals, text)).toEqual(new Set(expected));
  });

  it('agrees with the naive reference on generated input', () => {
    const symbol = fc.constantFrom('a', 'B', 'b', '4', '0', '3', ' ', '\t', '’', "'", '/');
    const literal = fc
      .string({ unit: symbol, minLength: 1, maxLength: 5 })
      .filter((text) => text.trim() !== '');
    const text = fc.string({ unit: symbol, maxLength: 60 });
    fc.assert(
      fc.property(fc.uniqueArray(literal, { minLength: 1, maxLength: 8 }), text, (literals, haystack) => {
        expect(occurrences(literals, haystack)).toEqual(naiveOccurrences(literals, haystack));
      }),
      { numRuns: 500 },
    );
  });

  it('stays linear on a line of ten million repeated characters', () => {
    const index = buildLiteralIndex(
      ['aaaaaaaaab', 'aaaa aaaa aaab'].map((text) => ({ text, wholeNumbers: true })),
    );
    const line = 'a'.repeat(10_000_000);
    const started = performance.now();
    index.scan(line, 0, () => undefined);
    expect(performance.now() - started).toBeLessThan(3000);
  });
});

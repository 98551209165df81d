import { describe, expect, it } from '@jest/globals';
import { unwrapJsonLines } from '../../../../src/core/log/unwrap-json-lines.ts';

const lines = (...records: object[]) => records.map((record) => JSON.stringify(record)).join('\n');

describe('unwrapJsonLines', () => {
  it.each(['log', 'message', 'msg', '@message'])('takes the words out of %s, line by line', (field) => {
    const text = lines(
      { [field]: 'npm error code E403\n', stream: 'stderr' },
      { [field]: 'two\nlines' },
      { [field]: 'three' },
      { [field]: 'four' },
      { x: 1 },
    );
    expect(unwrapJsonLines(text)).toBe('npm error code E403\ntwo lines\nthree\nfour\n{"x":1}');
  });

  it.each([
    ['a plain log', 'npm error code E403\n{"log":"x"}'],
    ['one JSON document', '{"message":"x"}'],
    ['a document over several lines', '{\n  "message": "x"\n}\n'],
    ['records without words', '{"a":1}\n{"a":2}'],
    ['a few records in a log', `{"log":"a"}\n{"log":"b"}\n${'plain\n'.repeat(5)}`],
  ])('leaves %s', (_name, text) => {
    expect(unwrapJsonLines(text)).toBe(text);
  });

  it('is not led astray by what an object inherits', () => {
    expect(unwrapJsonLines(lines({ __proto__: { log: 'x' }, a: 1 }, { constructor: 'y' }))).toContain(
      'constructor',
    );
  });
});

import { describe, expect, it } from '@jest/globals';
import { checkExamples, type ExampleAnswer } from '../../../../src/core/playbook/check-examples.ts';
import { makeEntry } from './make-entry.ts';

const answers: Readonly<Record<string, ExampleAnswer>> = {
  ours: { verdict: 'diagnosed', findings: [{ id: 'ours' }] },
  other: { verdict: 'diagnosed', findings: [{ id: 'other' }, { id: 'ours' }] },
  weak: { verdict: 'unknown', findings: [{ id: 'ours' }] },
  clean: { verdict: 'clean', findings: [] },
};

function faults(kind: 'positive' | 'negative', log: string, expected?: string): readonly (string | null)[] {
  const example = { name: 'x', log, ...(expected === undefined ? {} : { expect: expected }) };
  const entry = makeEntry({ id: 'ours', examples: { [kind]: [example] } });
  return checkExamples([entry], (text) => answers[text] ?? { verdict: 'clean', findings: [] }).map(
    (result) => result.fault,
  );
}

describe('checkExamples', () => {
  it('wants a positive example to be diagnosed as its playbook', () => {
    expect(faults('positive', 'ours')).toEqual([null]);
    expect(faults('positive', 'other')).toEqual(['the answer is other, not ours']);
    expect(faults('positive', 'weak')).toEqual(['the answer is unknown, not ours']);
  });

  it('wants a near miss not to find the playbook at all', () => {
    expect(faults('negative', 'clean')).toEqual([null]);
    expect(faults('negative', 'other')).toEqual(['ours fits this near miss']);
  });

  it('wants what the near miss expects', () => {
    expect(faults('negative', 'other', 'other')).toEqual([null]);
    expect(faults('negative', 'clean', 'clean')).toEqual([null]);
    expect(faults('negative', 'clean', 'other')).toEqual(['the answer is clean, not other']);
    expect(faults('negative', 'ours', 'clean')).toEqual(['the answer is ours, not clean']);
  });
});

import { describe, expect, it } from '@jest/globals';
import { compileCatalog } from '../../../../src/core/match/compile-catalog.ts';
import { createCatalog } from '../../../../src/core/playbook/create-catalog.ts';
import { diagnoseLog } from '../../../../src/flows/diagnose-log.ts';
import { makeEntry } from '../playbook/make-entry.ts';

type Match = NonNullable<NonNullable<Parameters<typeof makeEntry>[0]>['match']>;

/** Signals that hit, as the evidence names them; empty when the playbook does not fit. */
function hits(match: Match, lines: readonly string[]): readonly string[] {
  const catalog = compileCatalog(createCatalog([makeEntry({ match })]));
  const log = [...lines, '##[error]Process completed with exit code 1.'].join('\n');
  const { findings } = diagnoseLog(catalog, log).analysis;
  return findings.flatMap(({ evidence }) => evidence.map(({ signal, line }) => `${line} ${signal}`));
}

describe('a signal with conditions', () => {
  it('waits for what must stand before it, no further back than it says', () => {
    const match = { any: [{ literal: 'out of oil', after: 'forklift report', within: 2 }] };
    expect(hits(match, ['forklift report', 'x', 'error: out of oil'])).toEqual(['3 out of oil']);
    expect(hits(match, ['forklift report', 'x', 'y', 'error: out of oil'])).toEqual([]);
    expect(hits(match, ['error: out of oil', 'forklift report'])).toEqual([]);
    expect(hits(match, ['forklift report: out of oil'])).toEqual([]);
  });

  it('may wait for the echo of a command', () => {
    const match = { any: [{ literal: 'out of oil', after: 'yard start', within: 3 }] };
    expect(hits(match, ['$ yard start', 'error: out of oil'])).toEqual(['2 out of oil']);
  });

  it('may ask for a kind of line', () => {
    const on = (line: 'echo' | 'annotation' | 'assertion' | 'output') => ({
      any: [{ literal: 'out of oil', line }],
    });
    expect(hits(on('echo'), ['$ echo out of oil', 'error: out of oil'])).toEqual(['1 out of oil']);
    expect(hits(on('annotation'), ['error: out of oil', '##[error]out of oil'])).toEqual(['2 out of oil']);
    expect(hits(on('assertion'), ['Expected: out of oil', 'error: out of oil'])).toEqual(['1 out of oil']);
    expect(hits(on('output'), ['##[error]out of oil', 'error: out of oil'])).toEqual(['2 out of oil']);
  });

  it('adds evidence but no diagnosis when it is evidence only', () => {
    const match = { any: ['engine stopped', { literal: 'out of oil', evidence_only: true }] };
    expect(hits(match, ['error: out of oil'])).toEqual([]);
    expect(hits(match, ['error: out of oil', 'error: engine stopped'])).toEqual(
      expect.arrayContaining(['1 out of oil', '2 engine stopped']),
    );
  });

  it('finds the lines of an expression without being given a literal', () => {
    const match = { any: [{ expression: 'forklift (?P<number>\\d+) ran dry' }] };
    expect(hits(match, ['error: forklift 12 ran dry'])).toHaveLength(1);
    expect(hits(match, ['error: forklift twelve ran dry'])).toEqual([]);
  });
});

describe('none_in_step', () => {
  const match = { any: ['out of oil'], none_in_step: ['drill begins'] };
  const step = (name: string, ...lines: string[]) => [`##[group]Run ${name}`, '##[endgroup]', ...lines];

  it('silences the signals of its own step alone', () => {
    const drill = step('yard drill', 'drill begins', 'error: out of oil');
    expect(hits(match, drill)).toEqual([]);
    const found = hits(match, [...drill, ...step('yard work', 'error: out of oil')]);
    expect(found).toEqual(['7 out of oil']);
  });

  it('takes a log without steps for one step', () => {
    expect(hits(match, ['drill begins', 'error: out of oil'])).toEqual([]);
    expect(hits(match, ['error: out of oil'])).toEqual(['1 out of oil']);
  });
});

import { describe, expect, it } from '@jest/globals';
import { compileCatalog } from '../../../../src/core/match/compile-catalog.ts';
import { createCatalog } from '../../../../src/core/playbook/create-catalog.ts';
import { diagnoseLog } from '../../../../src/flows/diagnose-log.ts';
import { makeEntry } from '../playbook/make-entry.ts';

const YARD = compileCatalog(
  createCatalog([
    makeEntry({
      id: 'forklift-dry',
      match: { any: ['forklift ran dry', 'tank is empty'] },
      replaces: ['forklift-stopped'],
    }),
    makeEntry({ id: 'forklift-stopped', match: { any: ['forklift ran', 'stopped in aisle'] } }),
    makeEntry({ id: 'aisle-blocked', match: { any: ['stopped in aisle'] } }),
    makeEntry({ id: 'night-shift', match: { any: ['tank is empty'], none: ['day shift'] } }),
    makeEntry({ id: 'pump-broken', match: { any: ['tank is empty'], all: ['pump pressure zero'] } }),
    makeEntry({ id: 'tank-leaks', match: { any: ['tank is empty'], none_in_line: ['as planned'] } }),
    makeEntry({ id: 'tank-lost', match: { any: ['tank is empty'], none_in_step: ['day shift'] } }),
    makeEntry({
      id: 'tank-small',
      match: {
        any: ['tank is empty'],
        partial: [{ id: 'two', label: 'small words', minimum: 2, patterns: ['tank', 'litre'] }],
      },
    }),
    makeEntry({ id: 'unheard-of', match: { any: ['crane fell'] } }),
  ]),
);
const LOG = [
  'day shift begins',
  'error: tank is empty, as planned',
  'error: forklift ran dry',
  'error: stopped in aisle 7',
  '##[error]Process completed with exit code 1.',
].join('\n');

describe('what was considered', () => {
  const { considered, runnerUp, findings } = diagnoseLog(YARD, LOG).analysis;
  const of = (id: string) => considered.find((one) => one.id === id);

  it('says what became of every playbook that had a hit, and of no other', () => {
    expect(Object.fromEntries(considered.map(({ id, outcome }) => [id, outcome]))).toEqual({
      'forklift-dry': 'fits',
      'aisle-blocked': 'outscored',
      'forklift-stopped': 'replaced',
      'night-shift': 'vetoed',
      'pump-broken': 'gate-missing',
      'tank-leaks': 'vetoed',
      'tank-lost': 'vetoed',
      'tank-small': 'gate-missing',
    });
    expect(of('forklift-stopped')?.replacedBy).toBe('forklift-dry');
  });

  it('adds up: the base and what each signal gave are the score', () => {
    for (const { base, signals, score } of considered) {
      const sum = signals.reduce((total, { gave }) => total + gave, base);
      expect(Math.abs(sum - score)).toBeLessThan(0.03);
    }
    expect(of('forklift-dry')?.signals).toContainEqual(
      expect.objectContaining({ signal: 'tank is empty', role: 'any', lines: [2], line: 2 }),
    );
  });

  it('names what vetoed what', () => {
    expect(of('night-shift')?.vetoes).toEqual([
      { signal: 'day shift', scope: 'log', line: 1, silenced: null },
    ]);
    expect(of('tank-leaks')?.vetoes).toEqual([
      { signal: 'as planned', scope: 'line', line: 2, silenced: 'tank is empty' },
    ]);
    expect(of('tank-lost')?.vetoes).toEqual([
      { signal: 'day shift', scope: 'step', line: 1, silenced: 'tank is empty' },
    ]);
  });

  it('names the gate that did not open', () => {
    expect(of('pump-broken')?.missing).toEqual(['pump pressure zero']);
    expect(of('tank-small')?.missing).toEqual(['1 more of small words']);
  });

  it('tells the runner-up from the winner by a line', () => {
    expect(runnerUp).toMatchObject({ id: 'aisle-blocked', keptOut: null, onlyWinner: { line: 3 } });
    expect(findings[0]?.because).toEqual(
      expect.arrayContaining([expect.stringMatching(/^line 3 holds “forklift ran dry” \(\+\d\.\d\d\)$/)]),
    );
  });

  it('takes one that was kept out as runner-up when nothing else fits', () => {
    const log = 'error: forklift ran dry\nerror: tank is empty\n##[error]Process completed with exit code 1.';
    const only = compileCatalog(
      createCatalog(
        YARD.catalog.playbooks.filter(({ playbook }) =>
          ['forklift-dry', 'pump-broken'].includes(playbook.id),
        ),
      ),
    );
    expect(diagnoseLog(only, log).analysis.runnerUp).toMatchObject({
      id: 'pump-broken',
      keptOut: 'it also needs “pump pressure zero”',
      wouldSpeak: ['pump pressure zero'],
    });
  });
});

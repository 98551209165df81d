import { describe, expect, it } from '@jest/globals';
import { lintBundled } from '../../../../src/core/playbook/lint-bundled.ts';
import { makeEntry } from './make-entry.ts';

type Changes = NonNullable<Parameters<typeof makeEntry>[0]>;

const NOISY = `${'building the yard\n'.repeat(20)}error: forklift: out of oil\n`;
const SOUND: Changes = {
  path: 'playbooks/bundled/log/build/forklift-broken.yaml',
  why_it_matters: 'Nobody can unload a ship without it.',
  prevention: 'Look at the tank every morning.',
  workflow: { local_repro: ['forklift status'] },
  examples: {
    positive: [
      { name: 'dry', log: 'error: forklift: out of oil\n' },
      { name: 'noisy', log: NOISY },
    ],
    negative: [
      { name: 'full', log: 'forklift: oil is fine\n' },
      { name: 'half', log: 'forklift: oil is low\n' },
    ],
  },
};

const any = (...signals: NonNullable<Changes['match']>['any'] & object): Changes => ({
  match: { any: signals },
});

const FAULTS: readonly [code: string, changes: Changes][] = [
  ['wrong-folder', { path: 'playbooks/bundled/log/test/forklift-broken.yaml' }],
  ['wrong-file-name', { path: 'playbooks/bundled/log/build/forklift.yaml' }],
  ['missing-section', { prevention: undefined } as Changes],
  ['missing-section', { workflow: {} }],
  ['few-examples', { examples: { ...SOUND.examples, negative: [{ name: 'full', log: 'x' }] } }],
  [
    'no-noisy-example',
    {
      examples: {
        ...SOUND.examples,
        positive: SOUND.examples?.positive?.map((each) => ({ ...each, log: 'x' })),
      } as never,
    },
  ],
  ['shadowed-signal', any('forklift: out of', 'forklift: out of oil')],
  ['dead-signal', { match: { any: ['forklift: out of oil'], none_in_line: ['out of oil'] } }],
  ['long-signal', any('forklift '.repeat(12))],
  ['overfit', any('cloning github.com/acme/yard failed')],
  ['overfit', any('forklift 4.17.21 is broken')],
  ['overfit', any('commit 9d7e18b1c is broken')],
  ['overfit', any('cannot read /home/maria/yard')],
  ['overfit', any('ask maria@example.com for the key')],
  ['overfit', any({ expression: 'cloning github\\.com/acme/yard (?:failed|broke)' })],
  ['overfit', any({ expression: 'forklift 4\\.17\\.21 is (?:broken|gone)' })],
  ['overfit', any({ literal: 'forklift: out of oil', after: 'cd /home/maria/yard' })],
  ['overfit', { match: { any: ['forklift: out of oil'], none_in_line: ['forklift 4.17.21'] } }],
  ['overfit', { match: { any: ['forklift: out of oil'], none_in_step: ['forklift 4.17.21'] } }],
  [
    'overfit',
    { match: { any: ['out of oil'], partial: [{ id: 'p', minimum: 1, patterns: ['in /Users/maria'] }] } },
  ],
  ['long-signal', any({ expression: `${'forklift '.repeat(12)}\\d+` })],
  ['weak-literal', any({ expression: 'a\\d+b' })],
  ['kind', { kind: 'Out of oil' }],
  ['kind', { replaces: ['forklift-broken'] }],
];

describe('lintBundled', () => {
  it('lets a sound playbook pass', () => {
    expect(lintBundled(makeEntry(SOUND))).toEqual([]);
    const fine = any('HTTP 403 from port 8080', 'error TS2345', 'TLS 1.2 refused', 'added effaced defaced');
    expect(lintBundled(makeEntry({ ...SOUND, ...fine }))).toEqual([]);
  });

  it.each(FAULTS)('finds %s: %j', (code, changes) => {
    const codes = lintBundled(makeEntry({ ...SOUND, ...changes })).map((problem) => problem.code);
    expect(codes).toEqual([code]);
  });

  it('lets a longer signal stand that has a condition of its own', () => {
    const pair = any('forklift: out of', { literal: 'forklift: out of oil', evidence_only: true });
    expect(lintBundled(makeEntry({ ...SOUND, ...pair }))).toEqual([]);
  });
});

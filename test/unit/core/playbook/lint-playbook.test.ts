import { describe, expect, it } from '@jest/globals';
import { lintCatalog, lintPlaybook } from '../../../../src/core/playbook/lint-playbook.ts';
import { makeEntry } from './make-entry.ts';

type Changes = NonNullable<Parameters<typeof makeEntry>[0]>;

/** Every lint with a bad sample that it finds and a good sample that it lets pass. */
const LINTS: readonly { code: string; bad: Changes; good: Changes }[] = [
  {
    code: 'duplicate-signal',
    bad: { match: { any: ['forklift: out of oil', 'Forklift:  OUT of oil'] } },
    good: { match: { any: ['forklift: out of oil', 'forklift: out of fuel'] } },
  },
  {
    code: 'duplicate-signal',
    bad: { match: { any: ['forklift: out of oil'], all: [{ literal: 'forklift: out of oil' }] } },
    good: { match: { any: ['forklift: out of oil'], all: ['forklift: stopped'] } },
  },
  {
    code: 'vetoed-signal',
    bad: { match: { any: ['forklift: out of oil'], none: ['forklift: out of oil'] } },
    good: { match: { any: ['forklift: out of oil'], none: ['forklift: refilled'] } },
  },
  {
    code: 'hidden-expression',
    bad: { match: { any: ['forklift .* broken'] } },
    good: { match: { any: ['forklift (yard 3) is broken. [retry?]'] } },
  },
  {
    code: 'hidden-expression',
    bad: { match: { any: ['forklift [0-9]+ broken'] } },
    good: { match: { any: [{ expression: 'forklift [0-9]+ broken', literal: 'forklift' }] } },
  },
  {
    code: 'hidden-expression',
    bad: { match: { any: ['the (forklift|crane) is broken'] } },
    good: { match: { any: ['the forklift || the crane'] } },
  },
  {
    code: 'short-signal',
    bad: { match: { any: [' oil '] } },
    good: { match: { any: ['E4031'] } },
  },
  {
    code: 'short-signal',
    bad: { match: { partial: [{ id: 'oil', minimum: 1, patterns: ['oil'] }] } },
    good: { match: { partial: [{ id: 'oil', minimum: 1, patterns: ['out of oil'] }] } },
  },
  {
    code: 'empty-advice',
    bad: { diagnosis: 'TODO: find out and write it down here' },
    good: { diagnosis: 'To do this right, somebody fills the tank.' },
  },
  {
    code: 'empty-advice',
    bad: { validation: 'It works.' },
    good: { validation: 'The engine starts again.' },
  },
  {
    code: 'no-steps',
    bad: { fix: 'Fill the tank and start the engine.' },
    good: { fix: 'Quickly:\n\n- Fill the tank.' },
  },
  {
    code: 'no-example',
    bad: { examples: { positive: [{ name: 'dry', log: 'x' }] } },
    good: { examples: { positive: [{ name: 'dry', log: 'x' }], negative: [{ name: 'wet', log: 'y' }] } },
  },
  {
    code: 'duplicate-example',
    bad: { examples: { positive: [{ name: 'dry', log: 'x' }], negative: [{ name: 'dry', log: 'y' }] } },
    good: { examples: { positive: [{ name: 'dry', log: 'x' }], negative: [{ name: 'wet', log: 'y' }] } },
  },
];

describe('lintPlaybook', () => {
  it.each(LINTS)('finds $code, and lets a sound neighbour pass', ({ code, bad, good }) => {
    expect(lintPlaybook(makeEntry(bad)).map((problem) => problem.code)).toEqual([code]);
    expect(lintPlaybook(makeEntry(good))).toEqual([]);
  });

  it('says where', () => {
    const [problem] = lintPlaybook(makeEntry({ match: { any: ['forklift: out of oil', 'a.*b and more'] } }));
    expect(problem).toMatchObject({ where: 'yard.yaml:match.any.1', hint: 'write {expression, literal}' });
  });
});

describe('lintCatalog', () => {
  const one = makeEntry({ id: 'one' });

  it('finds names that lead nowhere', () => {
    const two = makeEntry({
      id: 'two',
      match: { any: ['crane: out of oil'] },
      replaces: ['one', 'three'],
      examples: {
        positive: [{ name: 'a', log: 'x' }],
        negative: [
          { name: 'b', log: 'x', expect: 'one' },
          { name: 'c', log: 'x', expect: 'clean' },
          { name: 'd', log: 'x', expect: 'four' },
        ],
      },
    });
    const problems = lintCatalog([one, two]).map(({ code, message }) => `${code}: ${message}`);
    expect(problems).toEqual([
      'unknown-playbook: no playbook has the id "three"',
      'unknown-playbook: no playbook has the id "four"',
    ]);
  });

  it('finds a signal that belongs to another playbook, unless one replaces the other', () => {
    expect(lintCatalog([one, makeEntry({ id: 'two' })]).map(({ code }) => code)).toEqual(['shared-signal']);
    expect(lintCatalog([one, makeEntry({ id: 'two', replaces: ['one'] })])).toEqual([]);
  });
});

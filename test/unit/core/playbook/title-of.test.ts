import { describe, expect, it } from '@jest/globals';
import { readPlaybooks } from '../../../../src/adapters/files/read-playbooks.ts';
import type { Playbook } from '../../../../src/core/playbook/playbook.ts';
import { titleOf } from '../../../../src/core/playbook/title-of.ts';
import { makeEntry } from './make-entry.ts';

/** A playbook of that title whose expressions may catch these names. */
function titled(title: string, ...names: readonly string[]): Playbook {
  const { playbook } = makeEntry({ id: 'some-failure' });
  const any = names.map((name) => ({ expression: `failed: (?P<${name}>\\S+)`, example: 'failed: x' }));
  return { ...playbook, title, match: { ...playbook.match, any: any as Playbook['match']['any'] } };
}

describe('a title without captures reads as a sentence', () => {
  it.each([
    ['Jest tests fail: {test}', 'Jest tests fail'],
    ['CTest: tests fail ({test})', 'CTest: tests fail'],
    ['A build script failed (build.rs of {test})', 'A build script failed'],
    ['PostgreSQL refuses the login of {test}', 'PostgreSQL refuses the login'],
    ['The port {test} is already in use', 'The port is already in use'],
    ['The Jenkins test {test} failed', 'The Jenkins test failed'],
    ['Next.js cannot prerender {test}', 'Next.js cannot prerender a test'],
    ['{test} is not ready yet', 'A test is not ready yet'],
    ['The chart uses {{ test }} and {other}', 'The chart uses {{ test }} and {other}'],
  ])('%s', (title, words) => {
    expect(titleOf(titled(title, 'test'))).toBe(words);
  });

  it('says "an" where it must, and fills in what the log said', () => {
    const playbook = titled('A script threw {error} in {file}', 'error', 'file');
    expect(titleOf(playbook)).toBe('A script threw an error in a file');
    expect(titleOf(playbook, { error: 'TypeError' })).toBe('A script threw TypeError in a file');
    expect(titleOf(playbook, { error: '<!channel> *x*', file: 'a.js' })).toBe(
      'A script threw !channel x in a.js',
    );
  });

  it('holds for every bundled playbook', async () => {
    const odd = (await readPlaybooks())
      .filter(({ playbook }) => titleOf(playbook) !== playbook.title)
      .map(({ playbook }) => titleOf(playbook))
      .filter((title) => /\{|<\w+>|\(\)| {2}|(?: of| for| the| with|[:(])$/.test(title));
    expect(odd).toEqual([]);
  });
});

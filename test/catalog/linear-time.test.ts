import { describe, expect, it } from '@jest/globals';
import { readPlaybooks } from '../../src/adapters/files/read-playbooks.ts';
import { compileCatalog } from '../../src/core/match/compile-catalog.ts';
import { createCatalog } from '../../src/core/playbook/create-catalog.ts';
import { diagnoseLog } from '../../src/flows/diagnose-log.ts';

const catalog = compileCatalog(createCatalog(await readPlaybooks()));

/** Text that an engine which backtracks, or looks back over what it has read, gets stuck in. */
const BAIT: readonly [string, (size: number) => string][] = [
  ['one letter', (size) => 'a'.repeat(size)],
  ['blanks', (size) => ' '.repeat(size)],
  ['digits', (size) => '4'.repeat(size)],
  ['a literal that nearly stands there', (size) => 'npm error 403 403 Forbidde '.repeat(size / 27)],
  ['brackets that open', (size) => '['.repeat(size)],
  ['quotes', (size) => '"'.repeat(size)],
  ['dots and words', (size) => `${'a.'.repeat(size / 2)}!`],
  ['slashes', (size) => `https://${'a/'.repeat(size / 2)}`],
  ['assignments', (size) => 'a='.repeat(size / 2)],
  ['base64', (size) => `${'QUJD'.repeat(size / 4)}!`],
  ['carriage returns', (size) => '50%\r'.repeat(size / 4)],
  ['escape sequences that do not end', (size) => '\u001b]8;;'.repeat(size / 5)],
  ['short lines', (size) => 'a\n'.repeat(size / 2)],
  ['lines that ask for expressions', (size) => 'Cannot find module a\n'.repeat(size / 21)],
  ['groups that never end', (size) => '##[group]Run x\n'.repeat(size / 15)],
];

const SMALL = 100_000;
const GROWTH = 8;
/** Eight times the text may take this many times as long: twenty would still be linear, sixty-four is not. */
const MOST = 24;

function secondsFor(text: string): number {
  const before = process.cpuUsage();
  diagnoseLog(catalog, text);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

describe('text made to hang us', () => {
  it.each(BAIT)(
    '%s: the time grows as the text does',
    (_, make) => {
      diagnoseLog(catalog, make(SMALL / 10));
      const small = Math.max(0.02, Math.min(secondsFor(make(SMALL)), secondsFor(make(SMALL))));
      expect(secondsFor(make(SMALL * GROWTH)) / small).toBeLessThan(MOST);
    },
    60_000,
  );

  it('ten million repeated characters take seconds', () => {
    expect(secondsFor(`${'a'.repeat(10_000_000)}\nnpm error code E403\n`)).toBeLessThan(20);
  }, 60_000);
});

import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';

interface Shown {
  readonly file: string;
  readonly name: string;
}

/** `test/a.test.ts`: "name", "another name", `test/b.test.ts`: "name" */
function readShown(cell: string): readonly Shown[] {
  let file = '';
  const shown: Shown[] = [];
  for (const match of cell.matchAll(/`(test\/[\w./-]+\.ts)`:|"((?:[^"\\]|\\.)*)"/g)) {
    if (match[1] !== undefined) file = match[1];
    else shown.push({ file, name: (match[2] ?? '').replaceAll('\\"', '"') });
  }
  return shown;
}

const rows = readFileSync('SECURITY.md', 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| threat'))
  .map((line) => line.split(' | '));

describe('the threats of SECURITY.md', () => {
  it('are there', () => {
    expect(rows.length).toBeGreaterThan(20);
  });

  it.each(rows)('%s', (_threat, defence, cell = '') => {
    expect(defence?.length).toBeGreaterThan(10);
    const shown = readShown(cell);
    expect(shown.length).toBeGreaterThan(0);
    for (const { file, name } of shown) {
      expect(existsSync(file)).toBe(true);
      expect(namesIn(readFileSync(file, 'utf8'))).toContain(name);
    }
  });
});

/** Names of tests and of the rows of their tables: whatever stands in quotes. */
function namesIn(source: string): readonly string[] {
  const quoted = source.matchAll(/'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)"|`([^`\n]*)`/g);
  return [...quoted].map(([, ...texts]) => texts.join('').replaceAll("\\'", "'"));
}

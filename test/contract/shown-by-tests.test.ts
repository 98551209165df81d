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

/** The rows of a page's tables whose last cell names tests. */
function readRows(page: string): readonly (readonly string[])[] {
  return readFileSync(page, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| ') && line.includes('`test/'))
    .map((line) => line.split(' | '));
}

describe.each([
  ['SECURITY.md', 25],
  ['docs/outages.md', 12],
])('%s', (page, least) => {
  const rows = readRows(page);

  it('has its rows', () => {
    expect(rows.length).toBeGreaterThanOrEqual(least);
  });

  it('names a test in every row of its table', () => {
    const table = readFileSync(page, 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('| '));
    expect(rows).toHaveLength(table.length - 1);
  });

  it.each(rows.map((row) => [row.slice(0, 2).join(': ').slice(0, 60), row] as const))('%s', (_what, row) => {
    const shown = readShown(row.at(-1) ?? '');
    expect(row.slice(1, -1).every((cell) => cell.length > 3)).toBe(true);
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

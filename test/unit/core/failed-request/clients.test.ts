import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { clients } from '../../../../src/core/failed-request/clients/clients.ts';

const folder = new URL('../../../../src/core/failed-request/clients/', import.meta.url);

/** Every expression of a file together with the examples that stand above it. */
function examplesOf(source: string): { form: RegExp; example: string }[] {
  const found: { form: RegExp; example: string }[] = [];
  let examples: string[] = [];
  for (const line of source.split('\n')) {
    const comment = /^ {2}\/\/ (?<example>.+)$/.exec(line)?.groups?.['example'];
    if (comment) examples.push(comment);
    const form = /^.*?form: ?\/(?<body>.+)\/(?<flags>[a-z]*)(?: \}|,|$)/.exec(line)?.groups;
    const alone = /^ +\/(?<body>[^/*].+)\/(?<flags>[a-z]*),$/.exec(line)?.groups;
    const groups = form ?? alone;
    if (!groups) continue;
    for (const example of examples)
      found.push({ form: new RegExp(groups['body'] ?? '', groups['flags']), example });
    examples = [];
  }
  return found;
}

describe('clients', () => {
  const files = readdirSync(folder);
  const rows = files.flatMap((file) =>
    examplesOf(readFileSync(new URL(file, folder), 'utf8')).map((row) => ({ file, ...row })),
  );

  it('finds the examples above the patterns', () => {
    const patterns = clients.reduce((sum, reader) => sum + reader.patterns.length, 0);
    expect(rows.length).toBeGreaterThanOrEqual(patterns * 0.9);
  });

  it.each(rows)('$file: $example', ({ file, form, example }) => {
    // Some comments stand as they look behind an indentation that the comment has eaten.
    expect(form.test(example) || form.test(`  ${example}`)).toBe(true);
    const reader = clients.find((one) => one.patterns.some((pattern) => pattern.form.source === form.source));
    expect({ file, reader: reader !== undefined }).toEqual({ file, reader: true });
    const lower = `  ${example}`.toLowerCase();
    expect(reader?.triggers.some((trigger) => lower.includes(trigger))).toBe(true);
  });

  it('has lowercase triggers only', () => {
    const triggers = clients.flatMap((reader) => reader.triggers);
    expect(triggers.filter((trigger) => trigger !== trigger.toLowerCase())).toEqual([]);
  });
});

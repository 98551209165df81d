import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { load } from 'js-yaml';
import { readPlaybooks } from '../../src/adapters/files/read-playbooks.ts';
import { compileCatalog } from '../../src/core/match/compile-catalog.ts';
import { createCatalog } from '../../src/core/playbook/create-catalog.ts';
import { diagnoseLog } from '../../src/flows/diagnose-log.ts';

interface Item {
  readonly id: string;
  /** As the tool prints it. */
  readonly log: string;
}

const families = load(readFileSync(new URL('./families.yaml', import.meta.url), 'utf8')) as Readonly<
  Record<string, Readonly<Record<string, Item>>>
>;
const catalog = compileCatalog(createCatalog(await readPlaybooks()));

/** What we promise to know, item by item; the lines are none of the playbooks' own examples. */
describe.each(Object.entries(families))('%s', (_family, items) => {
  it.each(Object.entries(items))('%s', (_item, { id, log }) => {
    const { analysis } = diagnoseLog(catalog, `${log}\n##[error]Process completed with exit code 1.\n`);
    expect(analysis.diagnosis?.id).toBe(id);
  });
});

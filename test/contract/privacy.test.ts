import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { openSqlite } from '../../src/adapters/store/create-sqlite-store.ts';
import { KEPT_TABLES } from '../../src/adapters/store/kept-tables.ts';
import { MIGRATIONS } from '../../src/adapters/store/migrations.ts';
import { lockSqliteSchema, runMigrations } from '../../src/adapters/store/run-migrations.ts';

const PAGE = readFileSync(new URL('../../docs/privacy.md', import.meta.url), 'utf8');

async function schema() {
  const db = openSqlite({ path: ':memory:' });
  await runMigrations(db, MIGRATIONS, lockSqliteSchema);
  const tables = await db.introspection.getTables();
  await db.destroy();
  return tables;
}

describe('what is stored', () => {
  it('is what docs/privacy.md lists, table by table', async () => {
    const listed = [...PAGE.matchAll(/^\| `(\w+)` \|/gm)].map((row) => row[1]);
    expect(listed.toSorted()).toEqual((await schema()).map(({ name }) => name).toSorted());
  });

  it('is what purge and forget know, with the columns they go by', async () => {
    const tables = (await schema()).filter(({ name }) => name !== 'faultline_migrations');
    expect(KEPT_TABLES.map(({ name }) => name).toSorted()).toEqual(tables.map(({ name }) => name).toSorted());
    for (const { name, time, about, message = 'message' } of KEPT_TABLES) {
      const columns = tables.find((table) => table.name === name)?.columns.map((column) => column.name) ?? [];
      const wanted = {
        key: ['key'],
        workspace: ['workspace'],
        channel: ['workspace', 'channel'],
        message: ['workspace', 'channel', message],
      }[about];
      expect(columns).toEqual(expect.arrayContaining([...wanted, ...(time === null ? [] : [time])]));
    }
  });

  it('has an age wherever the page says that the retention ends it', () => {
    const ageless = KEPT_TABLES.filter(({ time }) => time === null).map(({ name }) => name);
    expect(ageless.toSorted()).toEqual([
      'channel_settings',
      'ci_connections',
      'installations',
      'submission_files',
      'summary_refusals',
      'summary_tokens',
    ]);
  });
});

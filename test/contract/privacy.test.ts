import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { type Kysely, sql, type TableMetadata } from 'kysely';
import { createSqliteStore, openSqlite } from '../../src/adapters/store/create-sqlite-store.ts';
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

  it('goes with its workspace, every row of every table, and nothing of another', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'faultline-privacy-'));
    const path = join(folder, 'faultline.db');
    const store = await createSqliteStore({ path });
    const db = openSqlite({ path });
    const tables = (await schema()).filter(({ name }) => name !== 'faultline_migrations');
    for (const table of tables) for (const team of ['T1', 'T2']) await fill(db, table, team);
    const all = Object.fromEntries(tables.map(({ name }) => [name, 1]));
    const scope = { workspace: 'T1', channel: null, message: null };
    expect(await store.retention.forget(scope, { dryRun: false })).toEqual(all);
    expect(await countRows(db, tables, 'T1')).toEqual(
      Object.fromEntries(tables.map(({ name }) => [name, 0])),
    );
    expect(await countRows(db, tables, 'T2')).toEqual(all);
    await db.destroy();
    await store.close();
    rmSync(folder, { recursive: true, force: true });
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

/** One row, whose every column tells the workspace: a table that is forgotten by `forget` still shows it. */
async function fill(db: Kysely<unknown>, { name, columns }: TableMetadata, team: string): Promise<void> {
  const sampleOf = ({ name: column, dataType }: { name: string; dataType: string }): string | number => {
    if (column === 'key') return `message:${team}:C1:1.0`;
    return /int/i.test(dataType) ? 1 : team;
  };
  const names = sql.join(columns.map((column) => sql.ref(column.name)));
  const values = sql.join(columns.map((column) => sampleOf(column)));
  await sql`insert into ${sql.table(name)} (${names}) values (${values})`.execute(db);
}

/** Rows in which any column names the workspace. */
async function countRows(
  db: Kysely<unknown>,
  tables: readonly TableMetadata[],
  team: string,
): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { name, columns } of tables) {
    const named = columns.map(
      (column) => sql`${sql.ref(column.name)} in (${team}, ${`message:${team}:C1:1.0`})`,
    );
    const { rows } = await sql<{ count: number }>`
      select count(*) as count from ${sql.table(name)} where ${sql.join(named, sql` or `)}
    `.execute(db);
    counts[name] = Number(rows[0]?.count);
  }
  return counts;
}

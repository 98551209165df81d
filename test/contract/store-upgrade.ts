import { describe, expect, it } from '@jest/globals';
import { type Kysely, sql } from 'kysely';
import { KEPT_TABLES } from '../../src/adapters/store/kept-tables.ts';
import { MIGRATIONS } from '../../src/adapters/store/migrations.ts';
import { type LockSchema, runMigrations } from '../../src/adapters/store/run-migrations.ts';
import type { Store } from '../../src/flows/ports.ts';
import {
  filledTables,
  makeOldDatabase,
  readRows,
  readSchema,
  recordSchema,
  writeSchema,
} from '../support/schema-history.ts';

/** An empty database, reached with our schema and without. */
export interface UpgradePlace {
  /** A connection without our schema; `statements` collects what is sent over it. */
  openBare(statements: string[]): Kysely<unknown>;
  openStore(): Promise<Store>;
  remove(): Promise<void>;
}

const POSTED = { workspace: 'T1', channel: 'C1', thread: '1.0', message: '1.1' };

/**
 * A database of every earlier schema opens, migrates and keeps its rows. The fixtures hold what each release
 * sent, so a published step that is changed is found out. `npm run bless` writes that of a new step.
 */
export function describeUpgrades(
  database: string,
  create: () => Promise<UpgradePlace>,
  lock: LockSchema,
): void {
  describe(`upgrades: ${database}`, () => {
    it.each(MIGRATIONS.map(({ name }, index) => [name, index + 1] as const))(
      'sends for %s what it always sent',
      async (name, count) => {
        const place = await create();
        const statements: string[] = [];
        const db = place.openBare(statements);
        const sent = await recordSchema(db, statements, { count, lock });
        await db.destroy();
        await place.remove();
        if (process.env['FAULTLINE_BLESS']) writeSchema(name, sent);
        expect(sent).toEqual(readSchema(name));
      },
    );

    it('has a row of every table in the newest fixture', expectRowsEverywhere);

    it('is done once by any number that start at once', async () => {
      const place = await create();
      const old = place.openBare([]);
      await makeOldDatabase(old, MIGRATIONS[0]?.name ?? '');
      await old.destroy();
      const sent: string[][] = [[], [], []];
      const starting = sent.map(async (statements) => {
        const db = place.openBare(statements);
        await runMigrations(db, MIGRATIONS, lock);
        await db.destroy();
      });
      await Promise.all(starting);
      const changing = sent.map((statements) => statements.filter((one) => one.startsWith('create index')));
      expect(changing.map(({ length }) => length > 0).toSorted()).toEqual([false, false, true]);
      await place.remove();
    });

    it.each(MIGRATIONS.map(({ name }) => name))('opens what %s left and keeps its rows', async (name) => {
      const place = await create();
      const old = place.openBare([]);
      await makeOldDatabase(old, name);
      const tables = filledTables(name);
      const before = await readRows(old, tables);
      await old.destroy();
      const store = await place.openStore();
      await expectFirstRows(store);
      await store.close();
      const db = place.openBare([]);
      const after = await readRows(db, tables);
      for (const table of tables) {
        expect(before[table]).not.toHaveLength(0);
        expect({ table, rows: after[table] }).toMatchObject({ table, rows: before[table] });
      }
      const { rows } = await sql<{
        name: string;
      }>`select name from faultline_migrations order by name`.execute(db);
      await db.destroy();
      await place.remove();
      expect(rows.map((row) => row.name)).toEqual(MIGRATIONS.map((migration) => migration.name).sort());
    });
  });
}

/** A step that brings a table brings rows of it into its fixture; the newest fixture has them all. */
function expectRowsEverywhere(): void {
  expect(filledTables(MIGRATIONS.at(-1)?.name ?? '')).toEqual(KEPT_TABLES.map(({ name }) => name).toSorted());
}

/** The rows of the first release, which every later one kept. */
async function expectFirstRows(store: Store): Promise<void> {
  expect(await store.claim('event:E1', 1_893_456_000_999)).toBe(false);
  expect(await store.findCard(POSTED)).toEqual({
    posted: POSTED,
    card: { title: '403 from npm.example.com', fallback: '403', blocks: [] },
    playbook: 'http-auth-failure',
    fingerprint: 'v1:abc',
    subject: null,
    postedAt: 1_893_456_000_123,
  });
  expect(await store.feedbackOn(POSTED)).toEqual({ helped: 1, wrong: 0 });
}

import { describe, expect, it } from '@jest/globals';
import { type Kysely, sql } from 'kysely';
import { MIGRATIONS } from '../../src/adapters/store/migrations.ts';
import type { LockSchema } from '../../src/adapters/store/run-migrations.ts';
import type { Store } from '../../src/flows/ports.ts';
import {
  makeOldDatabase,
  readRowCounts,
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

    it.each(MIGRATIONS.map(({ name }) => name))('opens what %s left and keeps its rows', async (name) => {
      const place = await create();
      const old = place.openBare([]);
      await makeOldDatabase(old, name);
      await old.destroy();
      const store = await place.openStore();
      await expectFirstRows(store);
      await store.close();
      const db = place.openBare([]);
      for (const [table, count] of readRowCounts(name)) {
        const { rows: kept } = await sql<{
          count: number;
        }>`select count(*) as count from ${sql.table(table)}`.execute(db);
        expect({ table, rows: Number(kept[0]?.count) }).toEqual({ table, rows: count });
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

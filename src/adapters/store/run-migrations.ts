import { type Kysely, sql } from 'kysely';
import type { StoreMigration } from './migrations.ts';

type MigrationTable = { faultline_migrations: { name: string } };

/** Begins a transaction that keeps every other process out until it ends. */
export type LockSchema = (db: Kysely<unknown>) => Promise<void>;

const LOCK_TRIES = 100;
const LOCK_PAUSE_MS = 20;

/**
 * SQLite: one writer at a time. Pauses between its tries, for the driver's own waiting stops the event loop
 * and with it the very transaction it waits for, when that one is ours. Leaves the busy timeout at zero.
 */
export async function lockSqliteSchema(db: Kysely<unknown>): Promise<void> {
  await sql`pragma busy_timeout = 0`.execute(db);
  for (let left = LOCK_TRIES; ; left -= 1) {
    try {
      await sql`begin immediate`.execute(db);
      return;
    } catch (error) {
      if (!isBusy(error) || left === 0) throw error;
      await new Promise((resolve) => setTimeout(resolve, LOCK_PAUSE_MS));
    }
  }
}

/** Another connection is writing. */
export function isBusy(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY');
}

/**
 * Brings the schema up to date: all missing steps in one transaction, or none.
 *
 * Two processes that start together apply each step once. Throws what the database throws.
 */
export async function runMigrations(
  db: Kysely<unknown>,
  migrations: readonly StoreMigration[],
  lock: LockSchema,
): Promise<void> {
  await db.connection().execute(async (connection) => {
    await lock(connection);
    try {
      await applyMissing(connection, migrations);
      await sql`commit`.execute(connection);
    } catch (error) {
      await sql`rollback`.execute(connection);
      throw error;
    }
  });
}

async function applyMissing(
  connection: Kysely<unknown>,
  migrations: readonly StoreMigration[],
): Promise<void> {
  await connection.schema
    .createTable('faultline_migrations')
    .ifNotExists()
    .addColumn('name', 'text', (column) => column.primaryKey())
    .execute();
  const log = connection.withTables<MigrationTable>();
  const rows = await log.selectFrom('faultline_migrations').select('name').execute();
  const applied = new Set(rows.map((row) => row.name));
  for (const migration of migrations) {
    if (applied.has(migration.name)) continue;
    await migration.up(connection);
    await log.insertInto('faultline_migrations').values({ name: migration.name }).execute();
  }
}

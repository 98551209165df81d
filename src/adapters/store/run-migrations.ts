import { type Kysely, sql } from 'kysely';
import { isPassingFault } from './is-passing-fault.ts';
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
      if (!isPassingFault(error) || left === 0) throw error;
      await new Promise((resolve) => setTimeout(resolve, LOCK_PAUSE_MS));
    }
  }
}

/** Any number that no other program takes for its advisory lock: "faultline" as bytes, shortened. */
const SCHEMA_LOCK = 0x6661756c;

/** PostgreSQL: whoever comes second waits here until the first has committed. */
export async function lockPostgresSchema(db: Kysely<unknown>): Promise<void> {
  await sql`begin`.execute(db);
  await sql`select pg_advisory_xact_lock(${sql.lit(SCHEMA_LOCK)})`.execute(db);
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
      // On a connection that broke there is nothing left to roll back.
      await sql`rollback`.execute(connection).catch(() => undefined);
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

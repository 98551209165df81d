import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { Kysely, type LogConfig, SqliteDialect, sql } from 'kysely';
import type { Store } from '../../flows/ports.ts';
import { createSqlStore } from './create-sql-store.ts';
import { MIGRATIONS } from './migrations.ts';
import { openLibsql } from './open-libsql.ts';
import { reaching } from './reaching.ts';
import { lockSqliteSchema, runMigrations } from './run-migrations.ts';
import { createSeal } from './seal.ts';
import type { StoreTables } from './store-tables.ts';
import { createLocalSignal } from './work-signal.ts';

const MEMORY = ':memory:';
/** The driver is synchronous: while it waits for another process's write, so does our event loop. */
const BUSY_TIMEOUT_MS = 2000;

export interface SqliteStoreSettings {
  /** A file, made with its folder when missing; `:memory:` for a store that ends with its connection. */
  readonly path: string;
  /** How long a write waits for another process. */
  readonly busyTimeoutMs?: number;
  /** Keys of 32 bytes for tokens at rest: the first encrypts, all decrypt. */
  readonly encryptionKeys?: readonly Buffer[];
  /** Hears of every statement: for tests. */
  readonly log?: LogConfig;
}

/**
 * The store in one SQLite file, brought up to date. Several processes may share the file.
 *
 * Throws OutsideError when the file can't be opened or is no database.
 */
export async function createSqliteStore(settings: SqliteStoreSettings): Promise<Store> {
  return reaching('open', async () => {
    const db = openSqlite(settings);
    try {
      await runMigrations(db, MIGRATIONS, lockSqliteSchema);
      await sql`pragma busy_timeout = ${sql.lit(settings.busyTimeoutMs ?? BUSY_TIMEOUT_MS)}`.execute(db);
    } catch (error) {
      await db.destroy();
      throw error;
    }
    return createSqlStore(
      db.withTables<StoreTables>(),
      { signal: createLocalSignal(), concurrent: false },
      createSeal(settings.encryptionKeys ?? []),
    );
  });
}

/** A connection with our settings and nothing of our schema. */
export function openSqlite({
  path,
  busyTimeoutMs = BUSY_TIMEOUT_MS,
  log = [],
}: SqliteStoreSettings): Kysely<unknown> {
  if (path !== MEMORY) mkdirSync(dirname(path), { recursive: true });
  return new Kysely({ dialect: new SqliteDialect({ database: openLibsql(path, busyTimeoutMs) }), log });
}

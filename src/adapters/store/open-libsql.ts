import type { SqliteDatabase, SqliteStatement } from 'kysely';
import Database from 'libsql';

type LibsqlStatement = ReturnType<Database.Database['prepare']>;

// begin immediate
const TRANSACTION = /^\s*(?:begin|commit|rollback)\b/i;
// insert into "claims" ...
const WRITE = /^\s*(?:insert|update|delete|create|alter|drop)\b/i;

/**
 * A connection as kysely's SQLite dialect wants it: in WAL mode, waiting up to `busyTimeoutMs` for another writer.
 *
 * libsql 0.5 does not reset a prepared statement that was refused as busy. It stays in progress until it is
 * collected, and meanwhile the connection commits nothing and lets nobody else write. `exec` has no such fault:
 * so the write lock is taken by `exec`, and no prepared statement is ever refused.
 */
export function openLibsql(path: string, busyTimeoutMs: number): SqliteDatabase {
  const database = new Database(path, { timeout: busyTimeoutMs });
  // Readers don't wait for the writer; a power cut may lose the last commits, never the file.
  database.exec('pragma journal_mode = wal');
  database.exec('pragma synchronous = normal');
  return {
    prepare: (sql) => (TRANSACTION.test(sql) ? execute(database, sql) : prepare(database, sql)),
    close: () => {
      database.close();
    },
  };
}

function execute(database: Database.Database, sql: string): SqliteStatement {
  return {
    reader: false,
    run: () => {
      database.exec(sql);
      return { changes: 0, lastInsertRowid: 0 };
    },
    all: () => [],
    iterate: () => [].values(),
  };
}

function prepare(database: Database.Database, sql: string): SqliteStatement {
  const locking = WRITE.test(sql);
  const statement: LibsqlStatement = database.prepare(sql);
  return {
    reader: statement.reader,
    all: (parameters) =>
      locking ? locked(database, () => statement.all(parameters)) : statement.all(parameters),
    run: (parameters) =>
      locking ? locked(database, () => statement.run(parameters)) : statement.run(parameters),
    iterate: (parameters) => statement.iterate(parameters),
  };
}

/** Runs a write as a transaction of its own, unless it is part of one. */
function locked<T>(database: Database.Database, write: () => T): T {
  if (database.inTransaction) return write();
  database.exec('begin immediate');
  try {
    const result = write();
    database.exec('commit');
    return result;
  } catch (error) {
    database.exec('rollback');
    throw error;
  }
}

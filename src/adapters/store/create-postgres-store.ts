import { Socket } from 'node:net';
import { Kysely, type LogConfig, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Store } from '../../flows/ports.ts';
import { createSqlStore } from './create-sql-store.ts';
import { MIGRATIONS } from './migrations.ts';
import { createPostgresSignal } from './postgres-signal.ts';
import { reaching } from './reaching.ts';
import { lockPostgresSchema, runMigrations } from './run-migrations.ts';
import { createSeal } from './seal.ts';
import type { StoreTables } from './store-tables.ts';

/** Slack waits three seconds for an acknowledgement, and the event is written down first. */
const CONNECT_TIMEOUT_MS = 2_000;
/** A statement of ours takes milliseconds; one that takes this long waits for a server in trouble. */
const QUERY_TIMEOUT_MS = 10_000;
/** The driver keeps a connection whose statement got no answer, and the next statement would wait behind it. */
const SILENCE_MS = QUERY_TIMEOUT_MS + 1_000;
const MOST_CONNECTIONS = 10;
const INT8 = 20;

export interface PostgresStoreSettings {
  /** `postgres://user:password@host:port/database`, with the driver's own parameters behind a `?`. */
  readonly url: string;
  readonly mostConnections?: number;
  /** 0 waits for ever. */
  readonly queryTimeoutMs?: number;
  /** Keys of 32 bytes for tokens at rest: the first encrypts, all decrypt. */
  readonly encryptionKeys?: readonly Buffer[];
  /** Hears of every statement: for tests. */
  readonly log?: LogConfig;
}

/**
 * The store in a PostgreSQL database, brought up to date. Any number of processes may share it.
 *
 * Throws OutsideError when the server can't be reached or refuses us.
 */
export async function createPostgresStore(settings: PostgresStoreSettings): Promise<Store> {
  return reaching('open', async () => {
    // A step over a large table, or another process that is at it, may take its time.
    const patient = openPostgres({ ...settings, mostConnections: 1, queryTimeoutMs: 0 });
    try {
      await runMigrations(patient, MIGRATIONS, lockPostgresSchema);
    } finally {
      await patient.destroy();
    }
    const signal = createPostgresSignal(settings.url);
    return createSqlStore(
      openPostgres(settings).withTables<StoreTables>(),
      { signal, concurrent: true },
      createSeal(settings.encryptionKeys ?? []),
    );
  });
}

/** Connections with our settings and nothing of our schema. None is made yet. */
export function openPostgres({
  url,
  mostConnections = MOST_CONNECTIONS,
  queryTimeoutMs = QUERY_TIMEOUT_MS,
  log = [],
}: PostgresStoreSettings): Kysely<unknown> {
  const pool = new pg.Pool({
    connectionString: url,
    max: mostConnections,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    query_timeout: queryTimeoutMs,
    keepAlive: true,
    ...(queryTimeoutMs === 0 ? {} : { stream: openImpatientSocket }),
    application_name: 'faultline',
    types: { getTypeParser: readColumn },
  });
  // A connection that breaks is replaced by the next query; unheard, the event would end the process. The pool
  // hears of idle connections alone.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return new Kysely({ dialect: new PostgresDialect({ pool }), log });
}

/** Ends when nothing comes or goes for a while. */
function openImpatientSocket(): Socket {
  const socket = new Socket();
  socket.setTimeout(SILENCE_MS, () => socket.destroy());
  return socket;
}

/** Milliseconds since 1970 and counts are far from the end of a double, so a bigint may be a number. */
const readColumn: typeof pg.types.getTypeParser = (type, format) =>
  Number(type) === INT8 ? Number : pg.types.getTypeParser(type, format);

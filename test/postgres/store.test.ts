import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { createPostgresStore, openPostgres } from '../../src/adapters/store/create-postgres-store.ts';
import { MIGRATIONS } from '../../src/adapters/store/migrations.ts';
import { lockPostgresSchema, runMigrations } from '../../src/adapters/store/run-migrations.ts';
import { describeStore } from '../contract/store.ts';
import { describeUpgrades } from '../contract/store-upgrade.ts';
import { type PostgresServer, startPostgres } from '../support/postgres-server.ts';

let server: PostgresServer;

beforeAll(async () => {
  server = await startPostgres();
});
afterAll(async () => server.stop());

describeStore('PostgreSQL', async () => {
  const url = await server.createPlace();
  return {
    open: () => createPostgresStore({ url, mostConnections: 4, encryptionKeys: [Buffer.alloc(32, 1)] }),
    remove: async () => {},
  };
});

describeUpgrades(
  'PostgreSQL',
  async () => {
    const url = await server.createPlace();
    return {
      openBare: (statements) => openPostgres({ url, log: ({ query }) => void statements.push(query.sql) }),
      openStore: () => createPostgresStore({ url }),
      remove: async () => {},
    };
  },
  lockPostgresSchema,
);

describe('PostgreSQL', () => {
  it('goes on after every connection was cut', async () => {
    const store = await createPostgresStore({ url: await server.createPlace() });
    expect(await store.claim('event:E1', 1)).toBe(true);
    await server.cutConnections();
    const claimAgain = () => store.claim('event:E1', 1);
    const mayPass = (error: unknown) => {
      expect(error).toMatchObject({ provider: 'database', retryable: true });
      return claimAgain();
    };
    // Until the end of a connection was heard of, a statement may still be sent over it, and once more when the
    // first one hears of it by the server's last words.
    const again = await claimAgain().catch(mayPass).catch(mayPass);
    expect(again).toBe(false);
    await store.close();
  });

  it('says that it may be tried again when the server is away, and that a wrong password may not', async () => {
    const away = createPostgresStore({ url: 'postgres://faultline@127.0.0.1:9/faultline' });
    await expect(away).rejects.toMatchObject({ provider: 'database', operation: 'open', retryable: true });
    const url = (await server.createPlace()).replace('faultline@', 'nobody@');
    await expect(createPostgresStore({ url })).rejects.toMatchObject({ retryable: false });
  });

  it('never shows the password of its URL', async () => {
    const url = 'postgres://faultline:pa55-of-ours@127.0.0.1:9/faultline';
    const error: unknown = await createPostgresStore({ url }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(Error);
    expect(String((error as Error).stack) + JSON.stringify(error)).not.toContain('pa55-of-ours');
  });

  it('leaves the schema as it was when a step fails', async () => {
    const url = await server.createPlace();
    const db = openPostgres({ url });
    const broken = { name: '9999-broken', up: () => Promise.reject(new Error('no')) };
    await expect(runMigrations(db, [...MIGRATIONS, broken], lockPostgresSchema)).rejects.toThrow('no');
    const { rows } = await sql<{ tables: number }>`
      select count(*) as tables from information_schema.tables where table_schema = current_schema()
    `.execute(db);
    expect(rows).toEqual([{ tables: 0 }]);
    await db.destroy();
  });
});

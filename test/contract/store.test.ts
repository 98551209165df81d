import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { createSqliteStore, openSqlite } from '../../src/adapters/store/create-sqlite-store.ts';
import { MIGRATIONS } from '../../src/adapters/store/migrations.ts';
import { lockSqliteSchema, runMigrations } from '../../src/adapters/store/run-migrations.ts';
import { OutsideError } from '../../src/core/errors.ts';
import { describeStore } from './store.ts';
import { describeUpgrades } from './store-upgrade.ts';

function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'faultline-store-'));
}

describeStore('SQLite file', async () => {
  const folder = temporaryFolder();
  return {
    open: () =>
      createSqliteStore({
        path: join(folder, 'deep', 'er', 'faultline.db'),
        encryptionKeys: [Buffer.alloc(32, 1)],
      }),
    remove: async () => rmSync(folder, { recursive: true }),
  };
});

describeStore(
  'SQLite memory',
  async () => ({
    open: () => createSqliteStore({ path: ':memory:', encryptionKeys: [Buffer.alloc(32, 1)] }),
    remove: async () => {},
  }),
  false,
);

describeUpgrades(
  'SQLite',
  async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'faultline.db');
    return {
      openBare: (statements) => openSqlite({ path, log: ({ query }) => void statements.push(query.sql) }),
      openStore: () => createSqliteStore({ path }),
      remove: async () => rmSync(folder, { recursive: true }),
    };
  },
  lockSqliteSchema,
);

describe('SQLite file', () => {
  let folder: string;
  let path: string;

  beforeEach(() => {
    folder = temporaryFolder();
    path = join(folder, 'faultline.db');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('writes ahead, so that readers do not wait', async () => {
    const store = await createSqliteStore({ path });
    await store.claim('event:E1', 1);
    expect(existsSync(`${path}-wal`)).toBe(true);
    await store.close();
  });

  it('holds the text of work until it is done or set aside, and of work to be tried again', async () => {
    const { work, close } = await createSqliteStore({ path });
    const text = 'a line of the log';
    for (const key of ['done', 'aside', 'again'])
      await work.accept({ key, workspace: 'T1', channel: key, position: '1.0', body: text, at: 1 });
    const taken = await Promise.all(['a', 'b', 'c'].map((lease) => work.take({ lease, at: 2, until: 9 })));
    const heldBy = (key: string) => taken.find((item) => item?.key === key) ?? { key: '', lease: '' };
    await work.finish(heldBy('done'), 3);
    await work.setAside(heldBy('aside'), { reason: 'slack: not_in_channel', at: 3 });
    await work.retry(heldBy('again'), { reason: 'slack: away', notBefore: 5 });
    const db = openSqlite({ path });
    const { rows } = await sql`select key, state, body from work order by key`.execute(db);
    await db.destroy();
    await close();
    expect(rows).toEqual([
      { key: 'again', state: 'waiting', body: text },
      { key: 'aside', state: 'aside', body: null },
      { key: 'done', state: 'done', body: null },
    ]);
  });

  it('is made once by many that open it at once', async () => {
    const stores = await Promise.all(Array.from({ length: 5 }, () => createSqliteStore({ path })));
    const answers = await Promise.all(stores.map((store) => store.claim('event:E1', 1)));
    expect(answers.filter((answer) => answer)).toHaveLength(1);
    for (const store of stores) await store.close();
  });

  it('writes again after another process held the file for too long', async () => {
    const store = await createSqliteStore({ path, busyTimeoutMs: 20 });
    const other = await createSqliteStore({ path, busyTimeoutMs: 20 });
    const holder = openSqlite({ path });
    await holder.connection().execute(async (connection) => {
      await lockSqliteSchema(connection);
      await expect(store.claim('event:E1', 1)).rejects.toMatchObject({ operation: 'claim', retryable: true });
      await sql`commit`.execute(connection);
    });
    await holder.destroy();
    expect(await store.claim('event:E1', 1)).toBe(true);
    expect(await other.claim('event:E1', 1)).toBe(false);
    expect(await other.claim('event:E2', 1)).toBe(true);
    await store.close();
    await other.close();
  });

  it('leaves the schema as it was when a step fails', async () => {
    const db = openSqlite({ path });
    const broken = { name: '9999-broken', up: () => Promise.reject(new Error('no')) };
    await expect(runMigrations(db, [...MIGRATIONS, broken], lockSqliteSchema)).rejects.toThrow('no');
    await db.destroy();
    const store = await createSqliteStore({ path });
    expect(await store.claim('event:E1', 1)).toBe(true);
    await store.close();
  });

  it('says OutsideError when the file is no database, and after it was closed', async () => {
    writeFileSync(
      path,
      'this is not a database, but a text that is long enough to be read as a header of one',
    );
    await expect(createSqliteStore({ path })).rejects.toBeInstanceOf(OutsideError);
    const store = await createSqliteStore({ path: ':memory:' });
    await store.close();
    await expect(store.claim('event:E1', 1)).rejects.toMatchObject({
      provider: 'database',
      operation: 'claim',
    });
  });
});

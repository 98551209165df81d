import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { type RawBuilder, sql } from 'kysely';
import { createSqliteStore, openSqlite } from '../../../../src/adapters/store/create-sqlite-store.ts';
import { openLibsql } from '../../../../src/adapters/store/open-libsql.ts';
import { createSeal } from '../../../../src/adapters/store/seal.ts';
import { AuthorError } from '../../../../src/core/errors.ts';

const [OLD, NEW] = [randomBytes(32), randomBytes(32)];
const INSTALLATION = {
  workspace: 'T1',
  enterprise: null,
  botToken: 'xoxb-never-in-the-clear',
  refreshToken: null,
  expiresAt: null,
  botUserId: null,
  botId: null,
  appId: null,
  installedBy: null,
  installedAt: 1,
};

const CONNECTION = {
  workspace: 'T1',
  provider: 'gitlab',
  host: 'gitlab.com',
  settings: { token: 'never-in-the-clear', url: null, user: null, app: null },
  connectedBy: 'U1',
  connectedAt: 1,
} as const;

describe('createSeal', () => {
  it('opens what it closed, for its owner alone, and never looks the same twice', () => {
    const seal = createSeal([OLD]);
    const sealed = seal.close('a token', 'T1');
    expect(seal.open(sealed, 'T1')).toEqual({ text: 'a token', isOld: false });
    expect(seal.close('a token', 'T1')).not.toBe(sealed);
    expect(() => seal.open(sealed, 'T2')).toThrow();
  });

  it('refuses what was changed', () => {
    const seal = createSeal([OLD]);
    const parts = seal.close('a token', 'T1').split('.');
    for (const index of [2, 3, 4]) {
      const changed = parts.with(index, Buffer.alloc(16, 7).toString('base64url')).join('.');
      expect(() => seal.open(changed, 'T1')).toThrow();
    }
  });

  it('opens with an earlier key, and says what is missing when it has none', () => {
    const sealed = createSeal([OLD]).close('a token', 'T1');
    expect(createSeal([NEW, OLD]).open(sealed, 'T1')).toEqual({ text: 'a token', isOld: true });
    expect(() => createSeal([NEW]).open(sealed, 'T1')).toThrow(AuthorError);
    expect(() => createSeal([]).close('a token', 'T1')).toThrow(/FAULTLINE_ENCRYPTION_KEY: is missing/);
  });
});

describe('tokens at rest', () => {
  it('stand encrypted in the file, and move to the newest key when they are read', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'faultline-seal-'));
    const path = join(folder, 'faultline.db');
    const before = await createSqliteStore({ path, encryptionKeys: [OLD] });
    await before.installations.save(INSTALLATION);
    const oldRow = await tokensIn(path);
    await before.close();
    const rotating = await createSqliteStore({ path, encryptionKeys: [NEW, OLD] });
    expect(await rotating.installations.find('T1')).toEqual(INSTALLATION);
    expect(await tokensIn(path)).not.toBe(oldRow);
    await rotating.close();
    const after = await createSqliteStore({ path, encryptionKeys: [NEW] });
    expect(await after.installations.find('T1')).toEqual(INSTALLATION);
    await after.close();
    expect(readFileSync(path).includes('never-in-the-clear')).toBe(false);
    rmSync(folder, { recursive: true });
  });

  it('are not put back by a move to the newest key, when they were renewed meanwhile', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'faultline-seal-'));
    const path = join(folder, 'faultline.db');
    const before = await createSqliteStore({ path, encryptionKeys: [OLD] });
    await before.installations.save(INSTALLATION);
    await before.connections.save(CONNECTION);
    await before.close();
    const renewals = ['update installations set tokens = 1', 'update ci_connections set settings = 2'];
    const rotating = await createSqliteStore({
      path,
      encryptionKeys: [NEW, OLD],
      log({ query }) {
        // select * from "installations" where ...
        if (!/^select \* from "(?:installations|ci_connections)"/.test(query.sql)) return;
        const another = openLibsql(path, 1_000);
        another.prepare(renewals.shift() ?? '').run([]);
        another.close();
      },
    });
    await rotating.installations.find('T1');
    await rotating.connections.open('T1');
    await rotating.close();
    expect(await tokensIn(path)).toBe('1');
    expect(await textIn(path, sql`select settings as text from ci_connections`)).toBe('2');
    rmSync(folder, { recursive: true });
  });

  it('do so for the CI services that admins connected, each bound to its workspace and service', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'faultline-seal-'));
    const path = join(folder, 'faultline.db');
    const connection = CONNECTION;
    const before = await createSqliteStore({ path, encryptionKeys: [OLD] });
    await before.connections.save(connection);
    await before.close();
    const rotating = await createSqliteStore({ path, encryptionKeys: [NEW, OLD] });
    expect(await rotating.connections.open('T1')).toEqual([connection]);
    await rotating.close();
    const after = await createSqliteStore({ path, encryptionKeys: [NEW] });
    expect(await after.connections.open('T1')).toEqual([connection]);
    await run(path, sql`update ci_connections set workspace = 'T2'`);
    await expect(after.connections.open('T2')).rejects.toThrow();
    await run(path, sql`update ci_connections set workspace = 'T1', provider = 'circleci'`);
    await expect(after.connections.open('T1')).rejects.toThrow();
    await after.close();
    const without = await createSqliteStore({ path });
    expect(without.connections.canKeep).toBe(false);
    await expect(without.connections.save(connection)).rejects.toThrow(AuthorError);
    await without.close();
    expect(readFileSync(path).includes('never-in-the-clear')).toBe(false);
    rmSync(folder, { recursive: true });
  });
});

async function run(path: string, statement: RawBuilder<unknown>): Promise<void> {
  const db = openSqlite({ path });
  await statement.execute(db);
  await db.destroy();
}

function tokensIn(path: string): Promise<string | undefined> {
  return textIn(path, sql`select tokens as text from installations`);
}

async function textIn(path: string, query: RawBuilder<unknown>): Promise<string | undefined> {
  const db = openSqlite({ path });
  const { rows } = await query.execute(db);
  await db.destroy();
  return (rows as { text: string }[])[0]?.text;
}

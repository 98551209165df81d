import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createSqliteStore } from '../../../src/adapters/store/create-sqlite-store.ts';
import { runCli } from './run-cli.ts';

describe('faultline forget', () => {
  let folder: string;
  let env: { DATABASE_URL: string };

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'faultline-forget-'));
    const path = join(folder, 'faultline.db');
    env = { DATABASE_URL: `sqlite:${path}` };
    const store = await createSqliteStore({ path });
    await store.claim('message:T1:C1:1.0', 1);
    await store.claim('message:T2:C1:1.0', 1);
    await store.close();
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('counts with --dry-run, erases without, and then finds nothing', async () => {
    const ask = ['forget', '--workspace', 'T1', '--channel', 'C1'];
    const counted = await runCli([...ask, '--dry-run'], { env });
    expect(counted).toMatchObject({ code: 0, stderr: '' });
    expect(counted.stdout).toMatch(/^claims +1\ncounted, not erased\n$/);
    const erased = await runCli([...ask, '--format', 'json'], { env });
    expect(JSON.parse(erased.stdout)).toEqual({ dryRun: false, rows: { claims: 1 } });
    expect((await runCli(ask, { env })).stdout).toBe('nothing is stored of it\n');
    expect((await runCli(['forget', '--workspace', 'T2'], { env })).stdout).toContain('claims');
  });

  it.each([
    [['forget'], '--workspace'],
    [['forget', '--workspace', 'T1', '--message', '1.0'], '--channel'],
  ])('says what %j lacks', async (argv, missing) => {
    const { code, stderr, stdout } = await runCli(argv, { env });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(`${missing}: is missing`);
  });
});

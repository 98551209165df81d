import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { runCli } from './run-cli.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'faultline-new-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('faultline new', () => {
  it('drafts a playbook from a log, and writes over nothing', async () => {
    const log = join(folder, 'build.log');
    const out = join(folder, 'belt-stopped.yaml');
    await writeFile(
      log,
      'error: warehouse: conveyor belt stopped\n##[error]Process completed with exit code 1.\n',
    );
    const draft = () => runCli(['new', 'belt-stopped', '--from', log, '--out', out]);
    expect(await draft()).toMatchObject({ code: 0, stdout: '' });
    expect(await readFile(out, 'utf8')).toContain('literal: "error: warehouse: conveyor belt stopped"');
    expect(await draft()).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('there is a file already'),
    });
    expect(await runCli(['new', 'http-auth-failure', '--from', log])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('is taken by playbooks/bundled'),
    });
  }, 60_000);
});

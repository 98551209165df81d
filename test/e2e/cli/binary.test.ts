import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const BINARY = resolve('dist/cli/cli.js');

/** Runs the built binary from another folder, as an installed package would be. */
async function run(
  argv: readonly string[],
  stdin: string,
): Promise<{ code: unknown; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, [BINARY, ...argv], {
    cwd: tmpdir(),
    env: { PATH: process.env['PATH'] },
  });
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => {
    output.stdout += String(chunk);
  });
  child.stderr.on('data', (chunk) => {
    output.stderr += String(chunk);
  });
  child.stdin.end(stdin);
  const [code] = await once(child, 'close');
  return { code, ...output };
}

describe('dist/cli/cli.js (npm run build makes it)', () => {
  it('diagnoses what is piped in, with or without the dash', async () => {
    for (const argv of [['analyze', '-'], ['analyze']]) {
      const { code, stdout, stderr } = await run([...argv, '--format', 'json'], 'HTTP 403\n');
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(JSON.parse(stdout)).toMatchObject({ diagnosis: { id: 'http-auth-failure' } });
    }
  });

  it('finds the bundled playbooks from anywhere', async () => {
    const { code, stdout } = await run(['explain', 'http-auth-failure', '--format', 'json'], '');
    expect(code).toBe(0);
    expect(JSON.parse(stdout).path).toBe('playbooks/bundled/log/auth/http-auth-failure.yaml');
  });

  it('keeps data and everything else apart, and exits 0, 1 or 2', async () => {
    expect(await run(['explain', 'no-such-thing'], '')).toMatchObject({ code: 1, stdout: '' });
    expect(await run(['analyze', 'no-such-file.log'], '')).toMatchObject({ code: 2, stdout: '' });
    expect(await run(['--version'], '')).toMatchObject({ code: 0, stderr: '' });
  });

  it('ends quietly when its reader stops early', async () => {
    const child = spawn(process.execPath, [BINARY, 'explain', 'http-auth-failure'], { cwd: tmpdir() });
    child.stdout.destroy();
    let stderr = '';
    child.stderr.on('data', (chunk) => {
      stderr += String(chunk);
    });
    const [code] = await once(child, 'close');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });
});

import { spawn } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';

/** What the client's own output must tell about the request. Null where that client prints no such thing. */
export interface ExpectedRequest {
  readonly method: string | null;
  readonly path: string | null;
  readonly status: number | null;
}

/** One real client, run once against the refusing server. */
export interface ClientRun {
  /** Also the fixture's file name. */
  readonly name: string;
  readonly program: string;
  readonly command: (server: string, home: string) => readonly string[];
  /** Files that stand in the folder it runs in, which is also its HOME. */
  readonly files?: (server: string) => Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly expected: ExpectedRequest;
}

/** Where a program is installed, or null. */
export function findProgram(name: string): string | null {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    const path = join(folder, name);
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      // Not in this folder.
    }
  }
  return null;
}

/** Everything the client printed, errors and output in the order they came. Its home is a new folder, deleted after. */
export async function runClient(run: ClientRun, server: string): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), 'faultline-client-'));
  try {
    for (const [path, content] of Object.entries(run.files?.(server) ?? {})) {
      await mkdir(dirname(join(home, path)), { recursive: true });
      await writeFile(join(home, path), content);
    }
    const output = await spawnInto(run, server, home);
    return output.replaceAll(home, '/home/ci');
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

function spawnInto(run: ClientRun, server: string, home: string): Promise<string> {
  const [program = '', ...rest] = run.command(server, home);
  return new Promise((resolve, reject) => {
    const child = spawn(program, rest, {
      cwd: home,
      env: environment(home, run.env ?? {}),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const keep = (chunk: Buffer): void => {
      output += chunk.toString('utf8');
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', reject);
    child.on('close', () => resolve(output));
  });
}

/** No proxies, no credentials and no settings of the person who runs the tests. */
function environment(home: string, extra: Readonly<Record<string, string>>): Record<string, string> {
  const env: Record<string, string> = {
    PATH: process.env['PATH'] ?? '',
    HOME: home,
    LANG: 'C.UTF-8',
    NO_COLOR: '1',
    no_proxy: '*',
  };
  // Version managers keep their tools below the real home.
  for (const [name, folder] of [
    ['PYENV_ROOT', '.pyenv'],
    ['RUSTUP_HOME', '.rustup'],
  ] as const) {
    const path = process.env[name] ?? join(homedir(), folder);
    if (existsSync(path)) env[name] = path;
  }
  return { ...env, ...extra };
}

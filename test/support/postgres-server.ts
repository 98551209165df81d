import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

const execute = promisify(execFile);

const DEBIAN_FOLDER = '/usr/lib/postgresql';
const START_TRIES = 100;
const START_PAUSE_MS = 100;

/** A real PostgreSQL of its own, on a free port and in a temporary folder. */
export interface PostgresServer {
  /** An empty place with its own tables, as a `postgres://` URL. */
  createPlace(): Promise<string>;
  /** Ends every connection at once, as a restart of the server would. */
  cutConnections(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts the newest PostgreSQL that Debian's package put on this machine. Throws when there is none. */
export async function startPostgres(): Promise<PostgresServer> {
  const bin = findBinaries();
  const user = serverUser();
  const folder = mkdtempSync(join(tmpdir(), 'faultline-postgres-'));
  if (user !== null) chownSync(folder, user.uid, user.gid);
  const as = { cwd: folder, ...(user ?? {}) };
  const data = join(folder, 'data');
  const initdb = ['-D', data, '-U', 'faultline', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'];
  execFileSync(join(bin, 'initdb'), initdb, { ...as, stdio: ['ignore', 'ignore', 'inherit'] });
  const port = await freePort();
  const settings = [
    'fsync=off',
    'synchronous_commit=off',
    'max_connections=200',
    'listen_addresses=127.0.0.1',
  ];
  const server = spawn(
    join(bin, 'postgres'),
    ['-D', data, '-k', folder, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])],
    { ...as, stdio: 'ignore' },
  );
  const url = `postgres://faultline@127.0.0.1:${port}/postgres`;
  const run = psql(bin, url);
  await untilReady(server, run);
  let places = 0;
  return {
    async createPlace() {
      places += 1;
      const schema = `place_${process.pid}_${places}`;
      await run(`create schema ${schema}`);
      return `${url}?options=${encodeURIComponent(`-c search_path=${schema}`)}`;
    },
    cutConnections: () =>
      run('select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()'),
    async stop() {
      const ended = new Promise((resolve) => server.once('exit', resolve));
      server.kill('SIGINT'); // "fast": clients are cut off
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function findBinaries(): string {
  const versions = existsSync(DEBIAN_FOLDER) ? readdirSync(DEBIAN_FOLDER) : [];
  const newest = versions
    .filter((version) => existsSync(join(DEBIAN_FOLDER, version, 'bin', 'initdb')))
    .sort((one, other) => Number(other) - Number(one))[0];
  if (newest === undefined)
    throw new Error(`no PostgreSQL in ${DEBIAN_FOLDER}: install Debian's package "postgresql"`);
  return join(DEBIAN_FOLDER, newest, 'bin');
}

/** PostgreSQL refuses to run as root; Debian's package brings a user for it. */
function serverUser(): { uid: number; gid: number } | null {
  if (process.getuid?.() !== 0) return null;
  const entry = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .find(([name]) => name === 'postgres');
  if (entry === undefined)
    throw new Error('run as root, and there is no user "postgres" to start the server');
  return { uid: Number(entry[2]), gid: Number(entry[3]) };
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise<void>((resolve) => probe.close(() => resolve()));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

async function untilReady(server: ChildProcess, run: (statement: string) => Promise<void>): Promise<void> {
  for (let left = START_TRIES; ; left -= 1) {
    if (server.exitCode !== null) throw new Error(`PostgreSQL ended at once with code ${server.exitCode}`);
    try {
      await run('select 1');
      return;
    } catch (error) {
      if (left === 0) throw error;
      await sleep(START_PAUSE_MS);
    }
  }
}

function psql(bin: string, url: string): (statement: string) => Promise<void> {
  return async (statement) => {
    await execute(join(bin, 'psql'), [url, '-q', '-v', 'ON_ERROR_STOP=1', '-c', statement]);
  };
}

import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../dist/main.js', import.meta.url));

/** `npm start` as a process of its own; resolves when it listens. */
export async function startReplica(environment) {
  const child = spawn(process.execPath, [MAIN], {
    env: { PATH: process.env.PATH, LOG_LEVEL: 'warn', PORT: '0', ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => child.once('exit', (code, signal) => resolve(code ?? signal)));
  const port = await new Promise((resolve, reject) => {
    child.stdout.on('data', (data) => {
      // "Faultline listens on http://0.0.0.0:3000/slack/events, connected to ..."
      const found = /:(\d+)\/slack\/events/.exec(String(data));
      if (found) resolve(Number(found[1]));
    });
    child.once('exit', () => reject(new Error('a replica does not start')));
  });
  return {
    port,
    /** Asks it to leave; gives its exit code. */
    async stop() {
      child.kill('SIGTERM');
      return ended;
    },
  };
}

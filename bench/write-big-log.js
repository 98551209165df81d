import { closeSync, openSync, writeSync } from 'node:fs';
import { loadTypescript } from './load-typescript.js';

/** What ends the job: a refused publish. */
const FAILURE = [
  '##[group]Run npm publish',
  'npm publish',
  'shell: /usr/bin/bash -e {0}',
  '##[endgroup]',
  'npm error code E403',
  'npm error 403 403 Forbidden - PUT https://npm.example.com/@acme%2fshop - role reader may not publish',
  '##[error]Process completed with exit code 1.',
];

/** Writes a log of about `bytes`: a healthy job of many steps, in the style of GitHub Actions, that fails at its end. */
export async function writeBigLog(path, bytes) {
  const { ordinarySteps } = await loadTypescript('test/support/ordinary-steps.ts');
  const file = openSync(path, 'w');
  let time = Date.UTC(2026, 2, 4, 9, 12, 31);
  const write = (lines) => {
    const stamped = lines.map((line) => {
      time += 3;
      return `${new Date(time).toISOString().replace('Z', '4821Z')} ${line}\n`;
    });
    return writeSync(file, stamped.join(''));
  };
  for (let written = 0, seed = 1; written < bytes; seed++) {
    for (const { command, lines } of ordinarySteps(4000, seed)) {
      written += write([`##[group]Run ${command}`, command, '##[endgroup]', ...lines]);
      if (written >= bytes) break;
    }
  }
  write(FAILURE);
  closeSync(file);
}

import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const run = promisify(execFile);

/** Runs the arrow tool over folders; gives what it printed. */
async function cruise(folders: readonly string[]): Promise<string> {
  try {
    const { stdout } = await run('node_modules/.bin/depcruise', [...folders, '--output-type', 'err']);
    return stdout;
  } catch (error) {
    return (error as { stdout: string }).stdout;
  }
}

const PLANTED: readonly [rule: string, parent: string, source: string][] = [
  [
    'core-imports-only-itself',
    'src/core',
    "export { readLogFile } from '../../adapters/files/read-log-file.ts';\n",
  ],
  ['core-has-no-io', 'src/core', "export { readFileSync } from 'node:fs';\n"],
  ['flows-import-core', 'src/flows', "export { loadConfig } from '../../config.ts';\n"],
  [
    'adapters-do-not-know-each-other',
    'src/adapters/llm',
    "export { readLogFile } from '../../files/read-log-file.ts';\n",
  ],
  ['bolt-stays-in-the-slack-adapter', 'src/flows', "export { App } from '@slack/bolt';\n"],
  [
    'workspace-knows-slack-not-us',
    'src/playground/workspace',
    "export { foldText } from '../../../core/match/fold.ts';\n",
  ],
];

describe('the arrow rule', () => {
  const folders: string[] = [];
  let report = '';
  beforeAll(async () => {
    for (const [, parent, source] of PLANTED) {
      const folder = await mkdtemp(join(parent, 'planted-'));
      folders.push(folder);
      await writeFile(join(folder, 'forbidden.ts'), source);
    }
    report = await cruise(folders);
  }, 60_000);
  afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))));

  it.each(PLANTED.map(([rule], index) => [rule, index] as const))('reports %s', (rule, index) => {
    const line = report
      .split('\n')
      .find((text) => text.includes(rule) && text.includes(`${folders[index]}/`));
    expect(line).toBeDefined();
  });
});

import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it } from '@jest/globals';

const run = promisify(execFile);

/** Runs the arrow tool over a folder that holds one planted file; gives what it printed. */
async function cruise(folder: string): Promise<string> {
  try {
    const { stdout } = await run('node_modules/.bin/depcruise', [folder, '--output-type', 'err']);
    return stdout;
  } catch (error) {
    return (error as { stdout: string }).stdout;
  }
}

describe('the arrow rule', () => {
  const planted: string[] = [];
  afterEach(async () => {
    await Promise.all(planted.splice(0).map((folder) => rm(folder, { recursive: true, force: true })));
  });

  async function plant(parent: string, source: string): Promise<string> {
    const folder = await mkdtemp(join(parent, 'planted-'));
    planted.push(folder);
    await writeFile(join(folder, 'forbidden.ts'), source);
    return folder;
  }

  it.each([
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
  ])(
    'reports %s',
    async (rule, parent, source) => {
      expect(await cruise(await plant(parent, source))).toContain(rule);
    },
    30_000,
  );
});

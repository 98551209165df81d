import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { BUNDLED_PLAYBOOKS } from '../../../../src/adapters/files/package-root.ts';
import { readPlaybookFolders, readPlaybooks } from '../../../../src/adapters/files/read-playbooks.ts';
import { renderProblem } from '../../../../src/core/errors.ts';

const FIXTURES = 'test/fixtures/playbooks';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'faultline-playbooks-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function idsIn(...folders: string[]): Promise<readonly string[]> {
  const { folders: read } = await readPlaybookFolders(folders);
  return read.flatMap(({ playbooks }) => playbooks.map(({ playbook }) => playbook.id));
}

describe('readPlaybooks', () => {
  it('finds the bundled playbooks wherever it is called from, and shows their paths from the root', async () => {
    const playbooks = await readPlaybooks();
    const flagship = playbooks.find(({ playbook }) => playbook.id === 'http-auth-failure');
    expect(flagship?.path).toBe('playbooks/bundled/log/auth/http-auth-failure.yaml');
    expect(BUNDLED_PLAYBOOKS.endsWith(join('playbooks', 'bundled'))).toBe(true);
  });

  it('adds further folders, searched in depth', async () => {
    const ids = (await readPlaybooks([`${FIXTURES}/sound`])).map(({ playbook }) => playbook.id);
    expect(ids).toContain('http-auth-failure');
    expect(ids).toContain('warehouse-cache-refused');
  });

  it('throws the problems of all files at once', async () => {
    const reading = readPlaybooks([`${FIXTURES}/broken`, 'no-such-folder']);
    await expect(reading).rejects.toThrow(
      /alias\.yaml:5:10[\s\S]+typo\.yaml:\d[\s\S]+no-such-folder: cannot be read/,
    );
  });

  it('counts a file once, however often it is reached', async () => {
    expect(await idsIn(`${FIXTURES}/near-miss`, `${FIXTURES}/sound`, `${FIXTURES}/sound/cache`)).toEqual([
      'wrong-example',
      'warehouse-cache-refused',
    ]);
  });

  it('passes by hidden names and the files that describe a pack, and follows a link to a file', async () => {
    await mkdir(join(folder, '.hidden'));
    await cp(`${FIXTURES}/sound/cache/warehouse-cache-refused.yaml`, join(folder, '.hidden/real.yaml'));
    await symlink(join(folder, '.hidden/real.yaml'), join(folder, 'mounted.yaml'));
    await writeFile(join(folder, 'faultline-pack.yaml'), 'name: yard\n');
    await writeFile(join(folder, 'README.md'), 'words\n');
    expect(await idsIn(folder)).toEqual(['warehouse-cache-refused']);
  });

  it('reports an id that two files claim', async () => {
    const file = `${FIXTURES}/sound/cache/warehouse-cache-refused.yaml`;
    await cp(file, join(folder, 'copy.yaml'));
    const { problems } = await readPlaybookFolders([`${FIXTURES}/sound`, folder]);
    expect(problems.map(renderProblem)).toEqual([
      expect.stringContaining(`copy.yaml:1:5: the id "warehouse-cache-refused" is taken by ${file}`),
      expect.stringContaining('the alias "cache-refused" is taken'),
    ]);
  });
});

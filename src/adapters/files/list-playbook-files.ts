import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { AuthorProblem } from '../../core/errors.ts';
import { unreadable } from './read-bytes.ts';

const MAX_DEPTH = 12;

/** Every YAML file below a folder, in the order of names; what can't be read is a problem. */
export async function listPlaybookFiles(
  folder: string,
  problems: AuthorProblem[],
  depth = 0,
): Promise<string[]> {
  const files: string[] = [];
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    // Names with a dot are hidden: among them the copies that a mounted ConfigMap keeps.
    const shown = entries.filter(({ name }) => !name.startsWith('.'));
    for (const entry of shown.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const { name } = entry;
      const path = join(folder, name);
      const found = entry.isSymbolicLink() ? await stat(path) : entry;
      if (found.isDirectory() && depth < MAX_DEPTH)
        files.push(...(await listPlaybookFiles(path, problems, depth + 1)));
      if (found.isFile() && /\.ya?ml$/i.test(name)) files.push(path);
    }
  } catch (error) {
    problems.push(...unreadable(folder, error).problems);
  }
  return files;
}

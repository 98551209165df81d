import { readdir, realpath, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AuthorError, type AuthorProblem } from '../../core/errors.ts';
import { findSharedNames } from '../../core/playbook/create-catalog.ts';
import {
  type LocatedPlaybook,
  MAX_PLAYBOOK_BYTES,
  parsePlaybook,
} from '../../core/playbook/parse-playbook.ts';
import { readFileBytes, unreadable } from './read-bytes.ts';

/** The package's own folder: three levels above `src/adapters/files` as above `dist/adapters/files`. */
const PACKAGE_ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** Where the bundled playbooks are. */
export const BUNDLED_PLAYBOOKS = join(PACKAGE_ROOT, 'playbooks', 'bundled');

/** Files of a Faultline pack that describe the pack and hold no playbook. */
const PACK_FILES = new Set(['faultline-pack.yaml', 'faultline-matchers.yaml', 'faultline-hooks.yaml']);

const MAX_DEPTH = 12;

export interface PlaybookFolder {
  readonly folder: string;
  /** Playbooks that parsed, in the order of folders and paths. */
  readonly playbooks: readonly LocatedPlaybook[];
}

/** What was read, and everything that was wrong with it. */
export interface ReadPlaybooks {
  readonly folders: readonly PlaybookFolder[];
  readonly problems: readonly AuthorProblem[];
}

/**
 * The bundled playbooks and those of further folders; AuthorError with the problems of all files.
 *
 * A file that is reached twice (a folder inside another) counts once.
 */
export async function readPlaybooks(folders: readonly string[] = []): Promise<readonly LocatedPlaybook[]> {
  const { folders: read, problems } = await readPlaybookFolders([BUNDLED_PLAYBOOKS, ...folders]);
  if (problems.length > 0) throw new AuthorError(problems);
  return read.flatMap((folder) => folder.playbooks);
}

/** As {@link readPlaybooks}, but only these folders, and the problems as a value. */
export async function readPlaybookFolders(folders: readonly string[]): Promise<ReadPlaybooks> {
  const seen = new Set<string>();
  const problems: AuthorProblem[] = [];
  const read: PlaybookFolder[] = [];
  for (const folder of folders) {
    const playbooks: LocatedPlaybook[] = [];
    for (const file of await listFiles(folder, problems)) {
      const real = await realpath(file);
      if (seen.has(real)) continue;
      seen.add(real);
      const parsed = await readPlaybook(file);
      if (parsed.kind === 'problems') problems.push(...parsed.problems);
      if (parsed.kind === 'playbook') playbooks.push(parsed.entry);
    }
    read.push({ folder, playbooks });
  }
  problems.push(...findSharedNames(read.flatMap((folder) => folder.playbooks)));
  return { folders: read, problems };
}

async function readPlaybook(file: string): Promise<ReturnType<typeof parsePlaybook>> {
  try {
    // A character takes up to four bytes; the parser judges the exact length.
    const bytes = await readFileBytes(file, MAX_PLAYBOOK_BYTES * 4);
    return parsePlaybook(new TextDecoder().decode(bytes), shownPath(file));
  } catch (error) {
    if (error instanceof AuthorError) return { kind: 'problems', problems: error.problems };
    throw error;
  }
}

/** As people know it: from the package's root when it is inside, else as it was given. */
function shownPath(file: string): string {
  const path = file.startsWith(PACKAGE_ROOT) ? relative(PACKAGE_ROOT, file) : file;
  return path.split(sep).join('/');
}

async function listFiles(folder: string, problems: AuthorProblem[], depth = 0): Promise<string[]> {
  const files: string[] = [];
  try {
    const names = await readdir(folder);
    // Names with a dot are hidden: among them the copies that a mounted ConfigMap keeps.
    for (const name of names.filter((each) => !each.startsWith('.')).sort()) {
      const path = join(folder, name);
      const found = await stat(path);
      if (found.isDirectory() && depth < MAX_DEPTH)
        files.push(...(await listFiles(path, problems, depth + 1)));
      if (found.isFile() && /\.ya?ml$/i.test(name) && !PACK_FILES.has(name)) files.push(path);
    }
  } catch (error) {
    problems.push(...unreadable(folder, error).problems);
  }
  return files;
}

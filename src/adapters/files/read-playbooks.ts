import { realpath } from 'node:fs/promises';
import { relative, sep } from 'node:path';
import { AuthorError, type AuthorProblem } from '../../core/errors.ts';
import { assemblePlaybooks, type PlaybookSource } from '../../core/playbook/assemble-playbooks.ts';
import { type LocatedPlaybook, MAX_PLAYBOOK_BYTES } from '../../core/playbook/parse-playbook.ts';
import { listPlaybookFiles } from './list-playbook-files.ts';
import { BUNDLED_PLAYBOOKS, PACKAGE_ROOT } from './package-root.ts';
import { readFileBytes } from './read-bytes.ts';

export interface PlaybookFolder {
  readonly folder: string;
  /** Playbooks that parsed, in the order of folders and paths. */
  readonly playbooks: readonly LocatedPlaybook[];
}

/** What was read, and everything that was wrong with it. */
export interface ReadPlaybooks {
  readonly folders: readonly PlaybookFolder[];
  /** These stop a playbook. */
  readonly problems: readonly AuthorProblem[];
  /** What a pack says that we read otherwise, or that does nothing. */
  readonly warnings: readonly AuthorProblem[];
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

/**
 * As {@link readPlaybooks}, but only these folders, and the problems as a value.
 *
 * A pack may extend, override or disable playbooks that stand elsewhere: `among` are further folders that are
 * read first, to be referred to, and not answered for.
 */
export async function readPlaybookFolders(
  folders: readonly string[],
  { among = [] }: { readonly among?: readonly string[] } = {},
): Promise<ReadPlaybooks> {
  const unreadableFolders: AuthorProblem[] = [];
  const problems: AuthorProblem[] = [];
  const wanted = await findFiles(folders, unreadableFolders);
  const taken = new Set(wanted.map(({ real }) => real));
  const others = (await findFiles(among, [])).filter(({ real }) => !taken.has(real));
  const context = await readSources(others, []);
  const sources = await readSources(wanted, problems);
  const own = assemblePlaybooks([...context, ...sources]).slice(context.length);
  problems.push(...own.flatMap((file) => file.problems), ...unreadableFolders);
  const read = [...new Set(folders)].map((folder) => ({
    folder,
    playbooks: own.flatMap((file, index) => (sources[index]?.folder === folder ? (file.entry ?? []) : [])),
  }));
  return { folders: read, problems, warnings: own.flatMap((file) => file.warnings) };
}

interface FoundFile {
  readonly folder: string;
  readonly path: string;
  readonly real: string;
}

interface Source extends PlaybookSource {
  readonly folder: string;
}

/** In the order of folders and names; a file that is reached twice counts once. */
async function findFiles(folders: readonly string[], problems: AuthorProblem[]): Promise<FoundFile[]> {
  const found = new Map<string, FoundFile>();
  for (const folder of folders) {
    for (const path of await listPlaybookFiles(folder, problems)) {
      const real = await realpath(path);
      if (!found.has(real)) found.set(real, { folder, path, real });
    }
  }
  return [...found.values()];
}

async function readSources(files: readonly FoundFile[], problems: AuthorProblem[]): Promise<Source[]> {
  const sources: Source[] = [];
  for (const { path, folder } of files) {
    try {
      // A character takes up to four bytes; the parser judges the exact length.
      const bytes = await readFileBytes(path, MAX_PLAYBOOK_BYTES * 4);
      sources.push({ text: new TextDecoder().decode(bytes), path: shownPath(path), folder });
    } catch (error) {
      if (!(error instanceof AuthorError)) throw error;
      problems.push(...error.problems);
    }
  }
  return sources;
}

/** As people know it: from the package's root when it is inside, else as it was given. */
function shownPath(file: string): string {
  const path = file.startsWith(PACKAGE_ROOT) ? relative(PACKAGE_ROOT, file) : file;
  return path.split(sep).join('/');
}

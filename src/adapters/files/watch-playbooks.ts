import { stat } from 'node:fs/promises';
import type { AuthorProblem } from '../../core/errors.ts';
import type { Catalog } from '../../core/playbook/catalog.ts';
import { createCatalog } from '../../core/playbook/create-catalog.ts';
import { listPlaybookFiles } from './list-playbook-files.ts';
import { readPlaybookFolders } from './read-playbooks.ts';

export interface PlaybookWatch {
  /** Stops watching; a reading under way is no longer reported. */
  stop(): void;
  /** Looks now, and resolves when it is done. */
  check(): Promise<void>;
}

export interface PlaybookWatchSettings {
  /** All folders of the catalog, in the order they are read: the bundled one first. */
  readonly folders: readonly string[];
  readonly intervalMs?: number;
  /** The folders changed and are sound: this takes the place of the last catalog. */
  onCatalog(catalog: Catalog, warnings: readonly AuthorProblem[]): void;
  /** They changed and are broken: the last catalog stays. Told once for each change. */
  onProblems(problems: readonly AuthorProblem[]): void;
}

const INTERVAL_MS = 5_000;

/**
 * Watches folders of playbooks for changes, without a restart.
 *
 * It polls times and sizes: mounted and network folders send no events. A change is read when two looks in
 * a row saw the same, so that a copy under way is not read half.
 */
export async function watchPlaybooks(settings: PlaybookWatchSettings): Promise<PlaybookWatch> {
  const { folders, intervalMs = INTERVAL_MS } = settings;
  let read = await signatureOf(folders);
  let seen = read;
  let stopped = false;
  const look = async (): Promise<void> => {
    const now = await signatureOf(folders);
    const isStill = now === seen;
    seen = now;
    if (stopped || !isStill || now === read) return;
    read = now;
    await report(settings, () => stopped);
  };
  let running = Promise.resolve();
  const check = (): Promise<void> => {
    running = running.then(look);
    return running;
  };
  const timer = setInterval(() => void check(), intervalMs);
  timer.unref();
  const stop = (): void => {
    stopped = true;
    clearInterval(timer);
  };
  return { stop, check };
}

async function report(
  { folders: watched, onCatalog, onProblems }: PlaybookWatchSettings,
  isStopped: () => boolean,
): Promise<void> {
  const { folders, problems, warnings } = await readPlaybookFolders(watched);
  if (isStopped()) return;
  if (problems.length > 0) {
    onProblems(problems);
    return;
  }
  onCatalog(createCatalog(folders.flatMap((folder) => folder.playbooks)), warnings);
}

/** Changes when a file comes, goes or is written. A folder that can't be read counts as empty. */
async function signatureOf(folders: readonly string[]): Promise<string> {
  const parts: string[] = [];
  for (const folder of folders) {
    for (const path of await listPlaybookFiles(folder, [])) {
      const found = await stat(path).catch(() => null);
      parts.push(`${path} ${found?.mtimeMs ?? ''} ${found?.size ?? ''}`);
    }
  }
  return parts.join('\n');
}

import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { standingOn } from '../../core/match/compile-catalog.ts';
import type { CatalogEntry } from '../../core/playbook/catalog.ts';
import { listPlaybookFiles } from './list-playbook-files.ts';
import { BUNDLED_PLAYBOOKS, PACKAGE_ROOT } from './package-root.ts';

/** Made by `npm run build`: the bundled playbooks without their examples, so that a start parses no YAML. */
const COMPILED = join(PACKAGE_ROOT, 'dist', 'catalog.json');

interface CompiledPlaybooks {
  /** SHA-256 over the names and contents of the YAML files this was made from. */
  readonly sources: string;
  /** The bytes of each of them, by name. */
  readonly sizes: Readonly<Record<string, number>>;
  readonly entries: readonly CatalogEntry[];
}

/**
 * The playbooks of a catalog for matching and explaining: the bundled ones and those of further folders.
 *
 * Without further folders they come from the build's compiled file, if it was made from the very YAML that
 * stands in the folder now; otherwise from the YAML. Compiled playbooks have no examples.
 */
export async function readCatalogEntries(folders: readonly string[] = []): Promise<readonly CatalogEntry[]> {
  const compiled = folders.length === 0 ? await readCompiled() : null;
  if (compiled) return compiled;
  // Loaded late: a start from compiled playbooks needs no parser and no schema.
  const { readPlaybooks } = await import('./read-playbooks.ts');
  return readPlaybooks(folders);
}

async function readCompiled(): Promise<readonly CatalogEntry[] | null> {
  let text: string;
  try {
    text = await readFile(COMPILED, 'utf8');
  } catch {
    return null; // not built: the YAML serves
  }
  const { sources, sizes, entries } = JSON.parse(text) as CompiledPlaybooks;
  if ((await isUntouched(sizes)) || sources === (await hashSources())) return entries;
  return null;
}

/** True when the same files of the same sizes are there, none written since: then none needs to be read. */
async function isUntouched(sizes: CompiledPlaybooks['sizes']): Promise<boolean> {
  const { mtimeMs } = await stat(COMPILED);
  const files = await statSources();
  return (
    files.length === Object.keys(sizes).length &&
    files.every((file) => file.size === sizes[file.name] && file.mtimeMs <= mtimeMs)
  );
}

/** Synchronous: hundreds of small questions are answered sooner so than as promises. */
async function statSources(): Promise<{ name: string; size: number; mtimeMs: number }[]> {
  const paths = await listPlaybookFiles(BUNDLED_PLAYBOOKS, []);
  return paths.map((path) => {
    const { size, mtimeMs } = statSync(path);
    return { name: path.slice(BUNDLED_PLAYBOOKS.length), size, mtimeMs };
  });
}

/** Called by the build, after the sources are compiled. Throws AuthorError for a playbook that can't be read. */
export async function writeCompiledPlaybooks(): Promise<void> {
  const { readPlaybooks } = await import('./read-playbooks.ts');
  const located = await readPlaybooks();
  const entries = located.map(({ playbook, path }) => ({
    playbook: { ...playbook, examples: { positive: [], negative: [] } },
    path,
    standsOn: standingOn(playbook),
  }));
  const sizes = Object.fromEntries((await statSources()).map(({ name, size }) => [name, size]));
  const compiled: CompiledPlaybooks = { sources: await hashSources(), sizes, entries };
  await writeFile(COMPILED, JSON.stringify(compiled));
}

async function hashSources(): Promise<string> {
  const paths = (await listPlaybookFiles(BUNDLED_PLAYBOOKS, [])).sort();
  const contents = await Promise.all(paths.map((path) => readFile(path)));
  const hash = createHash('sha256');
  for (const [index, path] of paths.entries()) {
    hash.update(path.slice(BUNDLED_PLAYBOOKS.length)).update('\0');
    hash.update(contents[index] ?? '').update('\0');
  }
  return hash.digest('hex');
}

import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CatalogEntry } from '../../core/playbook/catalog.ts';
import { BUNDLED_PLAYBOOKS, listPlaybookFiles, PACKAGE_ROOT, readPlaybooks } from './read-playbooks.ts';

/** Made by `npm run build`: the bundled playbooks without their examples, so that a start parses no YAML. */
const COMPILED = join(PACKAGE_ROOT, 'dist', 'catalog.json');

interface CompiledPlaybooks {
  /** SHA-256 over the names and contents of the YAML files this was made from. */
  readonly sources: string;
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
  return compiled ?? (await readPlaybooks(folders));
}

async function readCompiled(): Promise<readonly CatalogEntry[] | null> {
  let text: string;
  try {
    text = await readFile(COMPILED, 'utf8');
  } catch {
    return null; // not built: the YAML serves
  }
  const { sources, entries } = JSON.parse(text) as CompiledPlaybooks;
  return sources === (await hashSources()) ? entries : null;
}

/** Called by the build, after the sources are compiled. Throws AuthorError for a playbook that can't be read. */
export async function writeCompiledPlaybooks(): Promise<void> {
  const located = await readPlaybooks();
  const entries = located.map(({ playbook, path }) => ({
    playbook: { ...playbook, examples: { positive: [], negative: [] } },
    path,
  }));
  const compiled: CompiledPlaybooks = { sources: await hashSources(), entries };
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

import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Catalog } from '../../core/playbook/catalog.ts';
import { renderIndex } from '../../core/playbook/render-index.ts';
import { isGeneratedPage, renderPage } from '../../core/playbook/render-page.ts';
import { renderPlaybookSchema } from '../../core/playbook/render-playbook-schema.ts';
import type { Call } from '../command.ts';
import { loadCatalog } from '../load-catalog.ts';
import { renderAnnotation } from '../reporters/render-annotation.ts';

const INDEX = 'README.md';
/** Stands beside the folder of pages, where the header line of the playbooks leads. */
const SCHEMA = 'playbook.schema.json';

export async function runDocs(call: Call): Promise<number> {
  const folder = call.options.valueOf('out') ?? join('docs', 'playbooks');
  const pages = renderPages(await loadCatalog(call));
  const present = await readPages(folder);
  const stale = staleNames(pages, present);
  const isCheck = call.options.has('check');
  if (!isCheck) await writePages(folder, pages, stale);
  const schema = join(dirname(folder), SCHEMA);
  const isSchemaStale = (await readFile(schema, 'utf8').catch(() => '')) !== renderPlaybookSchema();
  if (isSchemaStale && !isCheck) await writeFile(schema, renderPlaybookSchema());
  const paths = [...stale.map((name) => join(folder, name)), ...(isSchemaStale ? [schema] : [])];
  call.terminal.stdout.write(RENDERERS[call.format === 'markdown' ? 'text' : call.format](paths, isCheck));
  const what = isCheck ? 'stale' : 'written or removed';
  call.terminal.stderr.write(`${pages.size} pages in ${folder}, ${paths.length} ${what}\n`);
  if (isCheck && paths.length > 0) call.terminal.stderr.write('Write them anew: faultline docs\n');
  return isCheck && paths.length > 0 ? 1 : 0;
}

/** File name -> text, the index first. */
function renderPages({ playbooks }: Catalog): ReadonlyMap<string, string> {
  const pages = playbooks.map((entry) => [`${entry.playbook.id}.md`, renderPage(entry)] as const);
  return new Map([[INDEX, renderIndex(playbooks)], ...pages]);
}

/** Pages that differ, are missing, or were generated for a playbook that is gone; other files are not ours. */
function staleNames(
  pages: ReadonlyMap<string, string>,
  present: ReadonlyMap<string, string>,
): readonly string[] {
  const wrong = [...pages].filter(([name, text]) => present.get(name) !== text).map(([name]) => name);
  const gone = [...present].filter(([name, text]) => !pages.has(name) && isGeneratedPage(text));
  return [...wrong, ...gone.map(([name]) => name)].sort();
}

async function readPages(folder: string): Promise<ReadonlyMap<string, string>> {
  const names = await readdir(folder).catch(() => []);
  const pages = new Map<string, string>();
  for (const name of names.filter((each) => each.endsWith('.md'))) {
    pages.set(name, await readFile(join(folder, name), 'utf8'));
  }
  return pages;
}

async function writePages(
  folder: string,
  pages: ReadonlyMap<string, string>,
  stale: readonly string[],
): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const name of stale) {
    const text = pages.get(name);
    if (text === undefined) await rm(join(folder, name));
    else await writeFile(join(folder, name), text);
  }
}

const RENDERERS = {
  text: (paths: readonly string[]) => paths.map((path) => `${path}\n`).join(''),
  json: (paths: readonly string[]) => `${JSON.stringify(paths, null, 2)}\n`,
  github: (paths: readonly string[], isCheck: boolean) =>
    isCheck ? paths.map((file) => `${renderAnnotation(staleAnnotation(file))}\n`).join('') : '',
};

function staleAnnotation(file: string): Parameters<typeof renderAnnotation>[0] {
  return { level: 'error', title: 'stale page', message: 'not what faultline docs writes', file };
}

import { readCatalogEntries } from '../adapters/files/compiled-playbooks.ts';
import type { Catalog } from '../core/playbook/catalog.ts';
import { createCatalog } from '../core/playbook/create-catalog.ts';
import type { Call } from './command.ts';

/** The bundled playbooks and those the call adds; AuthorError with the problems of all files. */
export async function loadCatalog(call: Call): Promise<Catalog> {
  return createCatalog(await readCatalogEntries(call.playbookFolders));
}

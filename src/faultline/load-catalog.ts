import { readCatalogEntries } from '../adapters/files/compiled-playbooks.ts';
import { BUNDLED_PLAYBOOKS } from '../adapters/files/package-root.ts';
import { watchPlaybooks } from '../adapters/files/watch-playbooks.ts';
import { renderProblem } from '../core/errors.ts';
import { type CompiledCatalog, compileCatalog } from '../core/match/compile-catalog.ts';
import { createCatalog } from '../core/playbook/create-catalog.ts';
import type { Logger } from '../flows/ports.ts';

/** The catalog as it is now. */
export interface LiveCatalog {
  current(): CompiledCatalog;
  stop(): void;
}

/**
 * The catalog, and with further folders its reload when a file in them changes. A broken pack is reported and
 * the last good catalog keeps running.
 */
export async function loadCatalog(folders: readonly string[], logger: Logger): Promise<LiveCatalog> {
  let compiled = compileCatalog(createCatalog(await readCatalogEntries(folders)));
  if (folders.length === 0) return { current: () => compiled, stop: () => undefined };
  const watch = await watchPlaybooks({
    folders: [BUNDLED_PLAYBOOKS, ...folders],
    onCatalog: (catalog, warnings) => {
      compiled = compileCatalog(catalog);
      logger.info(
        { playbooks: catalog.playbooks.length, warnings: warnings.map(renderProblem) },
        'playbooks reloaded',
      );
    },
    onProblems: (problems) => {
      logger.error(
        { problems: problems.map(renderProblem) },
        'a playbook pack is broken: the last good catalog keeps running',
      );
    },
  });
  return { current: () => compiled, stop: () => watch.stop() };
}

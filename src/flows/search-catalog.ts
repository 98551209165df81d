import type { CatalogEntry } from '../core/playbook/catalog.ts';
import type { ChatFlowsContext } from './chat-flows-context.ts';

/** Playbooks that hold every word in id, title, category, kind, aliases or tags; all of them for no words. */
export function searchCatalog(
  { catalog }: Pick<ChatFlowsContext, 'catalog'>,
  words: string,
): readonly CatalogEntry[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  return catalog.catalog.playbooks.filter(({ playbook }) => {
    const { id, title, category, kind, aliases, tags } = playbook;
    const text = [id, title, category, kind ?? '', ...aliases, ...tags].join(' ').toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
}

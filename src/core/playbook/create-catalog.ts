import { AuthorError, type AuthorProblem } from '../errors.ts';
import type { Catalog, CatalogEntry } from './catalog.ts';
import type { LocatedPlaybook } from './located-playbook.ts';
import { nearNames } from './near-names.ts';

const MAX_NEAR = 5;

/**
 * A catalog of these playbooks, in the order of their ids.
 *
 * Throws AuthorError, with all problems, when two of them claim the same id or alias.
 */
export function createCatalog(entries: readonly CatalogEntry[]): Catalog {
  const problems = findSharedNames(entries);
  if (problems.length > 0) throw new AuthorError(problems);
  const playbooks = [...entries].sort((a, b) => (a.playbook.id < b.playbook.id ? -1 : 1));
  const byName = new Map<string, CatalogEntry>();
  for (const entry of playbooks) {
    for (const name of namesOf(entry)) byName.set(name, entry);
  }
  return {
    playbooks,
    find: (name) => byName.get(name) ?? null,
    near: (name) => [...new Set([...ofKind(playbooks, name), ...nearIds(byName, name)])].slice(0, MAX_NEAR),
  };
}

/** Ids and aliases that more than one playbook claims, one problem for each later claim. */
export function findSharedNames(entries: readonly (CatalogEntry | LocatedPlaybook)[]): AuthorProblem[] {
  const owners = new Map<string, CatalogEntry>();
  const problems: AuthorProblem[] = [];
  for (const entry of entries) {
    for (const [index, name] of namesOf(entry).entries()) {
      const owner = owners.get(name);
      if (!owner) {
        owners.set(name, entry);
        continue;
      }
      const isId = index === 0;
      const where = 'where' in entry ? entry.where(isId ? ['id'] : ['aliases', index - 1]) : entry.path;
      const message = `${isId ? 'the id' : 'the alias'} "${name}" is taken by ${owner.path}`;
      problems.push({ code: isId ? 'duplicate-id' : 'duplicate-alias', where, message, hint: null });
    }
  }
  return problems;
}

/** The id comes first. */
function namesOf({ playbook }: CatalogEntry): readonly string[] {
  return [playbook.id, ...playbook.aliases];
}

/** Narrower playbooks of a broader label: the label is no id, but these are what it means. */
function ofKind(playbooks: readonly CatalogEntry[], label: string): readonly string[] {
  return playbooks.filter(({ playbook }) => playbook.kind === label).map(({ playbook }) => playbook.id);
}

function nearIds(byName: ReadonlyMap<string, CatalogEntry>, name: string): readonly string[] {
  const names = nearNames(name, byName.keys(), byName.size);
  const ids = names.flatMap((near) => byName.get(near)?.playbook.id ?? []);
  return [...new Set(ids)].slice(0, MAX_NEAR);
}

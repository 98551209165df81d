import type { Playbook } from './playbook.ts';

/** All playbooks of this process, in the order of their ids. */
export interface Catalog {
  readonly playbooks: readonly CatalogEntry[];
  /** By id or alias, exactly. */
  find(name: string): CatalogEntry | null;
  /** Ids near a name that was not found, nearest first, at most five. */
  near(name: string): readonly string[];
}

export interface CatalogEntry {
  readonly playbook: Playbook;
  /** Path as shown to people, from the catalog's root: `playbooks/bundled/log/auth/http-auth-failure.yaml`. */
  readonly path: string;
  /** What each of its expressions stands on, where the build worked it out (`standingOn`); else it is read anew. */
  readonly standsOn?: Readonly<Record<string, readonly string[]>>;
}

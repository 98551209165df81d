import type { CatalogEntry } from './catalog.ts';
import type { KeyPath } from './parse-yaml.ts';

/** A playbook that knows where each of its words stands in the file. */
export interface LocatedPlaybook extends CatalogEntry {
  /** `file:line:column` of the value at a path such as `['match', 'any', 2]`. */
  where(path: KeyPath): string;
}

/** Playbooks in a folder `bundled` are held to the house's rules; others are a team's own. */
export function isBundled({ path }: Pick<CatalogEntry, 'path'>): boolean {
  // "playbooks/bundled/log/auth/http-auth-failure.yaml"
  return /(?:^|\/)bundled\//.test(path);
}

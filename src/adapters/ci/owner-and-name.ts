import type { RunLink } from '../../core/alert/run.ts';

/**
 * `acme` and `shop` of a link to acme/shop, still to be encoded for an URL. Null when the link names no such
 * repository, or dots that would climb out of an API's path.
 */
export function ownerAndName(link: RunLink): readonly [string, string] | null {
  const [owner, name, ...more] = link.repo?.split('/') ?? [];
  if (!owner || !name || more.length > 0 || isDots(owner) || isDots(name)) return null;
  return [owner, name];
}

function isDots(segment: string): boolean {
  return segment === '.' || segment === '..';
}

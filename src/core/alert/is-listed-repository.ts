import type { RunLink } from './run.ts';

/**
 * True when one of the patterns names the repository of a link: `acme/api`, `acme/*`, `git.example.com/acme/*`;
 * `*` stands for any characters. Letter case does not count. Where links name no repository (Jenkins) the page's
 * path stands for it: `ci.example.com/job/api/*`.
 */
export function isListedRepository(patterns: readonly string[], link: RunLink): boolean {
  const name = (link.repo ?? new URL(link.runUrl).pathname.slice(1)).toLowerCase();
  const names = [name, `${link.host}/${name}`];
  return patterns.some((pattern) => names.some((one) => fits(pattern.trim().toLowerCase(), one)));
}

/** Each part between the stars is looked for once, from left to right: linear in the name. */
function fits(pattern: string, name: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop();
  if (last === undefined) return name === first;
  if (!name.startsWith(first)) return false;
  let at = first.length;
  for (const part of rest) {
    const found = name.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  return name.length - last.length >= at && name.endsWith(last);
}

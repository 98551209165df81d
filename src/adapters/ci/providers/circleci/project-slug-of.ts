const sources: ReadonlyMap<string, string> = new Map([
  ['gh', 'gh'],
  ['github', 'gh'],
  ['bb', 'bb'],
  ['bitbucket', 'bb'],
  // Projects of the GitHub App: two opaque ids follow.
  ['circleci', 'circleci'],
  ['gitlab', 'gitlab'],
]);

/** `gh/acme/api` from a project's or job's page, encoded as it came; null for the short links, which name none. */
export function projectSlugOf(page: string): string | null {
  const path = new URL(page).pathname.split('/').filter((segment) => segment !== '');
  const [source = '', owner, name] = path[0] === 'pipelines' ? path.slice(1) : path;
  const known = sources.get(source);
  return known && owner && name ? `${known}/${owner}/${name}` : null;
}

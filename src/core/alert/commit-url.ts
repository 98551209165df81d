import type { RunLink } from './run.ts';

/** Page of a commit, beside the run that the link leads to; null where the service's pages are not known. */
export function commitUrl(link: RunLink, commit: string | null): string | null {
  // c0ffee2, also in full
  if (commit === null || link.repo === null || !/^[0-9a-f]{7,40}$/i.test(commit)) return null;
  const { origin } = new URL(link.runUrl);
  switch (link.provider) {
    case 'github-actions':
      return `${origin}/${link.repo}/commit/${commit}`;
    case 'gitlab':
      return `${origin}/${link.repo}/-/commit/${commit}`;
    case 'bitbucket':
      return `${origin}/${link.repo}/commits/${commit}`;
    default:
      return null;
  }
}

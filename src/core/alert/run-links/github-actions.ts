import type { RunLink } from '../run.ts';
import {
  decodeSegment,
  isNumber,
  makeRunLink,
  type RunLinkPlace,
  type RunLinkShape,
  urlUpTo,
} from './run-link-shape.ts';

/** GitHub.com and Enterprise: run, attempt and job pages; pages of a commit's or a pull request's checks. */
export const githubActionsLinks: RunLinkShape = {
  providers: ['github-actions'],
  onlyConfigured: false,
  read(place) {
    const [owner, name, ...rest] = place.path;
    if (!owner || !name) return null;
    const repo = `${decodeSegment(owner)}/${decodeSegment(name)}`;
    return readRun(place, repo, rest) ?? readLookup(place, repo, rest);
  },
};

function readRun(place: RunLinkPlace, repo: string, rest: readonly string[]): RunLink | null {
  const [actions, runs, runId, ...tail] = rest;
  if (actions !== 'actions' || runs !== 'runs' || !isNumber(runId)) return null;
  const attempt = valueAfter(tail, 'attempts');
  return makeRunLink(place, {
    provider: 'github-actions',
    repo,
    runId,
    // The page of an attempt stays: the plain run page shows the latest one, which may be green by now.
    runUrl: urlUpTo(place, attempt === null ? 5 : 7),
    jobId: valueAfter(tail, 'job'),
    attempt: attempt === null ? null : Number(attempt),
  });
}

/** Pages that name no run: the id behind `/runs/` is a job's, the others want a look-up by commit. */
function readLookup(place: RunLinkPlace, repo: string, rest: readonly string[]): RunLink | null {
  const [kind, id, tail] = rest;
  const base = { provider: 'github-actions', repo } as const;
  if (kind === 'runs' && isNumber(id))
    return makeRunLink(place, { ...base, jobId: id, runUrl: urlUpTo(place, 4) });
  if ((kind === 'commit' || kind === 'pull') && tail === 'checks') {
    return makeRunLink(place, { ...base, runUrl: urlUpTo(place, 5) });
  }
  const query = place.url.searchParams.get('query');
  if (kind === 'actions' && id === undefined && query?.startsWith('workflow:')) {
    return makeRunLink(place, { ...base, runUrl: `${urlUpTo(place, 3)}${place.url.search}` });
  }
  return null;
}

function valueAfter(path: readonly string[], word: string): string | null {
  const value = path[path.indexOf(word) + 1];
  return path.includes(word) && isNumber(value) ? value : null;
}

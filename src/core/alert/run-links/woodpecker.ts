import { isNumber, makeRunLink, type RunLinkShape, urlUpTo } from './run-link-shape.ts';

/** Woodpecker: the repository is a number; the step's number is the page's, not the API's. */
export const woodpeckerLinks: RunLinkShape = {
  providers: ['woodpecker'],
  onlyConfigured: false,
  read(place) {
    const [repos, repo, pipeline, id, step] = place.path;
    if (repos !== 'repos' || !isNumber(repo) || pipeline !== 'pipeline' || !isNumber(id)) return null;
    const jobId = isNumber(step) ? step : null;
    return makeRunLink(place, { provider: 'woodpecker', runId: id, jobId, runUrl: urlUpTo(place, 4) });
  },
};

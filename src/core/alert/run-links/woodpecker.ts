import { isNumber, makeRunLink, type RunLinkShape, urlUpTo } from './run-link-shape.ts';

/**
 * Woodpecker: the repository is a number; the step's number is the page's, not the API's. A configured server may
 * live below a root path.
 */
export const woodpeckerLinks: RunLinkShape = {
  providers: ['woodpecker'],
  onlyConfigured: false,
  read(place) {
    const start = place.configured === 'woodpecker' ? Math.max(0, place.path.indexOf('repos')) : 0;
    const [repos, repo, pipeline, id, step] = place.path.slice(start);
    if (repos !== 'repos' || !isNumber(repo) || pipeline !== 'pipeline' || !isNumber(id)) return null;
    const jobId = isNumber(step) ? step : null;
    return makeRunLink(place, {
      provider: 'woodpecker',
      runId: id,
      jobId,
      runUrl: urlUpTo(place, start + 4),
    });
  },
};

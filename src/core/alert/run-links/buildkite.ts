import { isNumber, isUuid, makeRunLink, type RunLinkShape, urlUpTo } from './run-link-shape.ts';

/** Buildkite: the job stands in the fragment. */
export const buildkiteLinks: RunLinkShape = {
  providers: ['buildkite'],
  onlyConfigured: false,
  read(place) {
    if (place.host !== 'buildkite.com' && place.host !== 'www.buildkite.com') return null;
    const [, , builds, id] = place.path;
    if (builds !== 'builds' || !isNumber(id)) return null;
    const job = place.url.hash.slice(1);
    const jobId = isUuid(job) ? job : null;
    return makeRunLink(place, { provider: 'buildkite', runId: id, jobId, runUrl: urlUpTo(place, 4) });
  },
};

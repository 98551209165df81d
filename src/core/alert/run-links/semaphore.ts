import { isUuid, makeRunLink, type RunLinkShape, subdomainOf, urlUpTo } from './run-link-shape.ts';

/** Semaphore: the workflow in the path, the pipeline of it in the query. */
export const semaphoreLinks: RunLinkShape = {
  providers: ['semaphore'],
  onlyConfigured: false,
  read(place) {
    if (subdomainOf(place.host, 'semaphoreci.com') === null && place.configured !== 'semaphore') return null;
    const [kind, id] = place.path;
    if (!isUuid(id)) return null;
    if (kind === 'jobs')
      return makeRunLink(place, { provider: 'semaphore', jobId: id, runUrl: urlUpTo(place, 2) });
    if (kind !== 'workflows') return null;
    const pipeline = place.url.searchParams.get('pipeline_id');
    const query = pipeline && isUuid(pipeline) ? `?pipeline_id=${pipeline}` : '';
    return makeRunLink(place, { provider: 'semaphore', runId: id, runUrl: `${urlUpTo(place, 2)}${query}` });
  },
};

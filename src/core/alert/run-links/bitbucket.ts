import { decodeSegment, isNumber, makeRunLink, type RunLinkShape, urlUpTo } from './run-link-shape.ts';

/** Bitbucket Pipelines: the number stands in the path, or in the fragment of the add-on's page. */
export const bitbucketLinks: RunLinkShape = {
  providers: ['bitbucket'],
  onlyConfigured: false,
  read(place) {
    if (place.host !== 'bitbucket.org' && place.configured !== 'bitbucket') return null;
    const [workspace, name] = place.path;
    if (!workspace || !name) return null;
    const inFragment = place.path[2] === 'addon' && place.path[3] === 'pipelines';
    const rest = inFragment ? place.url.hash.split('/').slice(1) : place.path.slice(3);
    if (!inFragment && place.path[2] !== 'pipelines') return null;
    const [results, id, steps, step] = rest;
    if (results !== 'results' || !isNumber(id)) return null;
    return makeRunLink(place, {
      provider: 'bitbucket',
      repo: `${decodeSegment(workspace)}/${decodeSegment(name)}`,
      runId: id,
      jobId: steps === 'steps' && step ? decodeSegment(step) : null,
      runUrl: inFragment ? `${urlUpTo(place, 5)}#!/results/${id}` : urlUpTo(place, 5),
    });
  },
};

import { decodeSegment, isNumber, makeRunLink, type RunLinkShape, urlUpTo } from './run-link-shape.ts';

/** GitLab anywhere: the `/-/` in the path is its own. Old instances without it only where configured. */
export const gitlabLinks: RunLinkShape = {
  providers: ['gitlab'],
  onlyConfigured: false,
  read(place) {
    const dash = place.path.indexOf('-');
    if (dash < 0 && place.configured !== 'gitlab') return null;
    const kindAt = dash < 0 ? place.path.findIndex(isRunWord) : dash + 1;
    const id = place.path[kindAt + 1];
    const project = place.path.slice(0, dash < 0 ? kindAt : dash);
    if (!isRunWord(place.path[kindAt]) || !isNumber(id) || project.length < 2) return null;
    const isPipeline = place.path[kindAt] === 'pipelines';
    return makeRunLink(place, {
      provider: 'gitlab',
      repo: project.map(decodeSegment).join('/'),
      runId: isPipeline ? id : null,
      jobId: isPipeline ? null : id,
      runUrl: urlUpTo(place, kindAt + 2),
    });
  },
};

function isRunWord(segment: string | undefined): boolean {
  return segment === 'pipelines' || segment === 'jobs' || segment === 'builds';
}

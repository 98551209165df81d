import { makeRunLink, type RunLinkShape, urlUpTo } from './run-link-shape.ts';

/** Concourse: a build's name may be `12.1`; the query holds the variables of an instanced pipeline. */
export const concourseLinks: RunLinkShape = {
  providers: ['concourse'],
  onlyConfigured: false,
  read(place) {
    const [teams, team, pipelines, pipeline, jobs, job, builds, id] = place.path;
    if (teams !== 'teams' || pipelines !== 'pipelines' || jobs !== 'jobs' || builds !== 'builds') return null;
    if (!team || !pipeline || !job || !id) return null;
    return makeRunLink(place, {
      provider: 'concourse',
      runId: id,
      runUrl: `${urlUpTo(place, 8)}${place.url.search}`,
    });
  },
};

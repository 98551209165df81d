import { decodeSegment, makeRunLink, type RunLinkShape, urlUpTo } from './run-link-shape.ts';

/** AppVeyor: a build by id or by version, and a job of it. Account and slug are not always a repository. */
export const appveyorLinks: RunLinkShape = {
  providers: ['appveyor'],
  onlyConfigured: false,
  read(place) {
    if (place.host !== 'ci.appveyor.com' && place.configured !== 'appveyor') return null;
    const [project, account, slug, kind, id, job, jobId] = place.path;
    if (project !== 'project' || !account || !slug || !id) return null;
    if (kind !== 'builds' && kind !== 'build') return null;
    return makeRunLink(place, {
      provider: 'appveyor',
      repo: `${decodeSegment(account)}/${decodeSegment(slug)}`,
      runId: decodeSegment(id),
      jobId: job === 'job' && jobId ? jobId : null,
      runUrl: urlUpTo(place, 5),
    });
  },
};

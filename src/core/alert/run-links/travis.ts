import { decodeSegment, isNumber, makeRunLink, type RunLinkShape, urlUpTo } from './run-link-shape.ts';

const hosts = new Set(['travis-ci.com', 'app.travis-ci.com', 'travis-ci.org', 'app.travis-ci.org']);
const sources = new Set(['github', 'gitlab', 'bitbucket', 'assembla']);

/** Travis CI: build and job pages, with or without the source host's name in front. */
export const travisLinks: RunLinkShape = {
  providers: ['travis'],
  onlyConfigured: false,
  read(place) {
    if (!hosts.has(place.host) && place.configured !== 'travis') return null;
    const start = sources.has(place.path[0] ?? '') ? 1 : 0;
    const [owner, name, kind, id] = place.path.slice(start);
    if (!owner || !name || !isNumber(id) || (kind !== 'builds' && kind !== 'jobs')) return null;
    return makeRunLink(place, {
      provider: 'travis',
      repo: `${decodeSegment(owner)}/${decodeSegment(name)}`,
      runId: kind === 'builds' ? id : null,
      jobId: kind === 'jobs' ? id : null,
      runUrl: urlUpTo(place, start + 4),
    });
  },
};

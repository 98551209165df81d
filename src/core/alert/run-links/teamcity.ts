import { isNumber, makeRunLink, type RunLinkShape, urlUpTo } from './run-link-shape.ts';

/** TeamCity, below any context path: the new and the old build page, and the short link where configured. */
export const teamcityLinks: RunLinkShape = {
  providers: ['teamcity'],
  onlyConfigured: false,
  read(place) {
    const at = place.path.indexOf('buildConfiguration');
    const id = place.path[at + 2];
    if (at >= 0 && isNumber(id)) {
      return makeRunLink(place, { provider: 'teamcity', runId: id, runUrl: urlUpTo(place, at + 3) });
    }
    const buildId = place.url.searchParams.get('buildId');
    if (place.path.at(-1) === 'viewLog.html' && buildId && isNumber(buildId)) {
      const type = place.url.searchParams.get('buildTypeId');
      const query = `?buildId=${buildId}${type ? `&buildTypeId=${encodeURIComponent(type)}` : ''}`;
      const runUrl = `${urlUpTo(place, place.path.length)}${query}`;
      return makeRunLink(place, { provider: 'teamcity', runId: buildId, runUrl });
    }
    const short = place.path.at(-1);
    if (place.configured !== 'teamcity' || place.path.at(-2) !== 'build' || !isNumber(short)) return null;
    return makeRunLink(place, {
      provider: 'teamcity',
      runId: short,
      runUrl: urlUpTo(place, place.path.length),
    });
  },
};

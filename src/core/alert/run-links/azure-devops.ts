import {
  isNumber,
  makeRunLink,
  type RunLinkPlace,
  type RunLinkShape,
  subdomainOf,
  urlUpTo,
} from './run-link-shape.ts';

/** Azure DevOps: build results and classic releases, on both of its hosts. */
export const azureDevopsLinks: RunLinkShape = {
  providers: ['azure-devops'],
  onlyConfigured: false,
  read(place) {
    const ours = place.host === 'dev.azure.com' || subdomainOf(place.host, 'visualstudio.com') !== null;
    if (!ours && place.configured !== 'azure-devops') return null;
    const at = place.path.findIndex((segment) => segment === '_build' || segment === '_releaseProgress');
    if (at < 0) return null;
    const [name, runId] = idOf(place);
    if (name === null) return null;
    const page =
      place.path[at] === '_build'
        ? [...place.path.slice(0, at).filter(isPlace), '_build', 'results']
        : place.path;
    const base =
      place.path[at] === '_build' ? `${place.url.origin}/${page.join('/')}` : urlUpTo(place, at + 1);
    return makeRunLink(place, {
      provider: 'azure-devops',
      runId,
      jobId: place.url.searchParams.get('j'),
      runUrl: `${base}?${name}=${runId}`,
    });
  },
};

function isPlace(segment: string): boolean {
  return segment !== '_permalink';
}

function idOf(place: RunLinkPlace): readonly [string, string] | readonly [null, null] {
  for (const [key, value] of place.url.searchParams) {
    const name = key.toLowerCase();
    if (name === 'buildid' && isNumber(value)) return ['buildId', value];
    if (name === 'releaseid' && isNumber(value)) return ['releaseId', value];
    const last = value.split('/').at(-1);
    if (name === 'builduri' && isNumber(last)) return ['buildId', last];
  }
  return [null, null];
}

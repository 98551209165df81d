import { isUuid, makeRunLink, type RunLinkShape, urlUpTo } from './run-link-shape.ts';

/** Google Cloud Build: the region is a matrix parameter (`builds;region=R`), the project a query. */
export const googleCloudBuildLinks: RunLinkShape = {
  providers: ['google-cloud-build'],
  onlyConfigured: false,
  read(place) {
    const [product, builds, id] = place.path;
    if (place.host !== 'console.cloud.google.com' || product !== 'cloud-build' || !isUuid(id)) return null;
    if (builds !== 'builds' && !builds?.startsWith('builds;')) return null;
    const project = place.url.searchParams.get('project');
    const query = project ? `?project=${encodeURIComponent(project)}` : '';
    return makeRunLink(place, {
      provider: 'google-cloud-build',
      runId: id,
      runUrl: `${urlUpTo(place, 3)}${query}`,
    });
  },
};

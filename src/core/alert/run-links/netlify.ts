import { makeRunLink, type RunLinkShape, urlUpTo } from './run-link-shape.ts';

/** Netlify: a deploy of a site. */
export const netlifyLinks: RunLinkShape = {
  providers: ['netlify'],
  onlyConfigured: false,
  read(place) {
    const [kind, site, deploys, id] = place.path;
    if (place.host !== 'app.netlify.com' || !site || deploys !== 'deploys') return null;
    // 64f1c2d3e4b5a60008abcdef
    if ((kind !== 'sites' && kind !== 'projects') || !/^[0-9a-f]{24}$/.test(id ?? '')) return null;
    return makeRunLink(place, { provider: 'netlify', runId: id ?? null, runUrl: urlUpTo(place, 4) });
  },
};

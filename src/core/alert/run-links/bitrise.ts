import { makeRunLink, type RunLinkShape, urlUpTo } from './run-link-shape.ts';

/** Bitrise: a build by its slug, or a build or pipeline of an app. */
export const bitriseLinks: RunLinkShape = {
  providers: ['bitrise'],
  onlyConfigured: false,
  read(place) {
    if (place.host !== 'app.bitrise.io') return null;
    const [kind, id, what, inner] = place.path;
    if (kind === 'build' && id) {
      return makeRunLink(place, { provider: 'bitrise', runId: id, runUrl: urlUpTo(place, 2) });
    }
    const known = kind === 'app' && (what === 'build' || what === 'pipelines');
    return known && inner
      ? makeRunLink(place, { provider: 'bitrise', runId: inner, runUrl: urlUpTo(place, 4) })
      : null;
  },
};

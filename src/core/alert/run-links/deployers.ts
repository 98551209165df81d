import type { RunLink } from '../run.ts';
import { decodeSegment, makeRunLink, type RunLinkPlace, type RunLinkShape } from './run-link-shape.ts';

/** Argo CD, Spinnaker and Tekton: pages of deployments. No log API stands behind them. */
export const deployerLinks: RunLinkShape = {
  providers: ['argocd', 'spinnaker', 'tekton'],
  onlyConfigured: false,
  read(place) {
    return readFragment(place) ?? readArgocd(place);
  },
};

/** Both live in the fragment of a one-page app. */
function readFragment(place: RunLinkPlace): RunLink | null {
  const [root, group, , kind, name] = place.url.hash.split('/');
  if (root !== '#' || !name) return null;
  if (group === 'applications' && kind === 'executions') {
    const runId = place.url.hash.split('/').at(-1)?.split('?')[0] ?? null;
    return makeRunLink(place, { provider: 'spinnaker', runId, runUrl: place.url.href });
  }
  if (group !== 'namespaces' || kind !== 'pipelineruns') return null;
  const runId = decodeSegment(name.split('?')[0] ?? name);
  return makeRunLink(place, { provider: 'tekton', runId, runUrl: place.url.href });
}

function readArgocd(place: RunLinkPlace): RunLink | null {
  const [applications, ...rest] = place.path;
  if (applications !== 'applications' || rest.length < 1 || rest.length > 2) return null;
  return makeRunLink(place, { provider: 'argocd', runUrl: place.url.href });
}

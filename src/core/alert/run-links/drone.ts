import { decodeSegment, isNumber, makeRunLink, type RunLinkShape, urlUpTo } from './run-link-shape.ts';

/** Drone: `HOST/OWNER/REPO/N[/STAGE/STEP]`, which many other sites have too. */
export const droneLinks: RunLinkShape = {
  providers: ['drone'],
  onlyConfigured: true,
  read(place) {
    const [owner, name, id, stage, step] = place.path;
    if (!owner || !name || !isNumber(id)) return null;
    return makeRunLink(place, {
      provider: 'drone',
      repo: `${decodeSegment(owner)}/${decodeSegment(name)}`,
      runId: id,
      jobId: isNumber(stage) && isNumber(step) ? `${stage}/${step}` : null,
      runUrl: urlUpTo(place, 3),
    });
  },
};

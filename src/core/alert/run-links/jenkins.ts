import type { RunLink } from '../run.ts';
import { isNumber, makeRunLink, type RunLinkPlace, type RunLinkShape, urlUpTo } from './run-link-shape.ts';

/** Jenkins, below any context path: `(/job/NAME)+/N`, and Blue Ocean. `%252F` stays as it is. */
export const jenkinsLinks: RunLinkShape = {
  providers: ['jenkins'],
  onlyConfigured: false,
  read(place) {
    return readClassic(place) ?? readBlueOcean(place);
  },
};

function readClassic(place: RunLinkPlace): RunLink | null {
  let at = place.path.indexOf('job');
  if (at < 0) return null;
  while (place.path[at] === 'job' && place.path[at + 1] !== undefined) at += 2;
  const id = place.path[at];
  if (!isNumber(id)) return null;
  return makeRunLink(place, { provider: 'jenkins', runId: id, runUrl: `${urlUpTo(place, at + 1)}/` });
}

function readBlueOcean(place: RunLinkPlace): RunLink | null {
  const detail = place.path.indexOf('detail');
  const id = place.path[detail + 2];
  if (!place.path.includes('blue') || detail < 0 || !isNumber(id)) return null;
  return makeRunLink(place, { provider: 'jenkins', runId: id, runUrl: urlUpTo(place, detail + 3) });
}

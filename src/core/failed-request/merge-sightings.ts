import { hostOf, pathOf } from './clean-url.ts';
import type { Sighting } from './client-reader.ts';

/** A client says one thing in several lines, but not further apart than this. */
const reach = 24;
/** How many of the latest requests a new line may belong to. */
const open = 6;

/**
 * Sightings of one request made one: npm's code line and its message line, git's remote words and its last word.
 *
 * Order stays that of the log. Cost: linear in the number of sightings.
 */
export function mergeSightings(sightings: readonly Sighting[]): Sighting[] {
  const merged: Sighting[] = [];
  for (const sighting of sightings) {
    const at = partnerOf(merged, sighting);
    const partner = merged[at];
    if (partner) merged[at] = mergeTwo(partner, sighting);
    else merged.push(sighting);
  }
  return merged;
}

function partnerOf(merged: readonly Sighting[], sighting: Sighting): number {
  for (let at = merged.length - 1; at >= Math.max(0, merged.length - open); at -= 1) {
    const earlier = merged[at];
    if (earlier && sighting.from - earlier.to <= reach && belongTogether(earlier, sighting)) return at;
  }
  return -1;
}

function belongTogether(one: Sighting, other: Sighting): boolean {
  if (isSuccess(one) !== isSuccess(other)) return false;
  if (!fits(one.method, other.method) || !fits(one.status, other.status)) return false;
  if (!urlsFit(one.url, other.url)) return false;
  if (one.status === null && other.status === null && !fits(one.stage, other.stage)) return false;
  if (fits(one.client, other.client)) return true;
  return one.url !== null && one.url === other.url && one.status === other.status;
}

function fits<Value>(one: Value | null, other: Value | null): boolean {
  return one === null || other === null || one === other;
}

function urlsFit(one: string | null, other: string | null): boolean {
  if (one === null || other === null || one === other) return true;
  const [hostOne, hostOther] = [hostOf(one), hostOf(other)];
  if (hostOne !== null && hostOther !== null && hostOne !== hostOther) return false;
  const [pathOne, pathOther] = [pathOf(one), pathOf(other)];
  return pathOne.startsWith(pathOther) || pathOther.startsWith(pathOne);
}

function mergeTwo(one: Sighting, other: Sighting): Sighting {
  const [best, rest] = worth(other) > worth(one) ? [other, one] : [one, other];
  return {
    ...best,
    client: best.client ?? rest.client,
    method: best.method ?? rest.method,
    url: longer(best.url, rest.url),
    status: best.status ?? rest.status,
    service: best.service ?? rest.service,
    credential: best.credential ?? rest.credential,
    stage: best.stage ?? rest.stage,
    weight: one.weight === 'fatal' || other.weight === 'fatal' ? 'fatal' : best.weight,
    byProgram: best.byProgram && rest.byProgram,
    from: Math.min(one.from, other.from),
    to: Math.max(one.to, other.to),
  };
}

/** How much of the request one sighting tells: the line that tells most is the line that proves it. */
function worth(sighting: Sighting): number {
  const { status, url, method, weight } = sighting;
  return (status ? 4 : 0) + (url ? 4 : 0) + (method ? 1 : 0) + (weight === 'fatal' ? 2 : 0);
}

function longer(one: string | null, other: string | null): string | null {
  if (one === null || other === null) return one ?? other;
  return one.length >= other.length ? one : other;
}

/** The server answered and did not refuse. */
export function isSuccess(sighting: Sighting): boolean {
  return sighting.status !== null && sighting.status < 400;
}

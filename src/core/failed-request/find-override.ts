import { hostOf } from './clean-url.ts';
import type { Sighting } from './client-reader.ts';
import { overrides } from './overrides.ts';
import type { StageOverride } from './stage-override.ts';

/** The row of the table that fits, or null: then the number may be believed. */
export function findOverride(sighting: Sighting, words: string): StageOverride | null {
  return overrides.find((row) => holds(row, sighting, words)) ?? null;
}

function holds(row: StageOverride, sighting: Sighting, words: string): boolean {
  if (row.statuses && !row.statuses.includes(sighting.status)) return false;
  if (row.clients && !row.clients.includes(sighting.client ?? '')) return false;
  if (row.methods && !row.methods.includes(sighting.method ?? '')) return false;
  if (row.hosts && !row.hosts.some((host) => isBelow(sighting.url ? hostOf(sighting.url) : null, host)))
    return false;
  return !row.words || row.words.some((word) => words.includes(word));
}

function isBelow(host: string | null, wanted: string): boolean {
  return host !== null && (host === wanted || host.endsWith(`.${wanted}`));
}

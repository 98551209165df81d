import type { LogReading } from '../log/log-reading.ts';
import { stepAt } from '../log/log-reading.ts';
import type { Sighting } from './client-reader.ts';
import { isSuccess } from './merge-sightings.ts';

/** What a place in the log is measured against. */
interface Ending {
  readonly reading: LogReading;
  /** 0-based index of the line at which the job gave up, or the last line. */
  readonly index: number;
  /** 0-based index of the last line in which a test run reports failed tests, or -1. */
  readonly testVerdict: number;
}

const weights = { fatal: 6, plain: 3, 'server-log': 1, warning: 0 } as const;

/** A request that its client did not call its end counts only this near the failing end. */
const nearEnd = 80;

/**
 * The requests that may have ended the job, most likely first.
 *
 * Dropped: what succeeded later, what another step survived, what a test run asked for itself. Ties: the later line.
 */
export function rankSightings(sightings: readonly Sighting[], ending: Ending): Sighting[] {
  const latest = new Map<string, Sighting>();
  for (const sighting of sightings) {
    if (isSuccess(sighting) || succeededLater(sighting, sightings) || !mayHaveEnded(sighting, ending))
      continue;
    const key = `${sighting.method} ${sighting.url} ${sighting.status} ${sighting.client} ${sighting.stage}`;
    latest.set(key, sighting);
  }
  return [...latest.values()].sort((a, b) => score(b, ending) - score(a, ending) || b.line - a.line);
}

function succeededLater(failed: Sighting, sightings: readonly Sighting[]): boolean {
  if (!failed.url) return false;
  return sightings.some(
    (later) =>
      later.line > failed.line &&
      isSuccess(later) &&
      later.url === failed.url &&
      (later.method === failed.method || later.method === null || failed.method === null),
  );
}

function mayHaveEnded(sighting: Sighting, ending: Ending): boolean {
  const { reading } = ending;
  const step = stepAt(reading, sighting.line + 1);
  if (reading.failedStep && step && step !== reading.failedStep && !step.failed) return false;
  if (sighting.byProgram && ending.testVerdict > sighting.line) return false;
  if (sighting.weight === 'fatal') return true;
  return Math.abs(ending.index - sighting.line) <= nearEnd;
}

function score(sighting: Sighting, ending: Ending): number {
  const distance = Math.abs(ending.index - sighting.line);
  const inFailedStep =
    ending.reading.failedStep !== null && holds(ending.reading.failedStep, sighting.line + 1);
  return (
    weights[sighting.weight] +
    (inFailedStep ? 4 : 0) +
    4 * Math.max(0, 1 - distance / 200) +
    (sighting.url ? 1 : 0) +
    (sighting.status ? 1 : 0)
  );
}

function holds(step: { readonly from: number; readonly to: number }, line: number): boolean {
  return step.from <= line && line <= step.to;
}

import { lineAt } from '../log/log-line.ts';
import type { LogReading } from '../log/log-reading.ts';
import { stepAt } from '../log/log-reading.ts';
import type { RedactedLog } from '../log/redacted-log.ts';
import type { Sighting } from './client-reader.ts';
import { decideStage } from './decide-stage.ts';
import type { FailedRequest } from './failed-request.ts';
import { findCredential } from './find-credential.ts';
import { mergeSightings } from './merge-sightings.ts';
import { rankSightings } from './rank-sightings.ts';
import { readSighting } from './read-sighting.ts';
import { createRequestLines, type RequestLines } from './request-lines.ts';

/** More than this is an access log; its end is what matters. */
const maxSightings = 2000;
/** As many as a person would look at. */
const maxRequests = 10;

/**
 * The requests that the log shows as rejected, the one that most likely ended the job first.
 *
 * Ties: nearer to the failing end, then the later line; the same log always gives the same answer.
 * Empty for a log that passed, and for one that shows no rejected request. Never throws.
 * Cost: one pass over the lines; a line without a client's trigger words costs one search.
 */
export function findFailedRequests(log: RedactedLog, reading: LogReading): readonly FailedRequest[] {
  if (reading.outcome === 'passed') return [];
  const lines = createRequestLines(log, reading);
  const { sightings, testVerdict } = readAll(log, lines);
  const index = (reading.failedLine ?? reading.failedStep?.to ?? lines.count) - 1;
  const ranked = rankSightings(mergeSightings(sightings), { reading, index, testVerdict });
  return ranked.slice(0, maxRequests).map((sighting) => toFailedRequest(sighting, { log, reading, lines }));
}

// Tests: 2 failed, 40 passed, 42 total
// ===== 1 failed, 20 passed in 3.21s =====
// --- FAIL: TestLogin (0.00s)
export const failedTests =
  /^(?:Tests:\s+\d+ failed|=+ .{0,40}\d+ (?:failed|error)|\s{0,8}--- FAIL: |\s{0,4}\d+ failing$|FAILED \S+::|Failed tests:|test result: FAILED|\s{0,4}[1-9]\d* failed$|Tests run: .{0,40}Failures: [1-9]|\[ERROR\] Tests run: |\d+ examples, [1-9]\d* failure|FAILED \((?:failures|errors)=| ?Test Files\s+\d+ failed)/;

function readAll(log: RedactedLog, lines: RequestLines): { sightings: Sighting[]; testVerdict: number } {
  let sightings: Sighting[] = [];
  let testVerdict = -1;
  for (const { number } of log.lines) {
    const index = number - 1;
    const kind = lines.kind(index);
    if (failedTests.test(lines.text(index))) testVerdict = index;
    if (kind === 'echo' || kind === 'passing' || kind === 'assertion') continue;
    const sighting = readSighting(lines, index);
    if (sighting) sightings.push(sighting);
    if (sightings.length > maxSightings * 2) sightings = sightings.slice(-maxSightings);
  }
  return { sightings, testVerdict };
}

interface Surroundings {
  readonly log: RedactedLog;
  readonly reading: LogReading;
  readonly lines: RequestLines;
}

function toFailedRequest(sighting: Sighting, { log, reading, lines }: Surroundings): FailedRequest {
  const { name: credential, empty } = findCredential(sighting, { facts: log.facts, reading, lines });
  const { stage, reason } = decideStage({
    sighting: { ...sighting, credential },
    credentialIsEmpty: empty,
    words: wordsAround(lines, sighting),
    facts: log.facts,
    time: timeOf(log, sighting.line),
  });
  return {
    method: sighting.method,
    url: sighting.url,
    status: sighting.status,
    service: sighting.service,
    client: sighting.client,
    credential,
    stage,
    reason,
    step: stepAt(reading, sighting.line + 1)?.name ?? null,
    line: sighting.line + 1,
  };
}

/** The answer's own words stand around its line: headers above or below, a body below. */
function wordsAround(lines: RequestLines, sighting: Sighting): string {
  const words: string[] = [];
  const last = Math.min(lines.count - 1, Math.max(sighting.to, sighting.line + 15));
  for (let index = Math.max(0, sighting.from - 4); index <= last; index += 1) words.push(lines.text(index));
  return words.join('\n').toLowerCase();
}

/** Seconds since 1970 at which the CI service wrote the line, or null when it wrote no time. */
function timeOf(log: RedactedLog, index: number): number | null {
  const line = lineAt(log.lines, index + 1);
  // 2026-03-01T10:00:00.1234567Z
  const stamp = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.exec(
    line ? line.text.slice(0, Math.max(line.start, 40)) : '',
  );
  const time = stamp ? Date.parse(`${stamp[0]}Z`) : Number.NaN;
  return Number.isNaN(time) ? null : time / 1000;
}

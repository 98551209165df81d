import type { FailedRequest } from '../failed-request/failed-request.ts';
import { findFailedRequests } from '../failed-request/find-failed-requests.ts';
import { fingerprintOf } from '../fingerprint/fingerprint-of.ts';
import { lineAt, messageOf } from '../log/log-line.ts';
import type { LogReading } from '../log/log-reading.ts';
import { readLog } from '../log/read-log.ts';
import type { RedactedLog } from '../log/redacted-log.ts';
import type { CompiledCatalog } from '../match/compile-catalog.ts';
import { type Match, matchLog } from '../match/match-log.ts';
import { findSilentFailures } from '../silent/find-silent-failures.ts';
import type { Analysis, Diagnosis, ExcerptLine, Measured, Tier, Verdict } from './analysis.ts';
import { standsBeside } from './culprit-request.ts';
import { doubtCut } from './doubt-cut.ts';
import { findRunnerUp } from './find-runner-up.ts';
import { MEASURED_PRECISION } from './measured-precision.ts';
import { nameFailure } from './name-failure.ts';
import { complains, pickExcerpt } from './pick-excerpt.ts';

/** Below this the best match is no diagnosis: the verdict is `unknown`, with the excerpt. */
export const DIAGNOSIS_THRESHOLD = 0.45;

/** More findings than this help nobody. */
const MOST_FINDINGS = 10;

/**
 * Everything we say about a log. Deterministic: the same catalog and log give the same answer.
 * Never throws. Cost: a few passes over the log.
 */
export function analyseLog(catalog: CompiledCatalog, log: RedactedLog): Analysis {
  const reading = readLog(log);
  const requests = findFailedRequests(log, reading);
  const { matches: ranked, considered } = matchLog(catalog, { log, reading, requests });
  const matches = doubtCut(ranked, { log, reading, considered, catalog: catalog.catalog });
  const verdict = decideVerdict(log, reading, matches);
  const best = verdict === 'diagnosed' ? matches[0] : undefined;
  const ordered = best ? culpritFirst(requests, best) : requests;
  const excerpt = verdict === 'clean' ? [] : pickExcerpt(log, reading);
  const findings = verdict === 'clean' ? [] : matches.slice(0, MOST_FINDINGS).map(({ finding }) => finding);
  return {
    schema: 'faultline.analysis/v1',
    verdict,
    diagnosis: best ? diagnose(best, ordered[0] ?? null) : null,
    findings,
    considered,
    runnerUp: findRunnerUp({ findings, considered }, catalog.catalog),
    failedRequests: verdict === 'clean' ? [] : ordered,
    silent: reading.outcome === 'open' && verdict !== 'clean' ? [] : findSilentFailures(log, reading),
    excerpt,
    log: {
      lines: log.count,
      bytes: log.bytes,
      ci: reading.ci,
      failedJob: reading.failedJob,
      failedStep: reading.failedStep?.name ?? null,
      exitCode: reading.exitCode,
      truncated: log.truncated,
    },
    fingerprint: verdict === 'clean' ? null : recognize(log, { best, excerpt, request: ordered[0] ?? null }),
    redactions: countRedactions(log),
  };
}

/** A job that passed is clean, whatever words stand in its log. */
function decideVerdict(log: RedactedLog, reading: LogReading, matches: readonly Match[]): Verdict {
  if (reading.outcome === 'passed') return 'clean';
  if ((matches[0]?.finding.confidence ?? 0) >= DIAGNOSIS_THRESHOLD) return 'diagnosed';
  return reading.outcome === 'failed' || complains(log, reading) ? 'unknown' : 'clean';
}

/** The request whose line the diagnosis itself shows, or the nearest to it, comes first. */
function culpritFirst(requests: readonly FailedRequest[], { finding }: Match): readonly FailedRequest[] {
  if (finding.category !== 'auth') return requests;
  const near = requests.find((request) => standsBeside(finding, request));
  return near ? [near, ...requests.filter((request) => request !== near)] : requests;
}

interface Seen {
  readonly best: Match | undefined;
  readonly excerpt: readonly ExcerptLine[];
  readonly request: FailedRequest | null;
}

/** The failure's key. A request counts where the failure is about one: elsewhere it stands in the log by chance. */
function recognize(log: RedactedLog, { best, excerpt, request }: Seen): string | null {
  const lines = best ? best.finding.evidence : excerpt;
  const category = best?.finding.category;
  return fingerprintOf({
    id: best?.finding.id ?? null,
    evidence: lines.map(({ line }) => lineAt(log.lines, line)).map((line) => (line ? messageOf(line) : '')),
    request: category === 'auth' || category === 'network' ? request : null,
    captures: best?.captures ?? {},
  });
}

function diagnose({ entry, finding, captures }: Match, request: FailedRequest | null): Diagnosis {
  const { title, summary } = nameFailure(entry.playbook, request, captures);
  const tier = tierOf(finding.confidence);
  return {
    id: finding.id,
    title,
    category: finding.category,
    severity: finding.severity,
    confidence: finding.confidence,
    tier,
    measured: measuredFor(tier),
    summary,
    captures,
  };
}

/** What the tier was worth on labelled logs; null as long as nobody measured it. */
function measuredFor(tier: Tier): Measured | null {
  const { right, of } = MEASURED_PRECISION[tier];
  return of === 0 ? null : { right, of, from: 'corpus' };
}

export function tierOf(confidence: number): Tier {
  if (confidence >= 0.85) return 'certain';
  return confidence >= 0.65 ? 'likely' : 'possible';
}

function countRedactions(log: RedactedLog): Analysis['redactions'] {
  const kinds: Record<string, number> = {};
  for (const { kind } of log.facts) kinds[kind] = (kinds[kind] ?? 0) + 1;
  return { total: log.facts.length, kinds };
}

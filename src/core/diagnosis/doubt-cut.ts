import { messageOf } from '../log/log-line.ts';
import type { LogReading } from '../log/log-reading.ts';
import type { RedactedLog } from '../log/redacted-log.ts';
import type { ConsideredPlaybook } from '../match/considered.ts';
import type { Finding } from '../match/finding.ts';
import type { Match } from '../match/match-log.ts';
import type { Catalog } from '../playbook/catalog.ts';

/** What is known when a cut log's diagnosis is weighed. */
export interface CutLog {
  readonly log: RedactedLog;
  readonly reading: LogReading;
  readonly considered: readonly ConsideredPlaybook[];
  readonly catalog: Catalog;
}

/** What stands this near to a cut may be the rest of a block whose telling line is gone. */
const NEAR_THE_CUT = 8;
/** What stands this near to it may itself be half a message, whatever it says. */
const AT_THE_CUT = 1;

/** What is left of a finding's confidence: below any threshold. */
const DOUBTED = 0.4;

/**
 * The ranking of a log, with the first of it doubted when part of the log is missing and what is missing may name
 * a narrower cause. A whole log has no cut, and is left alone.
 */
export function doubtCut(ranked: readonly Match[], cut: CutLog): readonly Match[] {
  const [first, ...others] = ranked;
  if (!first || !cut.log.truncated) return ranked;
  const missing = narrowerBehindCut(first, cut);
  if (missing === null) return ranked;
  const finding = {
    ...first.finding,
    confidence: Math.min(first.finding.confidence, DOUBTED),
    because: [...first.finding.because, `the log is cut: ${missing} would stand in what is missing`],
  };
  return [{ ...first, finding }, ...others];
}

/**
 * The narrower playbook that a missing part may hide, in words, or null: one that would replace the first has words in
 * the log and lacks a gate, or the proof stands at the cut, where the narrower one's would.
 */
function narrowerBehindCut(
  { entry, finding }: Match,
  { log, reading, considered, catalog }: CutLog,
): string | null {
  const { id } = entry.playbook;
  const narrower = catalog.playbooks
    .filter(({ playbook }) => playbook.kind === id || playbook.replaces.includes(id))
    .map(({ playbook }) => playbook.id);
  const waiting = considered.find((one) => one.outcome === 'gate-missing' && narrower.includes(one.id));
  if (waiting) return `the proof of ${waiting.id}`;
  const block = blockOf(finding);
  const reach = narrower.length > 0 ? NEAR_THE_CUT : AT_THE_CUT;
  const cuts = cutsOf(log, reading);
  const near = block.some((line) => cuts.some((cut) => Math.abs(cut - line) <= reach));
  return near ? 'a narrower cause' : null;
}

/** The line of the best proof, and those of further proof directly above it: one message in several lines. */
function blockOf({ evidence }: Finding): readonly number[] {
  const lines = evidence.map(({ line }) => line);
  const block = lines.slice(0, 1);
  for (let line = (lines[0] ?? 0) - 1; lines.includes(line); line--) block.push(line);
  return block;
}

// [... 1048576 bytes cut ...]
const CUT_MARK = /^\[\.\.\. \d{1,15} bytes cut \.\.\.\]$/;

/** Lines at which something is missing: at a mark, else before the first and, if the end was not seen, after the last. */
function cutsOf(log: RedactedLog, { outcome }: LogReading): readonly number[] {
  const marks = log.lines.filter((line) => CUT_MARK.test(messageOf(line))).map(({ number }) => number);
  if (marks.length > 0) return marks;
  return outcome === 'open' ? [1, log.count] : [1];
}

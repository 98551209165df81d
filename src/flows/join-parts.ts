import type { RedactedLog } from '../core/log/redacted-log.ts';
import type { ChatMessage } from '../core/submission/chat-message.ts';
import { looksLikeLog, readForm } from '../core/submission/looks-like-log.ts';
import { isAsked, readSubmission } from '../core/submission/read-submission.ts';
import type { ChatFlowsContext } from './chat-flows-context.ts';
import { type GatheredLog, gatherFiles, type PickedLog, pickLog } from './gather-logs.ts';
import type { HandedLog } from './handed-log.ts';
import type { CardPlace } from './ports.ts';
import type { SubmissionRecord } from './submission-records.ts';

/** The earlier parts of a log that came in several messages. */
export interface JoinedParts {
  /** The card that shows them already, or null. */
  readonly card: string | null;
  readonly records: readonly SubmissionRecord[];
  /** Where the first part stands. */
  readonly place: CardPlace;
  readonly whole: PickedLog;
}

/**
 * What the same person handed in just before, at the same place, when it belongs to the same log; null when this
 * log stands alone.
 */
export async function joinedParts(
  context: ChatFlowsContext,
  record: SubmissionRecord,
  handed: HandedLog,
): Promise<JoinedParts | null> {
  const { joinWithinMs } = context.manners;
  const { workspace, channel, author, at } = record;
  if (joinWithinMs === 0 || author === null || handed.message.askedBy !== null || record.files.length > 0)
    return null;
  const recent = await context.store.recentSubmissions({
    workspace,
    channel,
    author,
    since: at - joinWithinMs,
  });
  const isReply = handed.message.thread !== null && handed.message.thread !== handed.message.id;
  const records = recent.filter(
    (part) =>
      Number(part.message) < Number(record.message) &&
      part.files.length === 0 &&
      (isReply ? part.thread === record.thread : part.thread === part.message || isPartOfCard(part, recent)),
  );
  const [first] = records;
  if (first === undefined || (await isAnotherLog(context, records, handed))) return null;
  const place = { workspace, channel, thread: first.thread };
  const logs = await readAgain(context, [...records, record], handed.message);
  const text = logs.map((log) => log.text).join('\n');
  const whole = pickLog(context, [{ text, name: null, url: null, truncated: false }]);
  if (whole === null) return null;
  return { card: records.findLast((part) => part.card !== null)?.card ?? null, records, place, whole };
}

/** A later part's row names the thread of the first. */
function isPartOfCard(part: SubmissionRecord, all: readonly SubmissionRecord[]): boolean {
  return part.card !== null && all.some((other) => other.card === part.card && other.message === part.thread);
}

/** It names a failure of another kind, or says what the first log says: a second run of the same. */
async function isAnotherLog(
  { store }: ChatFlowsContext,
  records: readonly SubmissionRecord[],
  { diagnosis }: HandedLog,
): Promise<boolean> {
  const last = records.findLast(({ card }) => card !== null);
  const stored = last?.card ? await store.findCard({ ...last, message: last.card }) : null;
  const subject = stored?.subject;
  if (!subject) return false;
  const [first, own] = [subject.analysis.diagnosis, diagnosis.analysis.diagnosis];
  if (first && own && first.category !== own.category) return true;
  return overlap(subject.log, diagnosis.log) >= MOST_OVERLAP;
}

/** The end of a log repeats little of its beginning. */
const MOST_OVERLAP = 0.5;

/** How many of a log's lines stand in an earlier text: 0 to 1. */
function overlap(earlier: string, { lines }: RedactedLog): number {
  const known = new Set(earlier.split('\n').map((line) => line.trim()));
  const own = new Set(lines.map(({ text }) => text.trim()).filter((text) => text !== ''));
  const again = [...own].filter((line) => known.has(line)).length;
  return own.size === 0 ? 0 : again / own.size;
}

/** The logs behind records, read from the chat tool as they stand now; `known` need not be asked for. */
export async function readAgain(
  context: ChatFlowsContext,
  records: readonly SubmissionRecord[],
  known: ChatMessage | null,
): Promise<readonly (GatheredLog & { readonly record: SubmissionRecord })[]> {
  const logs: (GatheredLog & { readonly record: SubmissionRecord })[] = [];
  for (const record of records) {
    const message = record.message === known?.id ? known : await context.reader.fetchMessage(record);
    if (message === null) continue;
    for (const log of await logsOf(context, message)) logs.push({ ...log, record });
  }
  return logs;
}

async function logsOf(context: ChatFlowsContext, message: ChatMessage): Promise<readonly GatheredLog[]> {
  const submission = readSubmission(message, await context.ci.hostsFor(message.workspace));
  if (submission.kind === 'log') {
    const isOne = submission.sure || isAsked(message);
    return isOne ? [{ text: submission.text, name: null, url: null, truncated: false }] : [];
  }
  return submission.kind === 'files'
    ? (await gatherFiles(context, { files: submission.files, workspace: message.workspace })).logs
    : [];
}

/** True when a file's text has a log's form. */
export function isLogAlone({ lines }: RedactedLog): boolean {
  return looksLikeLog(readForm(lines.map(({ text }) => text).join('\n')));
}

import type { CardSource } from '../core/card/diagnosis-card-input.ts';
import type { Verdict } from '../core/diagnosis/analysis.ts';
import type { ChatMessage } from '../core/submission/chat-message.ts';
import type { ChatFlowsContext } from './chat-flows-context.ts';
import type { UnpackedLog } from './chat-reader.ts';
import { diagnoseLog, type LogDiagnosis } from './diagnose-log.ts';

/** A text that may be a log, and where it came from. */
export interface GatheredLog {
  readonly text: string;
  /** Name of the file, or null for words. */
  readonly name: string | null;
  readonly url: string | null;
  readonly truncated: boolean;
}

export interface GatheredLogs {
  readonly logs: readonly GatheredLog[];
  /** For people: what was not read, and why. */
  readonly notes: readonly string[];
  /** True when a permission is missing. */
  readonly forbidden: boolean;
}

/** Of one message; somebody who drops more is told. */
const MOST_FILES = 10;
const MEGABYTE = 1_000_000;

/** Fetches and unpacks the files of a message, one after the other: memory holds one at a time. */
export async function gatherFiles(
  { reader, unpack }: Pick<ChatFlowsContext, 'reader' | 'unpack'>,
  { files, workspace }: Pick<ChatMessage, 'files' | 'workspace'>,
): Promise<GatheredLogs> {
  const logs: GatheredLog[] = [];
  const notes: string[] = [];
  let forbidden = false;
  for (const file of files.slice(0, MOST_FILES)) {
    const outcome = await reader.fetchFile(file, workspace);
    const name = outcome.name || file.name || 'the file';
    if (outcome.kind !== 'file') {
      forbidden ||= outcome.kind === 'forbidden';
      notes.push(`${name} was not read: ${PROBLEMS[outcome.kind]}`);
      continue;
    }
    const unpacked = await unpack(outcome.bytes);
    if (outcome.truncated) notes.push(describeCut(name, outcome.totalBytes, unpacked.kind));
    if (unpacked.kind === 'unreadable') notes.push(`${name} was not read: ${UNREADABLE[unpacked.reason]}`);
    else logs.push(...namedLogs(unpacked, { name, url: file.page ?? '', truncated: outcome.truncated }));
    if (unpacked.kind === 'logs' && unpacked.left.length > 0) notes.push(describeLeft(name, unpacked.left));
  }
  const over = files.length - MOST_FILES;
  if (over > 0) notes.push(`${over} more files were not read: ${MOST_FILES} at once is the most`);
  return { logs, notes, forbidden };
}

const PROBLEMS = {
  gone: 'it is gone, or not shared with me',
  forbidden: 'I lack the permission `files:read` here; an admin can install me again',
  unreachable: 'it could not be fetched',
} as const;

const UNREADABLE = {
  damaged: 'the archive is damaged',
  encrypted: 'the archive is encrypted',
  'too-large': 'it is larger than I unpack',
  'no-log': 'it holds no text',
} as const;

function describeCut(name: string, totalBytes: number, kind: UnpackedLog['kind']): string {
  const size = `${Math.max(1, Math.round(totalBytes / MEGABYTE))} MB`;
  return kind === 'logs' ? `${name} has ${size}: its head and tail were read` : `${name} has ${size}`;
}

function describeLeft(name: string, left: readonly string[]): string {
  const shown = left.slice(0, 3).join(', ');
  return `not read of ${name}: ${shown}${left.length > 3 ? ` and ${left.length - 3} more` : ''}`;
}

function namedLogs(
  { logs }: Extract<UnpackedLog, { kind: 'logs' }>,
  file: { name: string; url: string; truncated: boolean },
): readonly GatheredLog[] {
  return logs.map(({ name, text, truncated }) => ({
    text,
    name: name === null ? file.name : `${file.name}: ${name}`,
    url: file.url === '' ? null : file.url,
    truncated: truncated || file.truncated,
  }));
}

/** The diagnosis that says most, and the log it is about. */
export interface PickedLog {
  readonly diagnosis: LogDiagnosis;
  readonly source: CardSource | null;
}

const WORTH: Readonly<Record<Verdict, number>> = { diagnosed: 2, unknown: 1, clean: 0 };

/** Diagnoses every log: diagnosed before unknown before clean, then the surer one, then the first. */
export function pickLog(
  { catalog }: Pick<ChatFlowsContext, 'catalog'>,
  logs: readonly GatheredLog[],
): PickedLog | null {
  let best: PickedLog | null = null;
  for (const { text, name, url, truncated } of logs) {
    const diagnosis = diagnoseLog(catalog, text, { truncated });
    const source = name === null ? null : { job: null, step: null, url, name };
    if (best === null || worthOf(diagnosis) > worthOf(best.diagnosis)) best = { diagnosis, source };
  }
  return best;
}

function worthOf({ analysis }: LogDiagnosis): number {
  return WORTH[analysis.verdict] + (analysis.diagnosis?.confidence ?? 0);
}

import { createGunzip } from 'node:zlib';
import { AuthorError } from '../../core/errors.ts';
import { decodeLog } from '../../core/log/decode-log.ts';
import { keepEnds } from '../../core/log/keep-ends.ts';
import type { UnpackedLog } from '../../flows/chat-reader.ts';
import { isZip, readZip } from './read-zip.ts';

export interface UnpackLimits {
  /** Of one log; a longer one loses its middle. */
  readonly keptBytes: number;
  /** Of all logs of an archive, unpacked; of a gzip file, before we stop reading it. */
  readonly maxBytes: number;
  /** Logs read from an archive; the others are named. */
  readonly maxFiles: number;
}

/** What strangers may have us unpack: a log of hours fits, a bomb does no harm. */
export const CHAT_LIMITS: UnpackLimits = { keptBytes: 16_000_000, maxBytes: 128_000_000, maxFiles: 100 };
/** Entries of an archive before it is no CI service's any more. */
const MAX_ENTRIES = 10_000;

/** The logs in a file that somebody handed over. A gzip file that breaks off gives what came before. */
export async function unpackLog(bytes: Uint8Array, limits = CHAT_LIMITS): Promise<UnpackedLog> {
  if (isZip(bytes)) return unpackZip(bytes, limits);
  const plain = isGzip(bytes) ? await gunzipEnds(bytes, limits) : endsOf(bytes, limits);
  if (plain === null) return { kind: 'unreadable', reason: 'damaged' };
  if (isBinary(plain.bytes)) return { kind: 'unreadable', reason: 'no-log' };
  const { truncated } = plain;
  return { kind: 'logs', logs: [{ name: null, text: decodeLog(plain.bytes), truncated }], left: [] };
}

interface Ends {
  readonly bytes: Uint8Array;
  readonly truncated: boolean;
}

function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

function endsOf(bytes: Uint8Array, { keptBytes }: UnpackLimits): Ends {
  const keeper = keepEnds(keptBytes);
  keeper.add(bytes);
  return keeper.finish();
}

/** Null when not even a beginning can be read. */
async function gunzipEnds(bytes: Uint8Array, limits: UnpackLimits): Promise<Ends | null> {
  const keeper = keepEnds(limits.keptBytes);
  const stream = createGunzip();
  stream.end(bytes);
  try {
    for await (const chunk of stream) {
      keeper.add(chunk as Uint8Array);
      if (keeper.seen > limits.maxBytes) return { bytes: keeper.finish().bytes, truncated: true };
    }
    return keeper.finish();
  } catch {
    return keeper.seen === 0 ? null : { bytes: keeper.finish().bytes, truncated: true };
  }
}

async function unpackZip(bytes: Uint8Array, limits: UnpackLimits): Promise<UnpackedLog> {
  const left: string[] = [];
  const budget = { bytes: limits.maxBytes, files: limits.maxFiles };
  const wants = (name: string, size: number): boolean => {
    if (!isLogName(name)) return false;
    if (size > budget.bytes || budget.files === 0) {
      left.push(name);
      return false;
    }
    budget.bytes -= size;
    budget.files -= 1;
    return true;
  };
  try {
    const files = readZip(bytes, 'archive', { maxBytes: limits.maxBytes, maxFiles: MAX_ENTRIES, wants });
    const logs = [];
    for (const [name, packed] of [...files].sort(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }))) {
      const log = isGzip(packed) ? await gunzipEnds(packed, limits) : endsOf(packed, limits);
      if (log === null || isBinary(log.bytes)) left.push(name);
      else logs.push({ name, text: decodeLog(log.bytes), truncated: log.truncated });
    }
    if (logs.length > 0) return { kind: 'logs', logs, left };
    return { kind: 'unreadable', reason: left.length > 0 ? 'too-large' : 'no-log' };
  } catch (error) {
    if (!(error instanceof AuthorError)) throw error;
    return { kind: 'unreadable', reason: error.message.includes('encrypted') ? 'encrypted' : 'damaged' };
  }
}

function isLogName(name: string): boolean {
  if (name.startsWith('__MACOSX/')) return false;
  // "0_build.txt", "job.log.gz", "events.jsonl", "output/stdout"
  return /\.(?:txt|log|out|err|json|jsonl|ndjson|xml)(?:\.gz)?$|(?:^|\/)[^/.]+$/i.test(name);
}

/** A zero byte in the beginning says that no program printed this for people; UTF-16 begins with its mark. */
function isBinary(bytes: Uint8Array): boolean {
  const [first, second] = bytes;
  const isWide = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  return !isWide && bytes.subarray(0, 1024).includes(0);
}

import { createReadStream } from 'node:fs';
import { AuthorError } from '../../core/errors.ts';
import { decodeLog } from '../../core/log/decode-log.ts';
import { collectBytes, gunzipPieces, peekPieces, unreadable } from './read-bytes.ts';
import { isZip, readZip } from './read-zip.ts';

/** A log as somebody handed it over: one file, or several in a CI service's archive. */
export interface LogInput {
  /** Path as given, or `stdin`. */
  readonly source: string;
  /** At least one; in name order. */
  readonly files: readonly LogFile[];
}

export interface LogFile {
  /** Name inside the archive, or null when there was none. */
  readonly name: string | null;
  /** Its bytes, unpacked, as they come; to be read once. AuthorError on the way when they are damaged. */
  readonly pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>;
}

/** The largest archive we unpack, and the longest log we take as one text. GitHub's largest logs are some 100 MB. */
const MAX_WHOLE_BYTES = 256_000_000;
const MAX_ARCHIVE_FILES = 10_000;
/** The smallest archive there is; gzip is told by less. */
const SIGNATURE_BYTES = 22;
/** Pieces of this size cost little each and hold little memory. */
const PIECE_BYTES = 2 ** 17;

/**
 * A log from disk: plain or gzip of any size, or a CI service's zip archive (told by the first bytes).
 *
 * AuthorError when it can't be read, is damaged, or is an archive larger than 256 MB, packed or unpacked.
 */
export async function readLogFile(path: string, maxBytes = MAX_WHOLE_BYTES): Promise<LogInput> {
  try {
    return await readLogStream(createReadStream(path, { highWaterMark: PIECE_BYTES }), path, maxBytes);
  } catch (error) {
    throw error instanceof AuthorError ? error : unreadable(path, error);
  }
}

/** The same from a stream such as stdin. */
export async function readLogStream(
  stream: AsyncIterable<Uint8Array | string>,
  source: string,
  maxBytes = MAX_WHOLE_BYTES,
): Promise<LogInput> {
  const { begin, pieces } = await peekPieces(stream, SIGNATURE_BYTES);
  if (isZip(begin)) return unpackArchive(await collectBytes(pieces, source, maxBytes), source, maxBytes);
  const isGzip = begin[0] === 0x1f && begin[1] === 0x8b;
  return { source, files: [{ name: null, pieces: isGzip ? gunzipPieces(pieces, source) : pieces }] };
}

/** A log file as one text. AuthorError when it is larger than `maxBytes`. */
export async function readLogText(
  { pieces }: LogFile,
  source: string,
  maxBytes = MAX_WHOLE_BYTES,
): Promise<string> {
  return decodeLog(await collectBytes(pieces, source, maxBytes));
}

function unpackArchive(bytes: Uint8Array, source: string, maxBytes: number): LogInput {
  const unpacked = readZip(bytes, source, { maxBytes, maxFiles: MAX_ARCHIVE_FILES, wants: isLogName });
  const names = withoutStepCopies([...unpacked.keys()]).sort(byNumberThenName);
  const files = names.map((name) => ({ name, pieces: [unpacked.get(name) ?? new Uint8Array()] }));
  if (files.length > 0) return { source, files };
  const message = 'the zip archive holds no log';
  throw new AuthorError([{ code: 'archive', where: source, message, hint: 'logs end in .txt or .log' }]);
}

function isLogName(name: string): boolean {
  // "0_build.txt", "build/3_Run tests.txt", "job.log"
  return /\.(?:txt|log)$/i.test(name) && !name.startsWith('__MACOSX/');
}

/**
 * GitHub's archive holds each job twice: whole (`0_build.txt`) and once more a step (`build/3_Run tests.txt`).
 * The steps are read only when their job has no whole log.
 */
function withoutStepCopies(names: readonly string[]): string[] {
  // "0_build.txt" is the whole log of "build"
  const jobs = new Set(names.flatMap((name) => /^(?:\d{1,6}_)?([^/]+)\.(?:txt|log)$/i.exec(name)?.[1] ?? []));
  return names.filter((name) => !name.includes('/') || !jobs.has(name.slice(0, name.indexOf('/'))));
}

function byNumberThenName(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}

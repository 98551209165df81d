import { AuthorError } from '../../core/errors.ts';
import { decodeLog } from '../../core/log/decode-log.ts';
import { gunzipIfPacked, readFileBytes, readStreamBytes } from './read-bytes.ts';
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
  readonly text: string;
}

/** The longest log we take. GitHub's largest are some 100 MB; a string holds 500. */
const MAX_LOG_BYTES = 256_000_000;
const MAX_ARCHIVE_FILES = 10_000;

/**
 * A log from disk: plain, gzip, or a CI service's zip archive (told by the first bytes).
 *
 * AuthorError when it can't be read, is damaged or is larger than 256 MB, packed or unpacked.
 */
export async function readLogFile(path: string, maxBytes = MAX_LOG_BYTES): Promise<LogInput> {
  return toLogInput(await readFileBytes(path, maxBytes), path, maxBytes);
}

/** The same from a stream such as stdin. */
export async function readLogStream(
  stream: AsyncIterable<Uint8Array | string>,
  source: string,
  maxBytes = MAX_LOG_BYTES,
): Promise<LogInput> {
  return toLogInput(await readStreamBytes(stream, source, maxBytes), source, maxBytes);
}

function toLogInput(bytes: Uint8Array, source: string, maxBytes: number): LogInput {
  if (!isZip(bytes)) {
    const text = decodeLog(gunzipIfPacked(bytes, source, maxBytes));
    return { source, files: [{ name: null, text }] };
  }
  const unpacked = readZip(bytes, source, { maxBytes, maxFiles: MAX_ARCHIVE_FILES, wants: isLogName });
  const names = withoutStepCopies([...unpacked.keys()]).sort(byNumberThenName);
  const files = names.map((name) => ({ name, text: decodeLog(unpacked.get(name) ?? new Uint8Array()) }));
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

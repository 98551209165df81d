import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { AuthorError } from '../../core/errors.ts';

type Pieces = Iterable<Uint8Array> | AsyncIterable<Uint8Array>;

/** The first bytes of a stream, and all of it (those included) as pieces. */
export async function peekPieces(
  stream: AsyncIterable<Uint8Array | string>,
  length: number,
): Promise<{ readonly begin: Uint8Array; readonly pieces: AsyncIterable<Uint8Array> }> {
  const source = bytesOf(stream)[Symbol.asyncIterator]();
  const first: Uint8Array[] = [];
  let bytes = 0;
  while (bytes < length) {
    const next = await source.next();
    if (next.done) break;
    first.push(next.value);
    bytes += next.value.length;
  }
  return { begin: Buffer.concat(first).subarray(0, length), pieces: chain(first, source) };
}

async function* bytesOf(stream: AsyncIterable<Uint8Array | string>): AsyncGenerator<Uint8Array> {
  for await (const piece of stream) yield typeof piece === 'string' ? Buffer.from(piece) : piece;
}

async function* chain(
  first: readonly Uint8Array[],
  rest: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  yield* first;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}

/** Bytes of a file; AuthorError when it can't be read or is larger than `maxBytes`. */
export async function readFileBytes(path: string, maxBytes: number): Promise<Uint8Array> {
  try {
    return await collectBytes(createReadStream(path), path, maxBytes);
  } catch (error) {
    throw error instanceof AuthorError ? error : unreadable(path, error);
  }
}

/** Everything at once; AuthorError as soon as it exceeds `maxBytes`. */
export async function collectBytes(pieces: Pieces, source: string, maxBytes: number): Promise<Uint8Array> {
  const collected: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of pieces) {
    bytes += piece.length;
    if (bytes > maxBytes) throw tooLarge(source, maxBytes);
    collected.push(piece);
  }
  return Buffer.concat(collected);
}

/** What gzip packed, as it is unpacked. AuthorError when it is damaged. */
export async function* gunzipPieces(pieces: Pieces, source: string): AsyncGenerator<Uint8Array> {
  const unpacked = pipeline(pieces, createGunzip({ chunkSize: 2 ** 18 }), () => undefined);
  try {
    for await (const piece of unpacked) yield piece as Uint8Array;
  } catch (error) {
    if (error instanceof AuthorError) throw error;
    const message = 'the gzip file is damaged';
    throw new AuthorError([{ code: 'archive', where: source, message, hint: null }]);
  }
}

/** What stood in the way of reading a path, in plain words. */
export function unreadable(path: string, error: unknown): AuthorError {
  const code = codeOf(error);
  const message = `cannot be read: ${REASONS.get(code) ?? (code || 'unknown reason')}`;
  return new AuthorError([{ code: 'unreadable', where: path, message, hint: null }]);
}

const REASONS = new Map([
  ['ENOENT', 'there is no such file or folder'],
  ['EISDIR', 'it is a folder'],
  ['ENOTDIR', 'it is no folder'],
  ['EACCES', 'permission denied'],
  ['EPERM', 'permission denied'],
]);

function tooLarge(source: string, maxBytes: number): AuthorError {
  const limit = `${Math.round(maxBytes / 1_000_000)} MB`;
  const hint = `hand over the end of it: tail -c ${maxBytes}`;
  return new AuthorError([{ code: 'too-large', where: source, message: `larger than ${limit}`, hint }]);
}

function codeOf(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : '';
  return typeof code === 'string' ? code : '';
}

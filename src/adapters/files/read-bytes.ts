import { createReadStream } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { AuthorError } from '../../core/errors.ts';

/** Bytes of a file; AuthorError when it can't be read or is larger than `maxBytes`. */
export async function readFileBytes(path: string, maxBytes: number): Promise<Uint8Array> {
  try {
    return await readStreamBytes(createReadStream(path), path, maxBytes);
  } catch (error) {
    throw error instanceof AuthorError ? error : unreadable(path, error);
  }
}

/** Everything a stream holds; AuthorError as soon as it exceeds `maxBytes`. */
export async function readStreamBytes(
  stream: AsyncIterable<Uint8Array | string>,
  source: string,
  maxBytes: number,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    const buffer = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    bytes += buffer.length;
    if (bytes > maxBytes) throw tooLarge(source, maxBytes);
    chunks.push(buffer);
  }
  return Buffer.concat(chunks);
}

/** Unpacked when they are gzip (told by their first bytes, not by a name), else as they are. */
export function gunzipIfPacked(bytes: Uint8Array, source: string, maxBytes: number): Uint8Array {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: maxBytes });
  } catch (error) {
    if (codeOf(error) === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(source, maxBytes);
    throw new AuthorError([
      { code: 'archive', where: source, message: 'the gzip file is damaged', hint: null },
    ]);
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

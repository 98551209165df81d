import { crc32, inflateRawSync } from 'node:zlib';
import { AuthorError } from '../../core/errors.ts';

/** A file inside an archive, still packed. */
interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly encrypted: boolean;
  readonly crc: number;
  readonly packedBytes: number;
  /** As the archive declares it; the truth is checked while unpacking. */
  readonly bytes: number;
  readonly headerAt: number;
}

export interface ZipLimits {
  /** For all unpacked files together. */
  readonly maxBytes: number;
  readonly maxFiles: number;
  /** Which files are unpacked; `bytes` is the size that the archive declares. */
  wants(name: string, bytes: number): boolean;
}

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_HEADER = 0x04034b50;
/** Fixed part and the longest possible comment. */
const MAX_END_BYTES = 22 + 65_535;
/** A value of 32 bits that means: look into the zip64 record. */
const ZIP64 = 0xffffffff;
const STORED = 0;
const DEFLATED = 8;

export function isZip(bytes: Uint8Array): boolean {
  return bytes.length >= 22 && [LOCAL_HEADER, END_OF_DIRECTORY].includes(viewOf(bytes).getUint32(0, true));
}

/**
 * The wanted files of a zip archive, in the archive's order.
 *
 * fflate would cut a file silently at its declared size; here a file larger than declared, a wrong checksum
 * and more than `maxBytes` in all are refused: AuthorError naming `source`.
 */
export function readZip(bytes: Uint8Array, source: string, limits: ZipLimits): Map<string, Uint8Array> {
  const refuse = (message: string, hint: string | null = null): never => {
    throw new AuthorError([{ code: 'archive', where: source, message, hint }]);
  };
  const entries = readDirectory(bytes, limits) ?? refuse('the zip archive is damaged');
  if (entries.length > limits.maxFiles) refuse(`the zip archive holds more than ${limits.maxFiles} files`);
  const wanted = entries.filter(
    (entry) => !entry.name.endsWith('/') && limits.wants(entry.name, entry.bytes),
  );
  const declared = wanted.reduce((sum, entry) => sum + entry.bytes, 0);
  if (declared > limits.maxBytes)
    refuse(`unpacked, the zip archive exceeds ${megabytes(limits.maxBytes)} MB`);
  const files = new Map<string, Uint8Array>();
  for (const entry of wanted) {
    if (entry.encrypted) refuse(`${entry.name} is encrypted`, 'unpack the archive yourself first');
    files.set(entry.name, unpack(bytes, entry) ?? refuse(`${entry.name} in the zip archive is damaged`));
  }
  return files;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** The archive's table of contents, or null when it can't be read. */
function readDirectory(bytes: Uint8Array, { maxFiles }: ZipLimits): ZipEntry[] | null {
  const view = viewOf(bytes);
  const end = findEnd(view);
  if (end === null) return null;
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  const entries: ZipEntry[] = [];
  for (let index = 0; index < count && entries.length <= maxFiles; index += 1) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== DIRECTORY_ENTRY) return null;
    const nameLength = view.getUint16(at + 28, true);
    const entry: ZipEntry = {
      name: new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength)),
      method: view.getUint16(at + 10, true),
      encrypted: (view.getUint16(at + 8, true) & 1) === 1,
      crc: view.getUint32(at + 16, true),
      packedBytes: view.getUint32(at + 20, true),
      bytes: view.getUint32(at + 24, true),
      headerAt: view.getUint32(at + 42, true),
    };
    if ([entry.packedBytes, entry.bytes, entry.headerAt].includes(ZIP64)) return null;
    entries.push(entry);
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}

function findEnd(view: DataView): number | null {
  const lowest = Math.max(0, view.byteLength - MAX_END_BYTES);
  for (let at = view.byteLength - 22; at >= lowest; at -= 1) {
    if (view.getUint32(at, true) === END_OF_DIRECTORY) return at;
  }
  return null;
}

/** The file's bytes, or null when they are not what the directory promises. */
function unpack(bytes: Uint8Array, entry: ZipEntry): Uint8Array | null {
  const view = viewOf(bytes);
  const { headerAt } = entry;
  if (headerAt + 30 > bytes.length || view.getUint32(headerAt, true) !== LOCAL_HEADER) return null;
  const from = headerAt + 30 + view.getUint16(headerAt + 26, true) + view.getUint16(headerAt + 28, true);
  const packed = bytes.subarray(from, from + entry.packedBytes);
  const unpacked = inflate(packed, entry);
  if (unpacked?.length !== entry.bytes || crc32(unpacked) !== entry.crc) return null;
  return unpacked;
}

function inflate(packed: Uint8Array, entry: ZipEntry): Uint8Array | null {
  if (entry.method === STORED) return packed;
  if (entry.method !== DEFLATED) return null;
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, entry.bytes) });
  } catch {
    // Larger than declared, or no deflate stream.
    return null;
  }
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 1_000_000);
}

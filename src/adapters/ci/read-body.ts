import type { IncomingMessage } from 'node:http';
import type { Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { keepEnds } from './keep-ends.ts';

export interface ReadBody {
  readonly bytes: Uint8Array;
  readonly truncated: boolean;
}

/** A log may be long; a stream that never ends, or a packed bomb, is left at this many bytes. */
const maxReadBytes = 512 * 1024 * 1024;

/** Reads and unpacks a body, keeping its two ends. Throws when the connection or the packing breaks. */
export async function readBody(response: IncomingMessage, maxBytes: number): Promise<ReadBody> {
  const keeper = keepEnds(maxBytes);
  const unpack = unpackerOf(response.headers['content-encoding']);
  if (unpack) response.on('error', (error) => unpack.destroy(error)).pipe(unpack);
  const stream: AsyncIterable<Uint8Array> = unpack ?? response;
  for await (const chunk of stream) {
    keeper.add(chunk);
    if (keeper.seen > maxReadBytes) break;
  }
  response.destroy();
  return keeper.finish();
}

function unpackerOf(encoding: string | undefined): Transform | null {
  switch (encoding?.trim().toLowerCase()) {
    case 'gzip':
    case 'x-gzip':
      return createGunzip();
    case 'deflate':
      return createInflate();
    case 'br':
      return createBrotliDecompress();
    default:
      return null;
  }
}

import type { IncomingMessage } from 'node:http';
import type { Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { type EndsKeeper, keepEnds } from '../../core/log/keep-ends.ts';
import { type LogDecoder, startOver } from './log-piece.ts';

export interface ReadBody {
  readonly bytes: Uint8Array;
  readonly truncated: boolean;
}

/** A log may be long; a stream that never ends, or a packed bomb, is left at this many bytes. */
const maxReadBytes = 512 * 1024 * 1024;

/** Reads, unpacks and decodes a body, keeping its two ends. Throws when the connection or the packing breaks. */
export async function readBody(
  response: IncomingMessage,
  maxBytes: number,
  decode: LogDecoder = asItIs,
): Promise<ReadBody> {
  let keeper: EndsKeeper = keepEnds(maxBytes);
  const unpack = unpackerOf(response.headers['content-encoding']);
  if (unpack) response.on('error', (error) => unpack.destroy(error)).pipe(unpack);
  const stream: AsyncIterable<Uint8Array> = unpack ?? response;
  for await (const piece of decode(atMost(stream))) {
    if (piece === startOver) keeper = keepEnds(maxBytes);
    else keeper.add(piece);
  }
  response.destroy();
  return keeper.finish();
}

async function* atMost(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let seen = 0;
  for await (const chunk of stream) {
    yield chunk;
    seen += chunk.length;
    if (seen > maxReadBytes) return;
  }
}

function asItIs(body: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  return body;
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

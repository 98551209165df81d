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
const mostReadBytes = 512 * 1024 * 1024;

export interface BodyBounds {
  /** Of what is kept. */
  readonly maxBytes: number;
  readonly maxReadBytes?: number;
}

/** Reads, unpacks and decodes a body, keeping its two ends. Throws when the connection or the packing breaks. */
export async function readBody(
  response: IncomingMessage,
  { maxBytes, maxReadBytes = mostReadBytes }: BodyBounds,
  decode: LogDecoder = asItIs,
): Promise<ReadBody> {
  let keeper: EndsKeeper = keepEnds(maxBytes);
  const unpack = unpackerOf(response.headers['content-encoding']);
  if (unpack) response.on('error', (error) => unpack.destroy(error)).pipe(unpack);
  const stream: AsyncIterable<Uint8Array> = unpack ?? response;
  let wasLeft = false;
  const leave = () => {
    wasLeft = true;
  };
  for await (const piece of decode(atMost(stream, maxReadBytes, leave))) {
    if (piece === startOver) keeper = keepEnds(maxBytes);
    else keeper.add(piece);
  }
  response.destroy();
  const { bytes, truncated } = keeper.finish();
  return { bytes, truncated: truncated || wasLeft };
}

async function* atMost(
  stream: AsyncIterable<Uint8Array>,
  maxBytes: number,
  leave: () => void,
): AsyncGenerator<Uint8Array> {
  let seen = 0;
  for await (const chunk of stream) {
    if (seen > maxBytes) {
      leave();
      return;
    }
    yield chunk;
    seen += chunk.length;
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

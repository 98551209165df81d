import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { startOver } from '../../../../src/adapters/ci/log-piece.ts';
import { readBody } from '../../../../src/adapters/ci/read-body.ts';

function answer(chunks: readonly string[]): IncomingMessage {
  const stream = Readable.from(chunks.map((chunk) => Buffer.from(chunk)));
  return Object.assign(stream, { headers: {} }) as unknown as IncomingMessage;
}

describe('readBody', () => {
  it('keeps what fits', async () => {
    const { bytes, truncated } = await readBody(answer(['abc', 'def']), { maxBytes: 6 });
    expect([Buffer.from(bytes).toString(), truncated]).toEqual(['abcdef', false]);
  });

  it('says of a body that it left before its end that it is cut, however little is kept of it', async () => {
    const decode = async function* (body: AsyncIterable<Uint8Array>) {
      for await (const chunk of body) {
        yield startOver;
        yield chunk;
      }
    };
    const bounds = { maxBytes: 100, maxReadBytes: 5 };
    const left = await readBody(answer(['abc', 'def', 'ghi']), bounds, decode);
    expect([Buffer.from(left.bytes).toString(), left.truncated]).toEqual(['def', true]);
    const whole = await readBody(answer(['abc', 'def']), bounds, decode);
    expect([Buffer.from(whole.bytes).toString(), whole.truncated]).toEqual(['def', false]);
  });
});

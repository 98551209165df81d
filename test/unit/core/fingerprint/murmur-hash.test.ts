import { describe, expect, it } from '@jest/globals';
import { murmurHash128 } from '../../../../src/core/fingerprint/murmur-hash.ts';

function bytesOf(hex: string): Uint8Array {
  const bytes = new Uint8Array(16);
  const view = new DataView(bytes.buffer);
  for (let lane = 0; lane < 4; lane++)
    view.setUint32(lane * 4, Number.parseInt(hex.slice(lane * 8, lane * 8 + 8), 16), true);
  return bytes;
}

describe('murmurHash128', () => {
  it('gives the verification value of SMHasher, the reference: all tail lengths and many seeds', () => {
    const key = new Uint8Array(256);
    const hashes = new Uint8Array(256 * 16);
    for (let length = 0; length < 256; length++) {
      key[length] = length;
      hashes.set(bytesOf(murmurHash128(key.subarray(0, length), 256 - length)), length * 16);
    }
    expect(murmurHash128(hashes).slice(0, 8)).toBe('b3ece62a');
  });

  it.each([
    ['', '00000000000000000000000000000000'],
    ['I will not buy this record, it is scratched.', 'a0a9683b25ac5e40d9af2895890dddf5'],
  ])('%j gives %s', (text, hash) => {
    expect(murmurHash128(new TextEncoder().encode(text))).toBe(hash);
  });

  it('reads bytes that begin inside a larger buffer', () => {
    const all = new TextEncoder().encode('xx a message of more than sixteen bytes');
    expect(murmurHash128(all.subarray(3))).toBe(murmurHash128(all.slice(3)));
  });
});

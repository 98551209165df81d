import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ForeignBodyError, readJsonEntries } from '../../../../src/adapters/ci/read-json-entries.ts';

async function* inPieces(text: string, size: number): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function read(text: string, size = 7): Promise<unknown[]> {
  const entries: unknown[] = [];
  for await (const entry of readJsonEntries(inPieces(text, size))) entries.push(entry);
  return entries;
}

describe('readJsonEntries', () => {
  it('gives the objects of any array, wherever the chunks end', async () => {
    const entries = fc.array(fc.dictionary(fc.string(), fc.jsonValue()));
    await fc.assert(
      fc.asyncProperty(entries, fc.integer({ min: 1, max: 9 }), fc.boolean(), async (all, size, wrapped) => {
        const wanted = JSON.parse(JSON.stringify(all)) as unknown[];
        const text = JSON.stringify(wrapped ? { 'a[{': 'b]', events: all, after: [{ x: 1 }] } : all, null, 1);
        expect(await read(text, size)).toEqual(wanted);
      }),
      { numRuns: 60, seed: 5 },
    );
  });

  it('gives what there is of a text that ends early', async () => {
    expect(await read('[{"out":"a"},{"out":"b')).toEqual([{ out: 'a' }]);
    expect(await read('')).toEqual([]);
    expect(await read('{"message":"none"}')).toEqual([]);
  });

  it('refuses what is no JSON, and an entry without an end', async () => {
    await expect(read('[{"out": oops}]')).rejects.toThrow(ForeignBodyError);
    await expect(read(`[{"out":"${'x'.repeat(5_000_000)}`, 65_536)).rejects.toThrow('too long');
  });
});

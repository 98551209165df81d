import { existsSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { strToU8, zipSync } from 'fflate';
import { unpackLog } from '../../../../src/adapters/files/unpack-log.ts';

const LOG = 'npm error code E403\nnpm error 403 Forbidden\n';
const SMALL = { keptBytes: 100, maxBytes: 2_000, maxFiles: 2 };

describe('unpackLog', () => {
  it.each([
    ['plain', strToU8(LOG)],
    ['gzip', gzipSync(LOG)],
    ['UTF-16, as PowerShell writes it', new Uint8Array(Buffer.from(`\uFEFF${LOG}`, 'utf16le'))],
  ])('reads %s', async (_name, bytes) => {
    expect(await unpackLog(bytes)).toEqual({
      kind: 'logs',
      logs: [{ name: null, text: LOG, truncated: false }],
      left: [],
    });
  });

  it('reads the logs of an archive in the order of their numbers, packed ones too', async () => {
    const zip = zipSync({
      '10_publish.txt': strToU8('ten'),
      '2_build.log.gz': new Uint8Array(gzipSync('two')),
      'report.png': strToU8('png'),
      '__MACOSX/2_build.log': strToU8('junk'),
    });
    expect(await unpackLog(zip)).toMatchObject({
      logs: [
        { name: '2_build.log.gz', text: 'two' },
        { name: '10_publish.txt', text: 'ten' },
      ],
      left: [],
    });
  });

  it('keeps head and tail of what is larger than it reads, and says so', async () => {
    const long = `first\n${'x'.repeat(500)}\nlast\n`;
    for (const bytes of [strToU8(long), gzipSync(long), zipSync({ 'a.log': strToU8(long) })]) {
      const unpacked = await unpackLog(new Uint8Array(bytes), SMALL);
      if (unpacked.kind !== 'logs') throw new Error(unpacked.reason);
      expect(unpacked.logs[0]?.truncated).toBe(true);
      expect(unpacked.logs[0]?.text).toMatch(/^first\n.*bytes cut.*last\n$/s);
    }
  });

  it('stops at a bomb instead of unpacking it', async () => {
    const bomb = gzipSync(Buffer.alloc(300_000_000));
    const startedAt = performance.now();
    const before = process.memoryUsage().rss;
    expect(await unpackLog(bomb)).toMatchObject({ kind: 'unreadable' });
    expect(process.memoryUsage().rss - before).toBeLessThan(150_000_000);
    expect(performance.now() - startedAt).toBeLessThan(10_000);
    const many = Object.fromEntries(
      Array.from({ length: 5 }, (_, index) => [`${index}.log`, strToU8('y'.repeat(900))]),
    );
    expect(await unpackLog(zipSync(many), SMALL)).toMatchObject({
      logs: [{ name: '0.log' }, { name: '1.log' }],
      left: ['2.log', '3.log', '4.log'],
    });
  });

  it('looks into an archive once: one inside of another is no log', async () => {
    const inner = zipSync({ 'inner.log': strToU8('npm error code E403') });
    expect(await unpackLog(zipSync({ 'outer.log': inner, 'a.zip': inner }))).toMatchObject({
      kind: 'unreadable',
    });
    const packed = gzipSync(gzipSync(strToU8('npm error code E403')));
    expect(await unpackLog(new Uint8Array(packed))).toMatchObject({ kind: 'unreadable' });
  });

  it('takes the name of a file for a word: nothing is written wherever it points', async () => {
    const names = [
      '../../../../tmp/faultline-was-here.log',
      '/tmp/faultline-was-here.log',
      '..\\..\\was-here.log',
    ];
    const unpacked = await unpackLog(zipSync(Object.fromEntries(names.map((name) => [name, strToU8('a')]))));
    expect(unpacked).toMatchObject({ kind: 'logs', logs: names.map(() => ({ text: 'a' })) });
    expect(existsSync('/tmp/faultline-was-here.log')).toBe(false);
  });

  it('gives what came before a gzip file breaks off', async () => {
    const packed = gzipSync(
      Array.from({ length: 5_000 }, (_, index) => `line ${index} ${index ** 3}`).join('\n'),
    );
    const broken = await unpackLog(packed.subarray(0, packed.length / 2));
    expect(broken).toMatchObject({ kind: 'logs', logs: [{ truncated: true }] });
  });

  it.each([
    ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13]), 'no-log'],
    ['damaged gzip', new Uint8Array([0x1f, 0x8b, 9, 9, 9, 9]), 'damaged'],
    ['a damaged archive', zipSync({ 'a.log': strToU8(LOG) }).subarray(0, 60), 'damaged'],
    ['an archive of pictures', zipSync({ 'a.png': strToU8('x') }), 'no-log'],
  ])('says why it can not read %s', async (_name, bytes, reason) => {
    expect(await unpackLog(bytes)).toEqual({ kind: 'unreadable', reason });
  });
});

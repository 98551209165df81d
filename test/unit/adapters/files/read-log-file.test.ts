import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { strToU8, zipSync } from 'fflate';
import {
  type LogInput,
  readLogFile,
  readLogStream,
  readLogText,
} from '../../../../src/adapters/files/read-log-file.ts';
import { declareSize } from './declare-size.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'faultline-log-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function write(name: string, bytes: Uint8Array | string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, bytes);
  return path;
}

async function* streamOf(...chunks: (string | Uint8Array)[]): AsyncGenerator<string | Uint8Array> {
  yield* chunks;
}

async function textsOf({ files, source }: LogInput): Promise<[string | null, string][]> {
  const texts: [string | null, string][] = [];
  for (const file of files) texts.push([file.name, await readLogText(file, source)]);
  return texts;
}

describe('readLogFile', () => {
  it('reads a plain file as it is', async () => {
    const path = await write('build.log', 'one\r\ntwo\n');
    expect(await textsOf(await readLogFile(path))).toEqual([[null, 'one\r\ntwo\n']]);
  });

  it('unpacks gzip, told by its bytes and not by its name', async () => {
    const path = await write('build.log', Buffer.concat([gzipSync('one\n'), gzipSync('two\n')]));
    expect(await textsOf(await readLogFile(path))).toEqual([[null, 'one\ntwo\n']]);
  });

  it('reads a stream, also across chunks that split a character', async () => {
    const bytes = Buffer.from('naïve\n');
    const input = await readLogStream(streamOf(bytes.subarray(0, 3), bytes.subarray(3)), 'stdin');
    expect(input.source).toBe('stdin');
    expect(await textsOf(input)).toEqual([[null, 'naïve\n']]);
  });

  it('reads the job logs of an archive in the order of their numbers, without the copies of their steps', async () => {
    const archive = zipSync({
      '10_deploy.txt': strToU8('deploy'),
      '2_build.txt': strToU8('build'),
      'build/1_Set up job.txt': strToU8('copy'),
      'lint/2_Run lint.txt': strToU8('lint step'),
      'notes.md': strToU8('no log'),
      '__MACOSX/2_build.txt': strToU8('no log'),
    });
    const input = await readLogFile(await write('logs.zip', archive));
    expect(await textsOf(input)).toEqual([
      ['2_build.txt', 'build'],
      ['10_deploy.txt', 'deploy'],
      ['lint/2_Run lint.txt', 'lint step'],
    ]);
  });

  it.each([
    ['a missing file', 'nothing.log', null, /nothing\.log: cannot be read: there is no such file/],
    ['a damaged gzip', 'a.gz', gzipSync('some words').subarray(0, 15), /a\.gz: the gzip file is damaged/],
    [
      'a damaged zip',
      'a.zip',
      zipSync({ 'a.txt': strToU8('words') }).subarray(0, 60),
      /a\.zip: the zip archive is damaged/,
    ],
    ['an archive without logs', 'a.zip', zipSync({ 'a.md': strToU8('words') }), /holds no log/],
  ])('says what is wrong with %s', async (_, name, bytes, message) => {
    const path = bytes ? await write(name, bytes) : join(folder, name);
    await expect(readLogFile(path).then(textsOf)).rejects.toThrow(message);
  });

  it('says that a folder is a folder', async () => {
    await expect(readLogFile(folder)).rejects.toThrow(/cannot be read: it is a folder/);
  });

  it('hands over plain and gzip logs of any size; as one text only up to the limit', async () => {
    const large = 'x'.repeat(20_000);
    for (const path of [await write('a.log', large), await write('a.gz', gzipSync(large))]) {
      expect(await textsOf(await readLogFile(path, 10_000))).toEqual([[null, large]]);
      const { files, source } = await readLogFile(path);
      const [file = { name: null, pieces: [] }] = files;
      await expect(readLogText(file, source, 10_000)).rejects.toThrow(/tail -c 10000/);
    }
  });

  it('refuses an archive that is larger than the limit, packed or unpacked', async () => {
    const large = 'x'.repeat(20_000);
    const limit = 10_000;
    const archive = zipSync({ 'a.txt': strToU8(large) });
    await expect(readLogFile(await write('a.zip', archive), limit)).rejects.toThrow(/exceeds/);
    const several = zipSync({ 'a.txt': strToU8('x'.repeat(6000)), 'b.txt': strToU8('x'.repeat(6000)) });
    await expect(readLogFile(await write('b.zip', several), limit)).rejects.toThrow(/exceeds/);
  });

  it('refuses an archive whose file is larger than it declares, or smaller', async () => {
    const archive = zipSync({ 'a.txt': strToU8('x'.repeat(20_000)) });
    for (const size of [10, 30_000]) {
      const path = await write('a.zip', declareSize(archive, size));
      await expect(readLogFile(path)).rejects.toThrow(/a\.txt in the zip archive is damaged/);
    }
  });
});

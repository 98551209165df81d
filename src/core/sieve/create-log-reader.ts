import type { NormalizedLog } from '../log/log-line.ts';
import { normalizeLine } from '../log/normalize-log.ts';
import { unwrapJsonLines } from '../log/unwrap-json-lines.ts';
import type { Sieve } from './build-sieve.ts';
import { createLogSifter, type LogSifter } from './sift-log.ts';

/**
 * Reads a log from its bytes, piece by piece: UTF-8, or UTF-16 where a byte order mark says so; invalid bytes
 * become U+FFFD. Records of JSON give their words. Never throws; see `LogSifter` for what is read of a long log.
 */
export function createLogReader(sieve: () => Sieve): LogSifter {
  const sifter = createLogSifter(sieve);
  let begin = new Uint8Array();
  let transcode: Transcode | null = null;
  const begun = (): Transcode => {
    transcode ??= transcoderFor(begin);
    sifter.push(transcode(begin, { stream: true }));
    return transcode;
  };
  return {
    push(bytes) {
      if (transcode) {
        sifter.push(transcode(bytes, { stream: true }));
        return;
      }
      const missing = 2 - begin.length;
      begin = Uint8Array.of(...begin, ...bytes.subarray(0, missing));
      if (begin.length === 2) sifter.push(begun()(bytes.subarray(missing), { stream: true }));
    },
    end(options) {
      const last = transcode ?? begun();
      sifter.push(last(new Uint8Array(), { stream: false }));
      return unwrapRecords(sifter.end(options));
    },
  };
}

/** Bytes as UTF-8. */
type Transcode = (bytes: Uint8Array, options: { readonly stream: boolean }) => Uint8Array;

function transcoderFor([first, second]: Uint8Array): Transcode {
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : null;
  if (!encoding) return (bytes) => bytes;
  const decoder = new TextDecoder(encoding);
  const encoder = new TextEncoder();
  return (bytes, options) => encoder.encode(decoder.decode(bytes, options));
}

function unwrapRecords(log: NormalizedLog): NormalizedLog {
  const text = log.lines.map((line) => line.text).join('\n');
  const words = text.startsWith('{') ? unwrapJsonLines(text) : text;
  if (words === text) return log;
  const texts = words.split('\n');
  const lines = log.lines.map((line, index) => normalizeLine(texts[index] ?? line.text, line.number));
  return { ...log, lines };
}

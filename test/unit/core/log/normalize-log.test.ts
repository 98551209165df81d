import { describe, expect, it } from '@jest/globals';
import { decodeLog } from '../../../../src/core/log/decode-log.ts';
import { messageOf } from '../../../../src/core/log/log-line.ts';
import { normalizeLog } from '../../../../src/core/log/normalize-log.ts';

function texts(raw: string): string[] {
  return normalizeLog(raw).lines.map(({ text }) => text);
}
function messages(raw: string): string[] {
  return normalizeLog(raw).lines.map(messageOf);
}

describe('normalizeLog', () => {
  it.each([
    ['colours', '\u001b[31;1mError:\u001b[0m no', 'Error: no'],
    ['a hyperlink (OSC 8)', '\u001b]8;;https://x.example\u0007docs\u001b]8;;\u0007 here', 'docs here'],
    ['a window title ended by ST', '\u001b]0;title\u001b\\text', 'text'],
    ['a Buildkite time stamp (APC)', '\u001b_bk;t=1700000000000\u0007+ npm ci', '+ npm ci'],
    ['a progress bar', ' 10%\r 50%\r100% done', '100% done'],
    ['a progress bar whose last state is erased', 'fetched\r\u001b[K', 'fetched'],
    ['CRLF', 'line\r', 'line'],
    ['a byte order mark', '\uFEFFfirst', 'first'],
    ['NUL and backspace', 'a\u0000b\u0008c', 'abc'],
    ['a charset switch', '\u001b(Bplain', 'plain'],
    ['tabs stay', '\tat foo', '\tat foo'],
  ])('takes away %s', (_name, raw, expected) => {
    expect(texts(raw)).toEqual([expected]);
  });

  it('counts lines by LF alone', () => {
    const { lines } = normalizeLog('one\r\ntwo\rtwo again\n\nfour\n');
    expect(lines.map(({ number, text }) => [number, text])).toEqual([
      [1, 'one'],
      [2, 'two again'],
      [3, ''],
      [4, 'four'],
    ]);
  });

  it('has no line for an empty input', () => {
    expect(normalizeLog('').lines).toEqual([]);
  });

  it.each([
    ['2026-03-01T10:00:00.0000000Z npm error code E403', 'npm error code E403'],
    ['\uFEFF2026-03-01T10:00:00.0000000Z first line', 'first line'],
    ['release\tPublish\t2026-03-01T10:00:00.0000000Z npm error', 'npm error'],
    ['2026-03-01T10:00:00.000000Z 00O $ npm ci', '$ npm ci'],
    ['2026-03-01T10:00:00.000000Z 01E+continued', 'continued'],
    ['[2026-03-01T10:00:00.123Z] npm ci', 'npm ci'],
    ['2026-03-01 10:00:00,123 ERROR x', 'ERROR x'],
    ['[10:00:00] x', 'x'],
    ['Mar  1 10:00:00 x', 'x'],
    ['#8 12.34 npm error code E401', 'npm error code E401'],
    ['    2026-03-01T10:00:00.0000000Z indented by a paste', 'indented by a paste'],
    ['403 Forbidden', '403 Forbidden'],
    ['0aE b', '0aE b'],
  ])('knows where the words of %j begin', (raw, expected) => {
    expect(messages(raw)).toEqual([expected]);
  });

  it('keeps the whole line, so that evidence can be found in the file', () => {
    const raw = '2026-03-01T10:00:00.0000000Z   npm error code E403';
    expect(texts(raw)).toEqual([raw]);
  });

  it('reads section marks of GitLab and Travis', () => {
    const { lines } = normalizeLog(
      'section_end:1700000000:get_sources\r\u001b[0Ksection_start:1700000001:step_script\r\u001b[0KRunning\ntravis_fold:end:install\r',
    );
    expect(lines.map(({ mark }) => mark)).toEqual([
      { kind: 'start', name: 'step_script' },
      { kind: 'end', name: 'install' },
    ]);
  });

  it('counts bytes as UTF-8', () => {
    const raw = 'aé€😀\n';
    expect(normalizeLog(raw).bytes).toBe(Buffer.byteLength(raw));
  });
});

describe('decodeLog', () => {
  it('reads UTF-8, UTF-16 with its mark, and invalid bytes', () => {
    expect(decodeLog(Buffer.from('naïve'))).toBe('naïve');
    expect(decodeLog(Buffer.from('\uFEFFerror', 'utf16le'))).toBe('error');
    expect(decodeLog(Buffer.from('\uFEFFerror', 'utf16le').swap16())).toBe('error');
    expect(decodeLog(Uint8Array.of(0x61, 0xff, 0x62))).toBe('a\uFFFDb');
  });
});

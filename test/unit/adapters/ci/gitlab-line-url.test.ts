import { describe, expect, it } from '@jest/globals';
import { gitlabLineUrl } from '../../../../src/adapters/ci/providers/gitlab/gitlab-line-url.ts';

const JOB = 'https://gitlab.example.com/acme/ui/-/jobs/88412';

/** What the page numbers each of the log's lines with. */
function numbersOf(log: string): readonly (number | null)[] {
  const lineUrl = gitlabLineUrl(JOB, Buffer.from(log));
  const lines = log.split('\n').length - (log.endsWith('\n') ? 1 : 0);
  return Array.from({ length: lines }, (_, index) => {
    const url = lineUrl(index + 1);
    expect(url ?? `${JOB}#L0`).toMatch(/^https:\/\/gitlab\.example\.com\/acme\/ui\/-\/jobs\/88412#L\d+$/);
    return url === null ? null : Number(url.split('#L')[1]);
  });
}

const start = (name: string, options = '') => `\x1b[0Ksection_start:1700000000:${name}${options}\r\x1b[0K`;
const end = (name: string) => `\x1b[0Ksection_end:1700000001:${name}\r\x1b[0K`;
const at = (mark: string) => `2026-11-01T10:04:00.123456Z 00${mark}`;

describe('a line of a GitLab job', () => {
  it.each([
    ['is where it is in the log', 'a\nb\r\nc', [1, 2, 3]],
    ['does not count blank lines', 'a\n\nb\n\r\nc\n', [1, null, 2, null, 3]],
    ['nor lines of a colour alone', 'a\n\x1b[0;m\n\x1b[31mb\x1b[0m\n', [1, null, 2]],
    ['counts a progress bar once', '10 %\r50 %\r100 %\nb', [1, 2]],
    ['does not count what a carriage return took away', 'a\n10 %\r\x1b[0K\nb', [1, null, 2]],
    ['counts white space as the page does', 'a\n \nb', [1, 2, 3]],
    ['is begun by a section', `${start('build', '[collapsed=true]')}Build\na\n${end('build')}b\n`, [1, 2, 3]],
    [
      'does not count marks that stand alone',
      `${start('one')}\na\n${end('one')}\n${start('two')}Two\n`,
      [null, 1, null, 2],
    ],
    ['counts words before a mark and behind it', `${start('one')}One\na${end('one')}b\nc`, [1, 3, 4]],
    ['goes on over the end of a section that was not begun', `a${end('one')}b\nc`, [1, 2]],
    ['does not take words about sections for marks', 'echo section_start:1:x\nb', [1, 2]],
    ['knows no end of an escape', 'a\x1b[\nb', [1, 2]],
    ['has its time taken off', `${at('O')} a\n${at('O')} \n${at('E')} b\n`, [1, null, 2]],
    [
      'is one with what goes on',
      `${at('O')} section_start:1:x\r\n${at('O+')}\x1b[0KHead\n${at('O')} a\n${at('O+')}b\n${at('O')} c\n`,
      [null, 1, 2, 2, 3],
    ],
    [
      'is blank where what goes on blanks it',
      `${at('O')} a\r\n${at('O+')}\x1b[0K\n${at('O')} b`,
      [null, null, 1],
    ],
    ['counts bytes above ASCII', 'größer\nb', [1, 2]],
  ])('%s', (_what, log, numbers) => expect(numbersOf(log)).toEqual(numbers));

  it.each(['\x1b[', '\x1b]1', '\x1b1', '\r', 'section_end:1:', '2026-11-01T10:04:00.123456Z 00O+\n'])(
    'reads a run of %j in a time that grows with it alone',
    (run) => {
      const begun = performance.now();
      gitlabLineUrl(JOB, Buffer.from(`${at('O')} ${run.repeat(500_000 / run.length)}`))(1);
      expect(performance.now() - begun).toBeLessThan(3_000);
    },
  );

  it('has no address where the page shows the end of the log alone', () => {
    const most = 'a line of it\n'.repeat(500 * 1024).slice(0, 500 * 1024);
    expect(gitlabLineUrl(JOB, Buffer.from(most))(7)).toBe(`${JOB}#L7`);
    expect(gitlabLineUrl(JOB, Buffer.from(`${most}.`))(7)).toBeNull();
  });
});

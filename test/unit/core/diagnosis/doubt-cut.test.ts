import { describe, expect, it } from '@jest/globals';
import { compileCatalog } from '../../../../src/core/match/compile-catalog.ts';
import { createCatalog } from '../../../../src/core/playbook/create-catalog.ts';
import { diagnoseLog } from '../../../../src/flows/diagnose-log.ts';
import { makeEntry } from '../playbook/make-entry.ts';

const YARD = compileCatalog(
  createCatalog([
    makeEntry({ id: 'forklift-stopped', match: { any: ['forklift stopped'] } }),
    makeEntry({
      id: 'forklift-dry',
      replaces: ['forklift-stopped'],
      match: { any: ['forklift stopped'], all: ['tank is empty'] },
    }),
    makeEntry({ id: 'crane-stopped', match: { any: ['crane stopped'] } }),
    makeEntry({ id: 'crane-cold', replaces: ['crane-stopped'], match: { any: ['crane is too cold'] } }),
    makeEntry({ id: 'gate-jammed', match: { any: ['gate jammed', 'hinge bent for good'] } }),
  ]),
);
const END = '##[error]Process completed with exit code 1.';
const quiet = (count: number) => Array.from({ length: count }, (_, index) => `pallet ${index} moved`);

function answerTo(lines: readonly string[], truncated = true): string {
  const { verdict, diagnosis } = diagnoseLog(YARD, lines.join('\n'), { truncated }).analysis;
  return diagnosis?.id ?? verdict;
}

describe('a log that is cut', () => {
  it('names no general cause while the gate of a narrower one may stand in the missing part', () => {
    const lines = [...quiet(40), 'error: forklift stopped', END];
    expect(answerTo(lines, false)).toBe('forklift-stopped');
    expect(answerTo(lines)).toBe('unknown');
    expect(answerTo(['error: tank is empty', ...lines])).toBe('forklift-dry');
  });

  it('names no general cause when its proof stands at the cut', () => {
    expect(answerTo(['error: crane stopped', ...quiet(40), END])).toBe('unknown');
    expect(answerTo([...quiet(40), 'error: crane stopped'])).toBe('unknown');
    expect(answerTo([...quiet(20), 'error: crane stopped', ...quiet(20), END])).toBe('crane-stopped');
  });

  it('counts the lines of one message, not its best line alone', () => {
    const rest = ['error: hinge bent for good', ...quiet(40), END];
    expect(answerTo(['pallet 7 mo', 'error: gate jammed', ...rest])).toBe('unknown');
    expect(answerTo([...quiet(2), 'error: gate jammed', ...rest])).toBe('gate-jammed');
  });

  it('knows a cut in the middle by its mark', () => {
    const mark = '[... 2048 bytes cut ...]';
    expect(answerTo(['error: crane stopped', ...quiet(40), mark, ...quiet(40), END])).toBe('crane-stopped');
    expect(answerTo([...quiet(40), mark, 'error: crane stopped', ...quiet(40), END])).toBe('unknown');
  });

  it('still names a cause that has no narrower one, unless it is cut itself, and says why it doubts', () => {
    expect(answerTo([...quiet(2), 'error: gate jammed', ...quiet(40), END])).toBe('gate-jammed');
    expect(answerTo(['error: gate jammed', ...quiet(40), END])).toBe('unknown');
    const { findings } = diagnoseLog(YARD, `error: crane stopped\n${END}`, { truncated: true }).analysis;
    expect(findings[0]?.because).toContain('the log is cut: a narrower cause would stand in what is missing');
  });
});

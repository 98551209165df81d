import { describe, expect, it } from '@jest/globals';
import { normalizeLog } from '../../../../src/core/log/normalize-log.ts';
import { readLog } from '../../../../src/core/log/read-log.ts';
import { redact } from '../../../../src/core/log/redact.ts';
import { draftPlaybook } from '../../../../src/core/playbook/draft-playbook.ts';
import { parsePlaybook } from '../../../../src/core/playbook/parse-playbook.ts';

const SECRET = `ghp_${'a1B2'.repeat(9)}`;
const LOG = [
  'warehouse: packing 214 objects',
  `token is ${SECRET}`,
  'error: warehouse: conveyor belt stopped at /srv/yard/belt-7',
  '##[error]Process completed with exit code 1.',
].join('\n');

function draft(text: string) {
  const log = redact(normalizeLog(text));
  return draftPlaybook('belt-stopped', log, readLog(log));
}

describe('draftPlaybook', () => {
  it('is a playbook whose signals are the loudest words, without paths, and whose example is the log', () => {
    const text = draft(LOG);
    const parsed = parsePlaybook(text, 'bundled/belt-stopped.yaml');
    expect(parsed).toMatchObject({ kind: 'playbook', entry: { playbook: { id: 'belt-stopped' } } });
    const match = parsed.kind === 'playbook' ? parsed.entry.playbook.match : null;
    expect(match?.any).toContainEqual({
      literal: 'error: warehouse: conveyor belt stopped at',
      example: 'error: warehouse: conveyor belt stopped at /srv/yard/belt-7',
    });
    const examples = parsed.kind === 'playbook' ? parsed.entry.playbook.examples : null;
    expect(examples?.positive[0]?.log).toContain('warehouse: packing 214 objects\n');
  });

  it('holds no secret of the log, and no TODO', () => {
    expect(draft(LOG)).not.toContain(SECRET);
    expect(draft(LOG)).not.toMatch(/todo|fixme/i);
  });

  it('keeps an indented first line and a long log readable', () => {
    const text = draft(`    indented\n${'noise\n'.repeat(500)}${LOG}`);
    expect(text.split('\n').length).toBeLessThan(180);
    expect(parsePlaybook(text, 'bundled/x.yaml').kind).toBe('playbook');
    expect(parsePlaybook(draft(`    indented\n${LOG}`), 'bundled/x.yaml').kind).toBe('playbook');
  });
});

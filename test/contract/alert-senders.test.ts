import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { recognizeAlert } from '../../src/core/alert/recognize-alert.ts';
import type { Alert } from '../../src/core/alert/run.ts';
import { senders } from '../../src/core/alert/senders/senders.ts';
import type { ChatMessage } from '../../src/core/submission/chat-message.ts';

/** `expected`: the parts that must be read (`link` as its address), or null when nobody may be alerted. */
interface Fixture {
  readonly source: string;
  readonly message: ChatMessage;
  readonly expected: Readonly<Record<string, unknown>> | null;
}

const root = join(import.meta.dirname, '../fixtures/alerts');
const cases = readdirSync(root).flatMap((sender) =>
  readdirSync(join(root, sender)).map((file) => ({
    sender,
    name: `${sender}/${file.replace('.json', '')}`,
    fixture: JSON.parse(readFileSync(join(root, sender, file), 'utf8')) as Fixture,
  })),
);

function flatten(alert: Alert): Record<string, unknown> {
  return { ...alert, link: alert.link?.runUrl ?? null };
}

describe('messages of CI services', () => {
  it.each(cases)('$name', ({ fixture }) => {
    const alert = recognizeAlert(fixture.message, new Map());
    if (fixture.expected === null) expect(alert).toBeNull();
    else expect(alert && flatten(alert)).toMatchObject(fixture.expected);
  });

  it.each([...new Set(cases.map(({ sender }) => sender))])(
    '%s has a failure and a look-alike that is none',
    (sender) => {
      const own = cases.filter((one) => one.sender === sender);
      expect(own.some(({ fixture }) => fixture.expected !== null)).toBe(true);
      expect(own.some(({ fixture }) => fixture.expected === null)).toBe(true);
      expect(own.every(({ fixture }) => fixture.source !== '')).toBe(true);
    },
  );
});

describe('senders', () => {
  it('are files, entries of the list and folders of fixtures at once', () => {
    const folder = join(import.meta.dirname, '../../src/core/alert/senders');
    const files = readdirSync(folder).filter((file) => file !== 'senders.ts');
    const names = senders.map(({ name }) => name);
    expect(files.map((file) => file.replace('.ts', '')).sort()).toEqual([...names].sort());
    expect(cases.map(({ sender }) => sender)).toEqual(expect.arrayContaining(names));
  });
});

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { strToU8, zipSync } from 'fflate';
import { readMessageEvents } from '../../../../src/adapters/files/read-slack-export.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'faultline-export-'));
});
afterEach(() => rm(folder, { recursive: true }));

const EXPORT: Readonly<Record<string, unknown>> = {
  'channels.json': [{ id: 'C1', name: 'deploys' }],
  'groups.json': [{ id: 'G1', name: 'secret' }],
  'dms.json': [{ id: 'D1' }],
  'users.json': [{ id: 'U1', is_bot: true, profile: { bot_id: 'B1' } }, { id: 'U2' }],
  'deploys/2024-03-02.json': [{ type: 'message', ts: '3', user: 'U1', text: 'c' }],
  'deploys/2024-03-01.json': [
    { type: 'message', ts: '1', user: 'U2', text: 'a' },
    { type: 'message', ts: '2', user: 'U1', bot_id: 'B9', text: 'b' },
  ],
  'secret/2024-03-01.json': [{ type: 'message', ts: '4', text: 'd' }],
  'D1/2024-03-01.json': [{ type: 'message', ts: '5', text: 'e' }],
};

const EVENTS = [
  { type: 'message', ts: '5', text: 'e', channel: 'D1', channel_type: 'im' },
  { type: 'message', ts: '1', user: 'U2', text: 'a', channel: 'C1', channel_type: 'channel' },
  { type: 'message', ts: '2', user: 'U1', bot_id: 'B9', text: 'b', channel: 'C1', channel_type: 'channel' },
  { type: 'message', ts: '3', user: 'U1', bot_id: 'B1', text: 'c', channel: 'C1', channel_type: 'channel' },
  { type: 'message', ts: '4', text: 'd', channel: 'G1', channel_type: 'group' },
];

async function eventsIn(path: string): Promise<readonly unknown[]> {
  const events: unknown[] = [];
  for await (const event of readMessageEvents(path)) events.push(event);
  return events;
}

describe('readMessageEvents', () => {
  it('reads an export folder: days in order, ids for names, bots by their users', async () => {
    for (const [name, value] of Object.entries(EXPORT)) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), JSON.stringify(value));
    }
    expect(await eventsIn(folder)).toEqual(EVENTS);
  });

  it.each(['', 'Acme export/'])('reads an export zip, packed under "%s"', async (root) => {
    const files = Object.entries(EXPORT).map(([name, value]) => [
      root + name,
      strToU8(JSON.stringify(value)),
    ]);
    await writeFile(join(folder, 'export.zip'), zipSync(Object.fromEntries(files)));
    expect(await eventsIn(join(folder, 'export.zip'))).toEqual(EVENTS);
  });

  it('reads lines of JSON; what is none comes as null, so that the count stays true', async () => {
    const path = join(folder, 'chat.jsonl');
    await writeFile(path, '\uFEFF{"ts":"1"}\r\nno json\n\n{"ts":"2"}');
    expect(await eventsIn(path)).toEqual([{ ts: '1' }, null, null, { ts: '2' }]);
  });

  it('says what is wrong with a path that holds no messages', async () => {
    await expect(eventsIn(join(folder, 'none'))).rejects.toThrow(
      /none: cannot be read: there is no such file/,
    );
    await expect(eventsIn(folder)).rejects.toThrow(/holds no messages/);
  });
});

import { expect, it } from '@jest/globals';
import type { PostedCard, Store } from '../../src/flows/ports.ts';

const CARD = { title: 't', fallback: 'f', blocks: [] };
const DAY_MS = 86_400_000;

function posted(workspace: string, channel: string, message: string): PostedCard {
  return { workspace, channel, thread: message, message: `${message}1` };
}

async function fill(
  store: Store,
  { workspace, channel, message, thread }: PostedCard,
  at: number,
): Promise<void> {
  const card = { workspace, channel, message, thread };
  await store.claim(`message:${workspace}:${channel}:${thread}`, at);
  await store.recordCard({
    posted: card,
    card: CARD,
    playbook: 'p',
    fingerprint: null,
    subject: null,
    postedAt: at,
  });
  await store.recordFeedback({ posted: card, playbook: 'p', user: 'U1', verdict: 'helped', at });
  const key = `${workspace}:${channel}:message:${thread}`;
  await store.work.accept({ key, workspace, channel, position: thread, body: '{}', at });
  await store.installations.save(installation(workspace));
}

export function installation(workspace: string) {
  return {
    workspace,
    enterprise: null,
    botToken: 'xoxb-of-the-workspace',
    refreshToken: 'xoxe-of-the-workspace',
    expiresAt: 5,
    botUserId: 'UBOT',
    botId: 'BBOT',
    appId: 'A1',
    installedBy: 'U1',
    installedAt: 6,
  };
}

/** What every store keeps to at the end of its rows' life. */
export function describeRetention(current: () => Store): void {
  const FIRST = posted('T1', 'C1', '1.0');

  async function fillAll(): Promise<void> {
    await fill(current(), FIRST, 1_000);
    await fill(current(), posted('T1', 'C1', '2.0'), 2_000);
    await fill(current(), posted('T1', 'C2', '1.0'), 1_000);
    await fill(current(), posted('T2', 'C1', '1.0'), 1_000);
  }

  const ofOne = { work: 1, claims: 1, feedback: 1, cards: 1 };

  it.each([
    ['a message', { workspace: 'T1', channel: 'C1', message: '1.0' }, ofOne, 3],
    [
      'a message by its card',
      { workspace: 'T1', channel: 'C1', message: '1.01' },
      { feedback: 1, cards: 1 },
      3,
    ],
    [
      'a channel',
      { workspace: 'T1', channel: 'C1', message: null },
      { work: 2, claims: 2, feedback: 2, cards: 2 },
      2,
    ],
    [
      'a workspace',
      { workspace: 'T1', channel: null, message: null },
      { work: 3, claims: 3, feedback: 3, cards: 3, installations: 1 },
      1,
    ],
  ] as const)('forgets %s and nothing else, after counting it', async (_what, scope, counts, left) => {
    await fillAll();
    const { retention } = current();
    expect(await retention.forget(scope, { dryRun: true })).toEqual(counts);
    expect(await retention.forget(scope, { dryRun: true })).toEqual(counts);
    expect(await retention.forget(scope, { dryRun: false })).toEqual(counts);
    expect(await retention.forget(scope, { dryRun: false })).toEqual({});
    const places = [FIRST, posted('T1', 'C1', '2.0'), posted('T1', 'C2', '1.0'), posted('T2', 'C1', '1.0')];
    const found = await Promise.all(places.map((place) => current().findCard(place)));
    expect(found.filter((card) => card !== null)).toHaveLength(left);
    expect(await current().installations.find('T2')).not.toBeNull();
  });

  it('purges what is older, and leaves open work and installations', async () => {
    await fillAll();
    const { work, retention } = current();
    const done = await work.take({ lease: 'a', at: 1_500, until: 9_000 });
    if (done) await work.finish(done, 1_500);
    expect(await retention.purge(1_999)).toEqual({ work: 1, claims: 3, feedback: 3, cards: 3 });
    expect(await current().findCard(posted('T1', 'C1', '2.0'))).not.toBeNull();
    expect((await work.counts()).waiting).toBe(3);
    expect(await current().installations.find('T1')).toEqual(installation('T1'));
    expect(await retention.purge(1_999)).toEqual({});
  });

  it('purges files with the message they stood in, and token counts of days gone by', async () => {
    const { retention } = current();
    const place = { workspace: 'T1', channel: 'C1', message: '1.0' };
    const record = {
      ...place,
      thread: '1.0',
      author: 'U1',
      files: ['F1'],
      digest: null,
      card: null,
      at: 1_000,
    };
    await current().recordSubmission(record);
    await current().reserveTokens({ workspace: 'T1', day: '2026-03-01' }, 5, 10);
    const before = Date.parse('2026-03-03T12:00:00Z');
    expect(await retention.purge(before)).toEqual({ submissions: 1, submission_files: 1, summary_tokens: 1 });
    expect(await retention.purge(before + DAY_MS)).toEqual({});
  });

  it('keeps an installation until it is removed, the later one of two', async () => {
    const { installations } = current();
    expect(await installations.find('T1')).toBeNull();
    await installations.save(installation('T1'));
    await installations.save({ ...installation('T1'), botToken: 'xoxb-later', refreshToken: null });
    expect(await installations.find('T1')).toMatchObject({ botToken: 'xoxb-later', refreshToken: null });
    await installations.remove('T1');
    expect(await installations.find('T1')).toBeNull();
  });
}

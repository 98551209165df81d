import { expect, it } from '@jest/globals';
import type { Store } from '../../src/flows/ports.ts';
import type { SubmissionRecord } from '../../src/flows/submission-records.ts';

const READ: SubmissionRecord = {
  workspace: 'T1',
  channel: 'C1',
  message: '1.0',
  thread: '1.0',
  author: 'U1',
  files: ['F1', 'F2'],
  digest: 'd1',
  card: '1.5',
  at: 1_893_456_000_123,
};

function readAs(message: string, more: Partial<SubmissionRecord> = {}): SubmissionRecord {
  return { ...READ, message, thread: message, files: [], ...more };
}

/** What every store keeps to about the messages whose logs were read. */
export function describeSubmissionRecords(current: () => Store): void {
  it('keeps what was read, the later record of a message in place of the earlier', async () => {
    const store = current();
    await store.recordSubmission({ ...READ, card: null, digest: null });
    await store.recordSubmission(READ);
    expect(await store.findSubmission(READ)).toEqual(READ);
    expect(await store.findSubmission({ ...READ, workspace: 'T2' })).toBeNull();
    expect(await store.submissionsOf({ workspace: 'T1', channel: 'C1', message: '1.5' })).toEqual([READ]);
  });

  it('finds a message by its file until another state of it has none', async () => {
    const store = current();
    await store.recordSubmission(READ);
    expect(await store.submissionsWithFile({ workspace: 'T1', file: 'F2' })).toEqual([READ]);
    expect(await store.submissionsWithFile({ workspace: 'T2', file: 'F2' })).toEqual([]);
    await store.recordSubmission({ ...READ, files: ['F1'] });
    expect(await store.submissionsWithFile({ workspace: 'T1', file: 'F2' })).toEqual([]);
    await store.forgetSubmission(READ);
    expect(await store.submissionsWithFile({ workspace: 'T1', file: 'F1' })).toEqual([]);
    expect(await store.findSubmission(READ)).toBeNull();
  });

  it("lists a person's latest, oldest first", async () => {
    const store = current();
    await store.recordSubmission(readAs('3.0', { at: 30 }));
    await store.recordSubmission(readAs('2.0', { at: 20, card: null }));
    await store.recordSubmission(readAs('1.0', { at: 10 }));
    await store.recordSubmission(readAs('4.0', { at: 40, author: 'U2' }));
    await store.recordSubmission(readAs('5.0', { at: 50, channel: 'C2' }));
    const recent = await store.recentSubmissions({ workspace: 'T1', channel: 'C1', author: 'U1', since: 20 });
    expect(recent.map(({ message }) => message)).toEqual(['2.0', '3.0']);
  });

  it('finds the first answered message with the same log, in one channel', async () => {
    const store = current();
    await store.recordSubmission(readAs('0.5', { card: null }));
    await store.recordSubmission(readAs('1.0'));
    await store.recordSubmission(readAs('2.0', { author: 'U2' }));
    const log = { workspace: 'T1', channel: 'C1', digest: 'd1', since: 0 };
    expect(await store.findDigest(log)).toMatchObject({ message: '1.0' });
    expect(await store.findDigest({ ...log, channel: 'C2' })).toBeNull();
    expect(await store.findDigest({ ...log, since: READ.at + 1 })).toBeNull();
    expect(await store.findDigest({ ...log, digest: 'd2' })).toBeNull();
  });

  it('counts how often a failure came back, and who was helped last', async () => {
    const store = current();
    const card = { title: 'x', fallback: 'x', blocks: [] };
    for (const [message, channel, postedAt] of [
      ['1.5', 'C1', 100],
      ['2.5', 'C1', 200],
      ['3.5', 'C2', 300],
    ] as const) {
      const posted = { workspace: 'T1', channel, thread: '1.0', message };
      await store.recordCard({ posted, card, playbook: 'p', fingerprint: 'v1:a', subject: null, postedAt });
      await store.recordFeedback({
        posted,
        playbook: 'p',
        user: `U${postedAt}`,
        verdict: 'helped',
        at: postedAt,
      });
    }
    const failure = { workspace: 'T1', channel: null, fingerprint: 'v1:a', since: 150 };
    const all = await store.recurrenceOf(failure);
    expect(all.cards.map(({ posted }) => posted.message)).toEqual(['3.5', '2.5']);
    expect(all.lastHelped).toEqual({ user: 'U300', at: 300, step: null });
    const here = await store.recurrenceOf({ ...failure, channel: 'C1', since: 0 });
    expect(here.cards.map(({ postedAt }) => postedAt)).toEqual([200, 100]);
    expect(here.lastHelped).toEqual({ user: 'U200', at: 200, step: null });
    expect(await store.recurrenceOf({ ...failure, fingerprint: 'v1:b' })).toEqual({
      cards: [],
      lastHelped: null,
    });
  });
}

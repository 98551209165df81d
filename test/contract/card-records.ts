import { describe, expect, it } from '@jest/globals';
import type { Analysis } from '../../src/core/diagnosis/analysis.ts';
import type { TestCase } from '../../src/flows/card-records.ts';
import type { Store, StoredCard } from '../../src/flows/ports.ts';
import { PROVEN_403 } from '../golden/cards/sample-analyses.ts';

const POSTED = { workspace: 'T1', channel: 'C1', thread: '1.0', message: '1.1' };
const ANALYSIS: Analysis = PROVEN_403;
const STORED: StoredCard = {
  posted: POSTED,
  card: { title: 'x', fallback: 'x', blocks: [] },
  playbook: 'http-auth-failure',
  fingerprint: null,
  subject: { author: 'U1', analysis: ANALYSIS, log: 'npm error 403', source: null, alert: null },
  postedAt: 1_893_456_000_123,
};
const HELPED = {
  posted: POSTED,
  playbook: 'http-auth-failure',
  user: 'U1',
  verdict: 'helped',
  at: 5,
} as const;
const CASE: TestCase = {
  posted: { workspace: 'T1', channel: 'C1', message: '1.1' },
  user: 'U1',
  said: 'http-auth-failure',
  expected: null,
  words: 'the proxy ate it',
  log: 'npm error 403',
  at: 7,
};

function cardAt(message: string, channel: string, postedAt: number): StoredCard {
  return { ...STORED, posted: { ...POSTED, channel, message }, postedAt };
}

/** What every store keeps to about what stands behind a card. */
export function describeCardRecords(current: () => Store): void {
  describe('card records', () => {
    it('keep what a card is about', async () => {
      await current().recordCard(STORED);
      expect((await current().findCard(POSTED))?.subject).toEqual(STORED.subject);
    });

    it('forget a card with all that was said about it, and no other', async () => {
      const other = cardAt('2.2', 'C1', 9);
      for (const stored of [STORED, other]) await current().recordCard(stored);
      await current().recordFeedback(HELPED);
      await current().recordCase(CASE);
      await current().forgetCard(POSTED);
      expect(await current().findCard(POSTED)).toBeNull();
      expect(await current().feedbackOn(POSTED)).toEqual({ helped: 0, wrong: 0 });
      expect(await current().listCases('T1')).toEqual([]);
      expect(await current().findCard(other.posted)).toEqual(other);
    });

    it('forget the test cases of a card, and leave the card and what was said about it', async () => {
      await current().recordCard(STORED);
      await current().recordFeedback(HELPED);
      const other = { ...CASE, posted: { ...CASE.posted, message: '2.2' } };
      for (const one of [CASE, { ...CASE, user: 'U2' }, other]) await current().recordCase(one);
      await current().forgetCases(POSTED);
      expect(await current().listCases('T1')).toEqual([other]);
      expect(await current().findCard(POSTED)).toEqual(STORED);
      expect(await current().feedbackOn(POSTED)).toEqual({ helped: 1, wrong: 0 });
    });

    it('list the latest cards of the named channels only', async () => {
      const cards = [cardAt('1.1', 'C1', 10), cardAt('1.2', 'C2', 20), cardAt('1.3', 'C3', 30)];
      for (const stored of cards) await current().recordCard(stored);
      const query = { workspace: 'T1', channels: ['C1', 'C2'], since: 0, most: 10 };
      const shown = await current().recentCards(query);
      expect(shown.map(({ posted }) => posted.message)).toEqual(['1.2', '1.1']);
      expect(await current().recentCards({ ...query, since: 11 })).toHaveLength(1);
      expect(await current().recentCards({ ...query, most: 1 })).toHaveLength(1);
      expect(await current().recentCards({ ...query, channels: [] })).toEqual([]);
      expect(await current().recentCards({ ...query, workspace: 'T2' })).toEqual([]);
    });

    it('know the latest step that helped, of a verdict that still stands', async () => {
      const query = { workspace: 'T1', channels: ['C1'], playbook: 'http-auth-failure' };
      await current().recordStep(POSTED, { user: 'U1', step: 'nobody said it helped', at: 5 });
      expect(await current().findFix(query)).toBeNull();
      for (const user of ['U1', 'U2']) await current().recordFeedback({ ...HELPED, user });
      await current().recordStep(POSTED, { user: 'U1', step: 'grant the scope', at: 6 });
      await current().recordStep(POSTED, { user: 'U2', step: 'new token', at: 8 });
      expect(await current().findFix(query)).toEqual({ user: 'U2', step: 'new token', at: 8 });
      await current().recordFeedback({ ...HELPED, user: 'U2', verdict: 'wrong', at: 9 });
      expect(await current().findFix(query)).toEqual({ user: 'U1', step: 'grant the scope', at: 6 });
      expect(await current().findFix({ ...query, channels: ['C2'] })).toBeNull();
    });

    it('count verdicts on a playbook in one workspace', async () => {
      await current().recordFeedback(HELPED);
      await current().recordFeedback({ ...HELPED, posted: { ...POSTED, message: '1.2' }, verdict: 'wrong' });
      await current().recordFeedback({ ...HELPED, posted: { ...POSTED, workspace: 'T2' } });
      expect(await current().tallyOf('T1', 'http-auth-failure')).toEqual({ helped: 1, wrong: 1 });
      expect(await current().tallyOf('T1', 'disk-full')).toEqual({ helped: 0, wrong: 0 });
    });

    it('keep one test case a person and card', async () => {
      await current().recordCase(CASE);
      await current().recordCase({ ...CASE, expected: 'proxy-refused', at: 8 });
      await current().recordCase({ ...CASE, user: 'U2', at: 9 });
      expect(await current().listCases('T1')).toEqual([
        { ...CASE, expected: 'proxy-refused', at: 8 },
        { ...CASE, user: 'U2', at: 9 },
      ]);
      expect(await current().listCases('T2')).toEqual([]);
    });

    it('remember where newer blocks were refused', async () => {
      expect(await current().needsPlainBlocks('T1')).toBe(false);
      await current().rememberPlainBlocks('T1', 1);
      await current().rememberPlainBlocks('T1', 2);
      expect(await current().needsPlainBlocks('T1')).toBe(true);
      expect(await current().needsPlainBlocks('T2')).toBe(false);
    });
  });
}

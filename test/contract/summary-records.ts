import { describe, expect, it } from '@jest/globals';
import type { Store } from '../../src/flows/ports.ts';

const KEY = { workspace: 'T1', fingerprint: 'v1:a', model: 'small-1', promptVersion: '1' };
const KEPT = {
  candidate: 'request PUT npm.example.com 403 authorization',
  offsets: [0, 2],
  sentence: 'x',
  nextSteps: ['y'],
};
const DAY = { workspace: 'T1', day: '2030-01-01' };
const NOON = Date.UTC(2030, 0, 1, 12);
const POSTED = { workspace: 'T1', channel: 'C1', message: '1.1' };

/** What every store keeps to about summaries. */
export function describeSummaryRecords(current: () => Store): void {
  describe('summary records', () => {
    it('keeps a sentence by workspace, failure, model and prompt', async () => {
      await current().keepSummary(KEY, KEPT, NOON);
      expect(await current().findSummary(KEY)).toEqual(KEPT);
      for (const other of [
        { workspace: 'T2' },
        { fingerprint: 'v1:b' },
        { model: 'big' },
        { promptVersion: '2' },
      ]) {
        expect(await current().findSummary({ ...KEY, ...other })).toBeNull();
      }
      await current().keepSummary(KEY, { ...KEPT, sentence: 'later' }, NOON);
      expect(await current().findSummary(KEY)).toMatchObject({ sentence: 'later' });
    });

    it('never gives away more tokens than the day has', async () => {
      const asked = await Promise.all(Array.from({ length: 7 }, () => current().reserveTokens(DAY, 30, 100)));
      expect(asked.filter((given) => given)).toHaveLength(3);
      expect(await current().tokensSpent(DAY)).toBe(90);
      expect(await current().reserveTokens({ ...DAY, day: '2030-01-02' }, 101, 100)).toBe(false);
      expect(await current().reserveTokens({ ...DAY, workspace: 'T2' }, 100, 100)).toBe(true);
    });

    it('puts right what a call took', async () => {
      await current().reserveTokens(DAY, 90, 100);
      await current().correctTokens(DAY, -50);
      expect(await current().tokensSpent(DAY)).toBe(40);
      expect(await current().reserveTokens(DAY, 60, 100)).toBe(true);
    });

    it('remembers who forbade summaries, of a person and of a workspace apart', async () => {
      const [whole, person] = [
        { workspace: 'T1', person: null },
        { workspace: 'T1', person: 'U1' },
      ];
      expect(await current().summariesForbiddenBy(whole)).toBeNull();
      await current().forbidSummaries(person, 'U1');
      expect(await current().summariesForbiddenBy(person)).toBe('U1');
      expect(await current().summariesForbiddenBy(whole)).toBeNull();
      await current().forbidSummaries(whole, 'U9');
      await current().forbidSummaries(whole, 'U2');
      expect(await current().summariesForbiddenBy(whole)).toBe('U9');
      await current().allowSummaries(whole);
      await current().allowSummaries(person);
      expect(await current().summariesForbiddenBy(whole)).toBeNull();
      expect(await current().summariesForbiddenBy(person)).toBeNull();
    });

    it('counts one verdict a person, apart from those on the card', async () => {
      const given = { posted: POSTED, user: 'U1', model: 'small-1', verdict: 'helped', at: 5 } as const;
      await current().recordSummaryVerdict(given);
      await current().recordSummaryVerdict({ ...given, user: 'U2' });
      await current().recordSummaryVerdict({ ...given, verdict: 'wrong' });
      expect(await current().summaryVerdictsOn(POSTED)).toEqual({ helped: 1, wrong: 1 });
      expect(await current().feedbackOn({ ...POSTED, thread: '1.0' })).toEqual({ helped: 0, wrong: 0 });
    });

    it('forgets old sentences, of one workspace or of all', async () => {
      await current().keepSummary(KEY, KEPT, NOON);
      await current().keepSummary({ ...KEY, workspace: 'T2' }, KEPT, NOON);
      await current().reserveTokens(DAY, 30, 100);
      expect(await current().purgeSummaries({ workspace: null, before: NOON })).toBe(0);
      expect(await current().purgeSummaries({ workspace: 'T1', before: NOON + 86_400_000 })).toBe(1);
      expect(await current().findSummary(KEY)).toBeNull();
      expect(await current().findSummary({ ...KEY, workspace: 'T2' })).toEqual(KEPT);
      expect(await current().tokensSpent(DAY)).toBe(0);
    });
  });
}

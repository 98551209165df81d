import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Card } from '../../src/core/card/card.ts';
import { DEFAULT_SETTINGS } from '../../src/core/settings/channel-settings.ts';
import type { PostedCard, Store, StoredCard } from '../../src/flows/ports.ts';
import { describeCardRecords } from './card-records.ts';
import { describeCiConnections } from './ci-connections.ts';
import { describeInstallations } from './installations.ts';
import { describeRetention } from './retention.ts';
import { describeRunRecords } from './run-records.ts';
import { describeSubmissionRecords } from './submission-records.ts';
import { describeSummaryRecords } from './summary-records.ts';
import { describeSharedWork, describeWork } from './work.ts';

/** One place where rows live. */
export interface StorePlace {
  /** A further connection to the same rows. */
  open(): Promise<Store>;
  /** Removes the rows; every connection is closed. */
  remove(): Promise<void>;
}

const POSTED: PostedCard = { workspace: 'T1', channel: 'C1', thread: '1.0', message: '1.1' };
const CARD: Card = {
  title: '403 from npm.example.com',
  fallback: '403 from npm.example.com: known, but not allowed',
  blocks: [
    { kind: 'paragraph', content: [{ kind: 'text', text: "It's “known” 🙂" }] },
    { kind: 'evidence', lines: [{ number: 214, text: "npm error '403'; drop table cards" }] },
  ],
};
const STORED: StoredCard = {
  posted: POSTED,
  card: CARD,
  playbook: 'http-auth-failure',
  fingerprint: 'v1:abc',
  subject: null,
  postedAt: 1_893_456_000_123,
};

/** What every store keeps to. `create` makes an empty place; `shared` is false when it has one connection only. */
export function describeStore(name: string, create: () => Promise<StorePlace>, shared = true): void {
  describe(`store: ${name}`, () => {
    let place: StorePlace;
    let opened: Store[];
    let store: Store;

    async function open(): Promise<Store> {
      const another = await place.open();
      opened.push(another);
      return another;
    }

    beforeEach(async () => {
      place = await create();
      opened = [];
      store = await open();
    });

    afterEach(async () => {
      for (const one of opened) await one.close();
      await place.remove();
    });

    describeClaims(() => store);
    describeWork(() => store.work);
    describeRetention(() => store);
    describeInstallations(() => store);
    describeCards(() => store);
    describeFeedback(() => store);
    describeSettings(() => store);
    describeRunRecords(() => store);
    describeCiConnections(() => store);
    describeSubmissionRecords(() => store);
    describeSummaryRecords(() => store);
    describeCardRecords(() => store);
    if (shared) describeSharing(() => ({ store, open }));
    if (shared) describeSharedWork(() => ({ work: store.work, open: async () => (await open()).work }));
  });
}

function describeClaims(current: () => Store): void {
  it('gives a claim to the first caller only', async () => {
    expect(await current().claim('event:E1', 1)).toBe(true);
    expect(await current().claim('event:E1', 2)).toBe(false);
    expect(await current().claim('event:E2', 2)).toBe(true);
  });

  it('gives one of many simultaneous callers the claim', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, (_, at) => current().claim('event:E1', at)));
    expect(answers.filter((answer) => answer)).toHaveLength(1);
  });

  it('gives a claim again to its holder, and to nobody else', async () => {
    expect(await current().claim('event:E1', 1, 'work-1')).toBe(true);
    expect(await current().claim('event:E1', 2, 'work-2')).toBe(false);
    expect(await current().claim('event:E1', 3)).toBe(false);
    expect(await current().claim('event:E1', 4, 'work-1')).toBe(true);
    expect(await current().claim('event:E2', 5)).toBe(true);
    expect(await current().claim('event:E2', 6)).toBe(false);
  });

  it('gives a released claim again, and releasing what nobody claimed is nothing', async () => {
    await current().claim('event:E1', 1);
    await current().release('event:E1');
    await current().release('event:E9');
    expect(await current().claim('event:E1', 3)).toBe(true);
  });
}

function describeCards(current: () => Store): void {
  it('keeps a card as it was', async () => {
    await current().recordCard(STORED);
    expect(await current().findCard(POSTED)).toEqual(STORED);
  });

  it('knows no card of another message, channel or workspace', async () => {
    await current().recordCard(STORED);
    expect(await current().findCard({ ...POSTED, message: '1.2' })).toBeNull();
    expect(await current().findCard({ ...POSTED, channel: 'C2' })).toBeNull();
    expect(await current().findCard({ ...POSTED, workspace: 'T2' })).toBeNull();
  });

  it('keeps a card without a diagnosis', async () => {
    await current().recordCard({ ...STORED, playbook: null, fingerprint: null });
    expect(await current().findCard(POSTED)).toMatchObject({ playbook: null, fingerprint: null });
  });

  it('replaces the card, not what it was about', async () => {
    await current().recordCard(STORED);
    await current().updateCard(POSTED, { ...CARD, title: 'Thanks' });
    expect(await current().findCard(POSTED)).toEqual({ ...STORED, card: { ...CARD, title: 'Thanks' } });
  });

  it('takes the later of two records of one message', async () => {
    await current().recordCard(STORED);
    await current().recordCard({ ...STORED, playbook: 'disk-full' });
    expect(await current().findCard(POSTED)).toMatchObject({ playbook: 'disk-full' });
  });
}

function describeFeedback(current: () => Store): void {
  const given = {
    posted: POSTED,
    playbook: 'http-auth-failure',
    user: 'U1',
    verdict: 'helped',
    at: 5,
  } as const;

  it('counts one verdict a person, the later one', async () => {
    await current().recordFeedback(given);
    await current().recordFeedback({ ...given, user: 'U2' });
    await current().recordFeedback({ ...given, verdict: 'wrong', at: 6 });
    expect(await current().feedbackOn(POSTED)).toEqual({ helped: 1, wrong: 1 });
  });

  it('counts nothing for a card that nobody judged', async () => {
    await current().recordFeedback(given);
    expect(await current().feedbackOn({ ...POSTED, message: '9.9' })).toEqual({ helped: 0, wrong: 0 });
  });
}

function describeSettings(current: () => Store): void {
  const chosen = { ...DEFAULT_SETTINGS, automatic: 'alerts', model: false, muted: ['disk-full'] } as const;

  it('knows no settings of a channel where nobody chose', async () => {
    await current().saveSettings(POSTED, { ...chosen, muted: [...chosen.muted] });
    expect(await current().findSettings({ workspace: 'T1', channel: 'C9' })).toBeNull();
    expect(await current().findSettings({ workspace: 'T9', channel: 'C1' })).toBeNull();
  });

  it('keeps the later choice for a channel', async () => {
    await current().saveSettings(POSTED, { ...chosen, muted: [...chosen.muted] });
    expect(await current().findSettings(POSTED)).toEqual(chosen);
    await current().saveSettings(POSTED, DEFAULT_SETTINGS);
    expect(await current().findSettings(POSTED)).toEqual(DEFAULT_SETTINGS);
  });
}

function describeSharing(current: () => { store: Store; open: () => Promise<Store> }): void {
  it('gives one of two connections the claim', async () => {
    const { store, open } = current();
    const other = await open();
    for (let round = 0; round < 25; round += 1) {
      const answers = await Promise.all([store.claim(`event:${round}`, 1), other.claim(`event:${round}`, 1)]);
      expect(answers.filter((answer) => answer)).toHaveLength(1);
    }
  });

  it('opens many times at once', async () => {
    const stores = await Promise.all(Array.from({ length: 5 }, () => current().open()));
    const answers = await Promise.all(stores.map((one) => one.claim('event:E1', 1)));
    expect(answers.filter((answer) => answer)).toHaveLength(1);
  });

  it('keeps its rows when it is opened again', async () => {
    const { store, open } = current();
    await store.claim('event:E1', 1);
    await store.recordCard(STORED);
    const again = await open();
    expect(await again.claim('event:E1', 2)).toBe(false);
    expect(await again.findCard(POSTED)).toEqual(STORED);
  });
}

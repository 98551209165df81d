import { afterEach, describe, expect, it } from '@jest/globals';
import type { ChatFlows } from '../../../src/flows/chat-flows.ts';
import { createChatFlows } from '../../../src/flows/create-chat-flows.ts';
import { createDoWork, createIntake } from '../../../src/flows/intake.ts';
import type { FailedJobLogs, RunLogOutcome } from '../../../src/flows/ports.ts';
import type { TakenWork } from '../../../src/flows/work.ts';
import { type AlertTown, BROKEN, botSays, failedLog, openAlertTown } from '../../support/alert-town.ts';

const RUN = 'https://github.com/northwind/ledger/actions/runs/';

let town: AlertTown;
let flows: ChatFlows;
let now: number;
/** What the service says about each run, by its id; the last word stays. */
let said: Map<string, RunLogOutcome[]>;
let waits: (number | undefined)[];

afterEach(() => town.close());

async function open(): Promise<void> {
  now = 1_790_000_000_000;
  said = new Map();
  waits = [];
  const runLogs = {
    async fetchFailedJobLogs(link: { runId: string | null }, _most: number, maxWaitMs?: number) {
      waits.push(maxWaitMs);
      const words = said.get(link.runId ?? '') ?? [];
      const next = (words.length > 1 ? words.shift() : words[0]) ?? { kind: 'still-running' as const };
      return { outcomes: [next], failedJobs: 1 } satisfies FailedJobLogs;
    },
    runHistory: async () => null,
  };
  town = await openAlertTown(runLogs, { clock: () => now });
  flows = createChatFlows(town.context);
}

async function accept(run: string, ts: string): Promise<void> {
  const intake = createIntake({ work: town.context.store.work, flows, clock: () => now });
  await intake.acceptMessage({ ...botSays('CI failed', `${RUN}${run}`), id: ts, thread: null }, ts);
}

/** Does all that is due, as a worker does; gives the threads in the order in which they were answered. */
async function work(): Promise<readonly string[]> {
  const seen = town.posted.length;
  for (let item = await take(); item !== null; item = await take()) {
    const { store } = town.context;
    const held: TakenWork = item;
    await createDoWork(flows)(held.body, {
      ...held,
      beforePosting: async () => undefined,
      afterwards: () => undefined,
    });
    await store.work.finish(held, now);
  }
  return town.posted.slice(seen).map(({ place }) => place.thread);
}

const take = () => town.context.store.work.take({ lease: crypto.randomUUID(), at: now, until: now + 15_000 });

describe('a run that still goes on', () => {
  it('lets the further alerts of its channel pass, and is answered when it has ended', async () => {
    await open();
    said.set('1', [{ kind: 'still-running' }, { kind: 'still-running' }, failedLog(BROKEN)]);
    said.set('2', [failedLog(BROKEN)]);
    await accept('1', '1790000000.000100');
    await accept('2', '1790000000.000200');
    expect(await work()).toEqual(['1790000000.000200']);
    now += 10_000;
    expect(await work()).toEqual([]);
    now += 20_000;
    expect(await work()).toEqual(['1790000000.000100']);
    expect(town.textOf(1)).toContain('forklift');
    now += 600_000;
    expect(await work()).toEqual([]);
    // Only the first question waits a little, and never for long.
    expect(waits).toEqual([5_000, 5_000, 0, 0]);
  });

  it('comes behind what its channel has by then, and holds up nobody else', async () => {
    await open();
    said.set('1', [{ kind: 'still-running' }, failedLog(BROKEN)]);
    said.set('2', [failedLog(BROKEN)]);
    await accept('1', '1790000000.000100');
    expect(await work()).toEqual([]);
    now += 10_000;
    await accept('2', '1790000009.000000');
    expect(await work()).toEqual(['1790000009.000000', '1790000000.000100']);
  });

  it('is given up after some three minutes, with a card that says so', async () => {
    await open();
    await accept('1', '1790000000.000100');
    const began = now;
    while (town.posted.length === 0 && now - began < 600_000) {
      await work();
      now += 5_000;
    }
    expect(town.textOf(0)).toContain('still going');
    expect(now - began).toBeGreaterThan(150_000);
    expect(now - began).toBeLessThan(240_000);
  });

  it('is answered once when the work that put it off is done again', async () => {
    await open();
    said.set('1', [{ kind: 'still-running' }, failedLog(BROKEN)]);
    await accept('1', '1790000000.000100');
    const first = await take();
    if (!first) throw new Error('nothing was accepted');
    const delivery = { ...first, beforePosting: async () => undefined, afterwards: () => undefined };
    await createDoWork(flows)(first.body, delivery);
    // The process died before it could say that this was done; the run has ended by now.
    await createDoWork(flows)(first.body, delivery);
    await town.context.store.work.finish(first, now);
    now += 60_000;
    expect(await work()).toEqual([]);
    expect(town.posted).toHaveLength(1);
  });
});

describe('a log that could not be read', () => {
  it('is tried again for who asks in the thread', async () => {
    await open();
    said.set('1', [{ kind: 'no-token', host: 'github.com', setting: 'GITHUB_TOKEN' }, failedLog(BROKEN)]);
    await accept('1', '1790000000.000100');
    await work();
    expect(town.textOf(0)).toContain('No token');
    const asking = { ...botSays('CI failed', `${RUN}1`), id: '1790000000.000100', askedBy: 'U1' };
    await flows.answerMessage(asking);
    expect(town.textOf(1)).toContain('forklift');
  });
});

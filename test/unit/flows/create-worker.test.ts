import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createSqliteStore } from '../../../src/adapters/store/create-sqlite-store.ts';
import { OutsideError } from '../../../src/core/errors.ts';
import { createWorker, type Worker, type WorkerSettings } from '../../../src/flows/create-worker.ts';
import type { DoWork } from '../../../src/flows/intake.ts';
import type { Store } from '../../../src/flows/ports.ts';
import { afterFailure } from '../../../src/flows/work-failure.ts';
import { createRecordingLogger, type RecordingLogger } from '../../support/slack-recording-flows.ts';

const AWAY = new OutsideError({ provider: 'slack', operation: 'chat.postMessage', retryable: true }, null);
const REFUSED = new OutsideError(
  { provider: 'slack', operation: 'chat.postMessage: not_in_channel', retryable: false },
  null,
);

describe('createWorker', () => {
  let store: Store;
  let workers: Worker[];
  let logger: RecordingLogger;
  let given: string[];

  beforeEach(async () => {
    store = await createSqliteStore({ path: ':memory:' });
    workers = [];
    given = [];
    logger = createRecordingLogger();
  });
  afterEach(async () => {
    for (const worker of workers) await worker.drain();
    await store.close();
  });

  function start(doWork: DoWork, more: Partial<WorkerSettings> = {}): Worker {
    const worker = createWorker({
      work: store.work,
      doWork,
      clock: Date.now,
      logger,
      onSetAside: async (item) => void given.push(item.key),
      pollMs: 20,
      leaseMs: 200,
      ...more,
    });
    workers.push(worker);
    worker.start();
    return worker;
  }

  async function accept(key: string, channel = 'C1'): Promise<void> {
    await store.work.accept({
      key,
      workspace: 'T1',
      channel,
      position: key,
      body: `"${key}"`,
      at: Date.now(),
    });
  }

  it('does what was accepted before and after it started, without waiting for its next look', async () => {
    const done: string[] = [];
    await accept('1');
    start(async (body) => void done.push(body), { pollMs: 60_000 });
    await until(() => done.length === 1);
    await accept('2');
    await until(() => done.length === 2);
    expect(done).toEqual(['"1"', '"2"']);
    await until(async () => (await store.work.counts()).underWay === 0);
    expect(await store.work.counts()).toEqual({ waiting: 0, underWay: 0, setAside: 0 });
  });

  it('bounds what is under way', async () => {
    let now = 0;
    let most = 0;
    let done = 0;
    for (let channel = 0; channel < 12; channel += 1) await accept(`1:${channel}`, `C${channel}`);
    start(
      async () => {
        now += 1;
        most = Math.max(most, now);
        await sleep(10);
        now -= 1;
        done += 1;
      },
      { concurrency: 3 },
    );
    await until(() => done === 12);
    expect(most).toBe(3);
  });

  it('tries again after a pause, in the order of the channel', async () => {
    const tried: string[] = [];
    await accept('1');
    await accept('2');
    start(async (body, { mayBePosted, beforePosting }) => {
      tried.push(`${body} ${mayBePosted}`);
      if (tried.length > 1) return;
      await beforePosting();
      throw AWAY;
    });
    await until(() => tried.length === 3);
    expect(tried).toEqual(['"1" false', '"1" true', '"2" false']);
    expect(logger.lines[0]?.data).toEqual({ reason: 'slack: chat.postMessage', attempt: 1, pauseMs: 1_000 });
  });

  it('gives up at once what waiting can not cure, tells it, and goes on', async () => {
    const done: string[] = [];
    await accept('1');
    await accept('2');
    start(async (body) => {
      if (body === '"1"') throw REFUSED;
      done.push(body);
    });
    await until(() => done.length === 1);
    expect(given).toEqual(['1']);
    expect((await store.work.listSetAside('T1'))[0]).toMatchObject({
      key: '1',
      reason: 'slack: chat.postMessage: not_in_channel',
    });
  });

  it('keeps its lease while it works, however long that takes', async () => {
    let runs = 0;
    await accept('1');
    const slow: DoWork = async () => {
      runs += 1;
      await sleep(1600);
    };
    // a busy machine may stop this process for longer than a very short lease
    start(slow, { leaseMs: 600 });
    start(slow, { leaseMs: 600 });
    await sleep(1800);
    expect(runs).toBe(1);
  });

  it('erases the text and lets the channel go on before what is added to the card', async () => {
    let isOver = false;
    let added: string[] = [];
    const ended: string[] = [];
    await accept('1');
    await accept('2');
    const worker = start(async (body, { afterwards }) => {
      ended.push(body);
      afterwards(async () => {
        while (!isOver) await sleep(5);
        added = [...added, body];
      });
    });
    await until(async () => {
      const { waiting, underWay } = await store.work.counts();
      return waiting + underWay === 0;
    });
    expect({ ended, added }).toEqual({ ended: ['"1"', '"2"'], added: [] });
    const drained = worker.drain();
    isOver = true;
    await drained;
    expect(added.toSorted()).toEqual(['"1"', '"2"']);
  });

  it('adds nothing to a card that a later try posts', async () => {
    const added: number[] = [];
    let tries = 0;
    await accept('1');
    start(async (_body, { afterwards }) => {
      tries += 1;
      const own = tries;
      afterwards(async () => void added.push(own));
      if (own === 1) throw AWAY;
    });
    await until(() => added.length > 0);
    expect(added).toEqual([2]);
  });

  it('posts nothing once another took the work over', async () => {
    const posted: string[] = [];
    await accept('1');
    let isStalled = true;
    // A process that stands still: its heart does not beat, and it does not know.
    const stalled = { ...store.work, keep: async () => true };
    start(
      async (_body, { beforePosting }) => {
        while (isStalled) await sleep(10);
        await beforePosting();
        posted.push('stalled');
      },
      { work: stalled, leaseMs: 60 },
    );
    await sleep(20);
    start(async (_body, { beforePosting }) => {
      await beforePosting();
      posted.push('heir');
    });
    await until(() => posted.length === 1);
    isStalled = false;
    await until(() => logger.lines.some(({ message }) => message === 'work went on elsewhere'));
    expect(posted).toEqual(['heir']);
  });

  it('waits for what is under way when it is told to stop, and takes nothing more', async () => {
    const done: string[] = [];
    await accept('1');
    await accept('2');
    const worker = start(async (body) => {
      await sleep(100);
      done.push(body);
    });
    await sleep(30);
    await worker.drain();
    expect(done).toEqual(['"1"']);
    expect(await store.work.counts()).toMatchObject({ waiting: 1, underWay: 0 });
  });

  it('says once that the database is away, and goes on when it is back', async () => {
    const done: string[] = [];
    let isAway = true;
    await accept('1');
    const take: typeof store.work.take = async (by) => {
      if (isAway)
        throw new OutsideError({ provider: 'database', operation: 'take work', retryable: true }, null);
      return store.work.take(by);
    };
    start(async (body) => void done.push(body), { work: { ...store.work, take } });
    await sleep(100);
    isAway = false;
    await until(() => done.length === 1);
    expect(logger.lines).toEqual([
      { level: 'error', data: { operation: 'take work' }, message: 'work can not be taken' },
    ]);
  });
});

describe('afterFailure', () => {
  it('pauses longer each time, up to a minute, and gives up after some forty minutes', () => {
    const pauses: number[] = [];
    for (let attempt = 1; ; attempt += 1) {
      const after = afterFailure(AWAY, attempt);
      if (after.next === 'set-aside') break;
      pauses.push(after.pauseMs);
    }
    expect(pauses.slice(0, 5)).toEqual([1_000, 2_000, 4_000, 8_000, 16_000]);
    expect(pauses.at(-1)).toBe(60_000);
    const minutes = pauses.reduce((sum, pause) => sum + pause, 0) / 60_000;
    expect(minutes).toBeGreaterThan(30);
    expect(minutes).toBeLessThan(50);
  });

  it('names a fault of ours without its words', () => {
    expect(afterFailure(new TypeError('words of a log'), 1)).toMatchObject({ next: 'retry' });
    expect(afterFailure(new TypeError('words of a log'), 3)).toEqual({
      next: 'set-aside',
      reason: 'a fault of ours: TypeError',
    });
  });
});

async function until(isTrue: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 5_000;
  while (!(await isTrue())) {
    if (Date.now() > deadline) throw new Error('waited too long');
    await sleep(5);
  }
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

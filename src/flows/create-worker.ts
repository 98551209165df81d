import { OutsideError } from '../core/errors.ts';
import { type Afterthought, type Afterwards, createAfterwards } from './create-afterwards.ts';
import type { DoWork } from './intake.ts';
import type { Clock, Logger } from './ports.ts';
import type { TakenWork, Work } from './work.ts';
import { afterFailure, isTriedTooOften, LeaseLost, TriedTooOften } from './work-failure.ts';

const CONCURRENCY = 8;
/** Longer than a post may be on its way after its process died. */
const LEASE_MS = 15_000;
/** How soon work is found that no notification told of: another process's, a pause that ended, a lease. */
const POLL_MS = 1_000;
/** Within what orchestrators grant between SIGTERM and SIGKILL. */
const DRAIN_MS = 20_000;

export interface WorkerSettings {
  readonly work: Work;
  readonly doWork: DoWork;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Told of an item that was given up, with the last error. */
  readonly onSetAside: (item: TakenWork, error: unknown) => Promise<void>;
  readonly concurrency?: number;
  readonly leaseMs?: number;
  readonly pollMs?: number;
}

/** Does the work of a store, a bounded number of items at a time. */
export interface Worker {
  start(): void;
  /** Takes no more and waits for what is under way, at most 20 s. Whatever is left is taken up again elsewhere. */
  drain(): Promise<void>;
}

/** A worker, not yet started. One a process; any number of processes share the work. */
export function createWorker(settings: WorkerSettings): Worker {
  const { work, logger, concurrency = CONCURRENCY, pollMs = POLL_MS } = settings;
  const underWay = new Set<Promise<void>>();
  const afterwards = createAfterwards(logger);
  let isRunning = false;
  let isLooking = false;
  let lookAgain = false;
  let isAway = false;
  let stopListening: () => void = () => undefined;
  let timer: NodeJS.Timeout | undefined;

  function wake(): void {
    lookAgain = true;
    if (!isLooking) void look();
  }

  async function look(): Promise<void> {
    isLooking = true;
    while (isRunning && lookAgain) {
      lookAgain = false;
      while (isRunning && underWay.size < concurrency) {
        const item = await takeOne();
        if (item === null) break;
        begin(item);
      }
    }
    isLooking = false;
  }

  async function takeOne(): Promise<TakenWork | null> {
    const at = settings.clock();
    try {
      const item = await work.take({ lease: crypto.randomUUID(), at, until: at + leaseOf(settings) });
      isAway = false;
      return item;
    } catch (error) {
      // The next look will tell whether it is back; one line an outage.
      if (!isAway) logger.error({ operation: operationOf(error) }, 'work can not be taken');
      isAway = true;
      return null;
    }
  }

  function begin(item: TakenWork): void {
    const one = doOne(settings, item, afterwards).finally(() => {
      underWay.delete(one);
      wake();
    });
    underWay.add(one);
  }

  return {
    start() {
      isRunning = true;
      stopListening = work.onAccepted(wake);
      timer = setInterval(wake, pollMs);
      wake();
    },
    async drain() {
      isRunning = false;
      stopListening();
      clearInterval(timer);
      const ended = Promise.all(underWay).then(() => afterwards.settled());
      await Promise.race([ended, sleepUnheld(DRAIN_MS)]);
    },
  };
}

/** Never throws: whatever goes wrong is written down, or the lease ends and the item is taken again. */
async function doOne(settings: WorkerSettings, item: TakenWork, afterwards: Afterwards): Promise<void> {
  const { work, clock, logger, doWork } = settings;
  const afterthoughts: Afterthought[] = [];
  const leaseMs = leaseOf(settings);
  const heartbeat = setInterval(() => {
    work.keep(item, clock() + leaseMs).catch(() => undefined); // the next beat, or the end of the lease
  }, leaseMs / 3);
  try {
    if (isTriedTooOften(item.attempt)) throw new TriedTooOften();
    await doWork(item.body, {
      ...item,
      async beforePosting() {
        if (!(await work.keepForPosting(item, clock() + leaseMs))) throw new LeaseLost();
      },
      afterwards: (afterthought) => void afterthoughts.push(afterthought),
    });
    await work.finish(item, clock());
    for (const afterthought of afterthoughts) afterwards.begin(afterthought);
  } catch (error) {
    await noteFailure(settings, item, error).catch((lost: unknown) => {
      logger.error({ operation: operationOf(lost) }, 'a failure of work can not be written down');
    });
  } finally {
    clearInterval(heartbeat);
  }
}

async function noteFailure(settings: WorkerSettings, item: TakenWork, error: unknown): Promise<void> {
  const { work, clock, logger, onSetAside } = settings;
  if (error instanceof LeaseLost) {
    logger.warn({ attempt: item.attempt }, 'work went on elsewhere');
    return;
  }
  const after = afterFailure(error, item.attempt);
  const { reason } = after;
  if (after.next === 'retry') {
    logger.warn({ reason, attempt: item.attempt, pauseMs: after.pauseMs }, 'work failed and is tried again');
    await work.retry(item, { reason, notBefore: clock() + after.pauseMs });
    return;
  }
  await work.setAside(item, { reason, at: clock() });
  await onSetAside(item, error);
}

function leaseOf({ leaseMs = LEASE_MS }: WorkerSettings): number {
  return leaseMs;
}

function operationOf(error: unknown): string {
  return error instanceof OutsideError ? error.operation : 'unknown';
}

function sleepUnheld(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
}

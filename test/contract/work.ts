import { expect, it } from '@jest/globals';
import type { NewWork, TakenWork, Work } from '../../src/flows/work.ts';

const LEASE_MS = 1_000;
let leases = 0;

function item(position: string, more: Partial<NewWork> = {}): NewWork {
  const key = `message:T1:${more.channel ?? 'C1'}:${position}`;
  return { key, workspace: 'T1', channel: 'C1', position, body: `body of ${position}`, at: 10, ...more };
}

async function take(work: Work, at: number): Promise<TakenWork | null> {
  leases += 1;
  return work.take({ lease: `lease-${leases}`, at, until: at + LEASE_MS });
}

async function takeKey(work: Work, at: number): Promise<string | null> {
  return (await take(work, at))?.key ?? null;
}

async function taken(work: Work, at: number): Promise<TakenWork> {
  const one = await take(work, at);
  if (one === null) throw new Error('nothing to take');
  return one;
}

/** What every place of work keeps to. */
export function describeWork(current: () => Work): void {
  it('writes work down once, whatever was done to it since', async () => {
    const work = current();
    expect(await work.accept(item('1.0'))).toBe(true);
    expect(await work.accept(item('1.0', { body: 'another' }))).toBe(false);
    const one = await taken(work, 20);
    expect(one).toMatchObject({ body: 'body of 1.0', attempt: 1, mayBePosted: false, acceptedAt: 10 });
    await work.finish(one, 30);
    expect(await work.accept(item('1.0'))).toBe(false);
    expect(await take(work, 40)).toBeNull();
  });

  it('keeps the order of a channel, one at a time, while others go on', async () => {
    const work = current();
    for (const position of ['3.0', '1.0', '2.0']) await work.accept(item(position));
    await work.accept(item('9.0', { channel: 'C2' }));
    const first = await taken(work, 20);
    expect(first.key).toBe('message:T1:C1:1.0');
    expect(await takeKey(work, 20)).toBe('message:T1:C2:9.0');
    expect(await take(work, 20)).toBeNull();
    await work.finish(first, 30);
    expect(await takeKey(work, 30)).toBe('message:T1:C1:2.0');
  });

  it('takes nothing beside work under way that is younger than what arrived late', async () => {
    const work = current();
    await work.accept(item('2.0'));
    const early = await taken(work, 20);
    await work.accept(item('1.0'));
    expect(await take(work, 20)).toBeNull();
    await work.finish(early, 30);
    expect(await takeKey(work, 30)).toBe('message:T1:C1:1.0');
  });

  it('pauses work that failed, and the younger work of its channel behind it', async () => {
    const work = current();
    for (const position of ['1.0', '2.0']) await work.accept(item(position));
    await work.retry(await taken(work, 20), { reason: 'slack away', notBefore: 500 });
    expect(await take(work, 499)).toBeNull();
    const again = await taken(work, 500);
    expect(again).toMatchObject({ key: 'message:T1:C1:1.0', attempt: 2, mayBePosted: false });
  });

  it('sets work aside with its reason, counts and lists it, and goes on', async () => {
    const work = current();
    for (const position of ['1.0', '2.0']) await work.accept(item(position));
    await work.setAside(await taken(work, 20), { reason: 'x'.repeat(500), at: 25 });
    expect(await takeKey(work, 30)).toBe('message:T1:C1:2.0');
    expect(await work.counts()).toEqual({ waiting: 0, underWay: 1, setAside: 1 });
    expect(await work.counts('T1')).toEqual({ waiting: 0, underWay: 1, setAside: 1 });
    expect(await work.counts('T2')).toEqual({ waiting: 0, underWay: 0, setAside: 0 });
    const [aside] = await work.listSetAside('T1');
    expect(aside).toMatchObject({ key: 'message:T1:C1:1.0', channel: 'C1', attempts: 1, at: 25 });
    expect(aside?.reason).toHaveLength(200);
    expect(await work.listSetAside('T2')).toEqual([]);
  });

  it('gives work of a worker that died to another, once its lease ended', async () => {
    const work = current();
    await work.accept(item('1.0'));
    const dead = await taken(work, 20);
    expect(await work.keepForPosting(dead, 2_000)).toBe(true);
    expect(await take(work, 2_000)).toBeNull();
    const heir = await taken(work, 2_001);
    expect(heir).toMatchObject({ key: dead.key, attempt: 2, mayBePosted: true, body: 'body of 1.0' });
    expect(await work.keep(dead, 9_000)).toBe(false);
    expect(await work.keepForPosting(dead, 9_000)).toBe(false);
    await work.finish(dead, 2_002);
    await work.setAside(dead, { reason: 'too late', at: 2_003 });
    expect(await work.counts()).toEqual({ waiting: 0, underWay: 1, setAside: 0 });
    expect(await work.keep(heir, 9_000)).toBe(true);
  });

  it('calls back when something was accepted, until it is told to stop', async () => {
    const work = current();
    let calls = 0;
    const stop = work.onAccepted(() => {
      calls += 1;
    });
    await untilTrue(async () => {
      await work.accept(item(String(Math.random())));
      return calls > 0;
    });
    stop();
    await new Promise((resolve) => setTimeout(resolve, 50));
    const before = calls;
    await work.accept(item('1.0'));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(calls).toBe(before);
  });
}

/** What holds between processes. */
export function describeSharedWork(current: () => { work: Work; open: () => Promise<Work> }): void {
  it('gives each of many items to one of many workers, in the order of its channel', async () => {
    const { work, open } = current();
    const workers = [work, await open(), await open()];
    const wanted = Array.from({ length: 60 }, (_, index) =>
      item(`1.${String(index).padStart(6, '0')}`, { channel: `C${index % 7}` }),
    );
    await Promise.all(wanted.map((one, index) => (workers[index % 3] ?? work).accept(one)));
    const done: string[] = [];
    await Promise.all([...workers, ...workers].map((one) => workThrough(one, done)));
    expect(done.toSorted()).toEqual(wanted.map(({ key }) => key).toSorted());
    for (let channel = 0; channel < 7; channel += 1) {
      const own = done.filter((key) => key.includes(`:C${channel}:`));
      expect(own).toEqual(own.toSorted());
    }
  });

  it('accepts what two processes are given at once in one of them', async () => {
    const { work, open } = current();
    const other = await open();
    for (let round = 0; round < 20; round += 1) {
      const one = item(`${round}.0`);
      const answers = await Promise.all([work.accept(one), other.accept(one)]);
      expect(answers.toSorted()).toEqual([false, true]);
    }
  });
}

async function workThrough(work: Work, done: string[]): Promise<void> {
  for (;;) {
    const one = await take(work, 20);
    if (one === null) {
      const { waiting, underWay } = await work.counts();
      if (waiting + underWay === 0) return;
      await new Promise((resolve) => setTimeout(resolve, 1));
      continue;
    }
    done.push(one.key);
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 3));
    await work.finish(one, 30);
  }
}

async function untilTrue(ask: () => Promise<boolean>): Promise<void> {
  for (let left = 100; left > 0; left -= 1) {
    if (await ask()) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('never came true');
}

import { describe, expect, it } from '@jest/globals';
import { createChannelPace } from '../../../../src/adapters/slack/channel-pace.ts';

/** A pace over a clock that only sleeping moves. */
function paced() {
  let now = 1_000;
  const pace = createChannelPace({
    clock: () => now,
    async sleep(ms) {
      now += ms;
    },
  });
  const pass = (ms: number): void => {
    now += ms;
  };
  return { pace, now: () => now, pass };
}

describe('posts into a channel', () => {
  it('go at once for a short burst, then a second apart', async () => {
    const { pace, now } = paced();
    const times: number[] = [];
    for (let post = 0; post < 7; post += 1) {
      await pace.turn('C1');
      times.push(now() - 1_000);
    }
    expect(times).toEqual([0, 0, 0, 0, 1_000, 2_000, 3_000]);
  });

  it('do not wait for those of another channel, and are free again after a pause', async () => {
    const { pace, now, pass } = paced();
    for (let post = 0; post < 4; post += 1) await pace.turn('C1');
    await pace.turn('C2');
    expect(now()).toBe(1_000);
    pass(10_000);
    await pace.turn('C1');
    expect(now()).toBe(11_000);
  });

  it('wait as long as Slack said, all of them', async () => {
    const { pace, now } = paced();
    pace.holdBack('C1', 30_000);
    await pace.turn('C1');
    expect(now()).toBe(31_000);
    await pace.turn('C1');
    expect(now()).toBe(32_000);
  });
});

import { LRUCache } from 'lru-cache';

/** Slack takes about one post a second in a channel, and bears a short burst. */
const POST_EVERY_MS = 1_000;
const BURST = 4;
const MOST_CHANNELS = 2_000;

/** When the next post into each channel may go. */
export interface ChannelPace {
  /** Resolves when it is this post's turn. */
  turn(channel: string): Promise<void>;
  /** Slack said how long it wants no post there. */
  holdBack(channel: string, ms: number): void;
}

export interface PaceSettings {
  readonly clock: () => number;
  readonly sleep: (ms: number) => Promise<void>;
}

/**
 * Paces the posts of this process: the first few into a channel go at once, further ones a second apart. Other
 * processes pace themselves; where they meet, Slack's own limit decides.
 */
export function createChannelPace({ clock, sleep }: PaceSettings = REAL): ChannelPace {
  // When the bucket of a channel is full again: each post pushes it a second on.
  const fullAt = new LRUCache<string, number>({ max: MOST_CHANNELS });
  return {
    async turn(channel) {
      const now = clock();
      const after = Math.max(now, fullAt.get(channel) ?? now) + POST_EVERY_MS;
      fullAt.set(channel, after);
      const waitMs = after - BURST * POST_EVERY_MS - now;
      if (waitMs > 0) await sleep(waitMs);
    },
    holdBack(channel, ms) {
      // An empty bucket that begins to fill when the pause is over.
      const empty = clock() + ms + (BURST - 1) * POST_EVERY_MS;
      fullAt.set(channel, Math.max(empty, fullAt.get(channel) ?? 0));
    },
  };
}

const REAL: PaceSettings = {
  clock: Date.now,
  sleep: (ms) => new Promise((resolve) => void setTimeout(resolve, ms)),
};

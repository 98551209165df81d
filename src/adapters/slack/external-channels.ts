import type { WebClient } from '@slack/web-api';
import { LRUCache } from 'lru-cache';

const MOST_CHANNELS = 2_000;
const KEPT_MS = 10 * 60_000;
/** Slack gives three seconds for everything. */
const PATIENCE_MS = 1_500;

/** Whether people of another organisation read a conversation. */
export type IsExternal = (channel: string) => Promise<boolean>;

/**
 * Asks Slack about a conversation where a delivery does not say, at most once in ten minutes. A conversation that
 * Slack does not tell about, or not in time, is taken for a shared one: nothing of other channels is said there.
 */
export function createIsExternal(client: Pick<WebClient, 'conversations'>): IsExternal {
  const known = new LRUCache<string, boolean>({ max: MOST_CHANNELS, ttl: KEPT_MS });
  return async (channel) => {
    // A direct message with us is in one workspace.
    if (channel.startsWith('D') || channel.startsWith('U')) return false;
    const before = known.get(channel);
    if (before !== undefined) return before;
    const asked = client.conversations.info({ channel }).then(
      ({ channel: found }) => {
        const isExternal = found?.is_ext_shared === true || found?.is_pending_ext_shared === true;
        known.set(channel, isExternal);
        return isExternal;
      },
      () => true,
    );
    return Promise.race([asked, afterPatience()]);
  };
}

function afterPatience(): Promise<boolean> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(true), PATIENCE_MS).unref();
  });
}

import type { App, Receiver } from '@slack/bolt';

/** A receiver with nothing but its three methods; `deliver` hands a body to the real App. */
export interface TestReceiver extends Receiver {
  /** Resolves when the app is done; gives what the listener acknowledged with, in order. */
  deliver(body: object): Promise<readonly unknown[]>;
}

export function createTestReceiver(): TestReceiver {
  let app: App | undefined;
  return {
    init(created: App) {
      app = created;
    },
    start: async () => undefined,
    stop: async () => undefined,
    async deliver(body) {
      const acks: unknown[] = [];
      await app?.processEvent({
        body: { ...body },
        ack: async (answer?: unknown) => {
          acks.push(answer);
        },
      });
      return acks;
    },
  };
}

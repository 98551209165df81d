import type { App, Receiver, ReceiverEvent } from '@slack/bolt';
import { OutsideError } from '../../../core/errors.ts';
import type { Logger } from '../../../flows/ports.ts';

/** Slack gives three seconds; what is not stored by then was better not acknowledged. */
const STORE_TIMEOUT_MS = 2_500;

/** Writes an event down. `done`: nobody else need see it; it is acknowledged at once. */
export type Accept = (body: unknown) => Promise<'go-on' | 'done'>;

/**
 * A receiver, HTTP or Socket Mode, whose events are stored before anybody acknowledges them.
 *
 * Bolt acknowledges an event before any listener runs, and also when authorization throws. So the storing comes
 * before Bolt: when it fails, the receiver answers 500 or nothing at all, and Slack sends the event again.
 */
export function storeBeforeAck(
  receiver: Receiver,
  { accept, logger }: { accept: Accept; logger: Logger },
): Receiver {
  async function store(event: ReceiverEvent): Promise<'go-on' | 'done'> {
    try {
      return await within(STORE_TIMEOUT_MS, accept(event.body));
    } catch (error) {
      const operation = error instanceof OutsideError ? error.operation : 'unknown';
      logger.error({ operation }, 'an event was not stored: Slack sends it again');
      throw error;
    }
  }

  return {
    init(app) {
      const storing: App = Object.create(app, {
        processEvent: {
          value: async (event: ReceiverEvent) => {
            const isEvent = event.body['type'] === 'event_callback';
            if (isEvent && (await store(event)) === 'done') await event.ack();
            else await app.processEvent(event);
          },
        },
      });
      receiver.init(storing);
    },
    start: (...settings) => receiver.start(...settings),
    stop: (...settings) => receiver.stop(...settings),
  };
}

async function within<T>(timeoutMs: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(new OutsideError({ provider: 'database', operation: 'too slow', retryable: true }, null)),
      timeoutMs,
    );
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

import type { App, Receiver, ReceiverEvent } from '@slack/bolt';
import { OutsideError } from '../../../core/errors.ts';
import type { Logger } from '../../../flows/ports.ts';

/** Slack gives three seconds; what is not stored by then was better not acknowledged. */
const STORE_TIMEOUT_MS = 2_500;

/**
 * A receiver, HTTP or Socket Mode, whose events are stored before anybody acknowledges them.
 *
 * Bolt acknowledges an event before any listener runs, and also when authorization throws. So the storing comes
 * before Bolt: when it fails, the receiver answers 500 or nothing at all, and Slack sends the event again.
 */
export function storeBeforeAck(
  receiver: Receiver,
  { accept, logger }: { accept: (body: unknown) => Promise<void>; logger: Logger },
): Receiver {
  async function store(event: ReceiverEvent): Promise<void> {
    try {
      await within(STORE_TIMEOUT_MS, accept(event.body));
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
            if (event.body['type'] === 'event_callback') await store(event);
            await app.processEvent(event);
          },
        },
      });
      receiver.init(storing);
    },
    start: (...settings) => receiver.start(...settings),
    stop: (...settings) => receiver.stop(...settings),
  };
}

async function within(timeoutMs: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(new OutsideError({ provider: 'database', operation: 'too slow', retryable: true }, null)),
      timeoutMs,
    );
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

import { OutsideError } from '../core/errors.ts';
import type { Clock, Logger } from './ports.ts';
import type { Retention } from './retention.ts';

const DAY_MS = 86_400_000;
const EVERY_MS = 6 * 60 * 60_000;

/** Purges now and four times a day. Returns how to stop. An outage is logged, and the next time makes up for it. */
export function purgeRegularly(settings: {
  readonly retention: Retention;
  readonly days: number;
  readonly clock: Clock;
  readonly logger: Logger;
}): () => void {
  const { retention, days, clock, logger } = settings;
  async function purge(): Promise<void> {
    try {
      const rows = await retention.purge(clock() - days * DAY_MS);
      if (Object.keys(rows).length > 0) logger.info({ rows }, 'old rows were purged');
    } catch (error) {
      const operation = error instanceof OutsideError ? error.operation : 'unknown';
      logger.error({ operation }, 'old rows could not be purged');
    }
  }
  void purge();
  const timer = setInterval(() => void purge(), EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}

import { OutsideError } from '../core/errors.ts';
import type { Logger } from './ports.ts';

/** So many at a time; each may wait for a slow service for its whole timeout. */
const MOST = 32;

/** Something that is nice to have once the work is done, and that works on what the card keeps. */
export type Afterthought = () => Promise<void>;

/** Afterthoughts of work that is done: outside of any lease, in nobody's way, and lost with the process. */
export interface Afterwards {
  /** Begins it, or lets it go when too many are under way. Never throws. */
  begin(afterthought: Afterthought): void;
  /** Resolves when all that were begun have ended. */
  settled(): Promise<void>;
}

export function createAfterwards(logger: Logger, most = MOST): Afterwards {
  const underWay = new Set<Promise<void>>();
  return {
    begin(afterthought) {
      if (underWay.size >= most) {
        logger.warn({ underWay: underWay.size }, 'too much at once: a card stays as it was posted');
        return;
      }
      const one = afterthought()
        .catch((error: unknown) => {
          const operation = error instanceof OutsideError ? error.operation : 'unknown';
          logger.warn({ operation }, 'a posted card could not be added to');
        })
        .finally(() => underWay.delete(one));
      underWay.add(one);
    },
    async settled() {
      await Promise.all(underWay);
    },
  };
}

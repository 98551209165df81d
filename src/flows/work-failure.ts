import { OutsideError } from '../core/errors.ts';

const FIRST_PAUSE_MS = 1_000;
/** A channel waits for its oldest message: this long at most after an outage is over. */
const LONGEST_PAUSE_MS = 60_000;
/** With these pauses some forty minutes: an outage of the chat tool or the database is waited for. */
const MOST_TRIES = 45;
/** Tries that ended without a word: the process died, perhaps of this very item. */
const MOST_TRIES_AT_ALL = 60;
/** What is no outage, is a fault of ours or of this very item. */
const MOST_TRIES_OF_A_BUG = 3;

/** The work was taken by somebody else meanwhile: whatever is under way here must leave no trace. */
export class LeaseLost extends Error {
  constructor() {
    super('the lease of this work was lost');
    this.name = 'LeaseLost';
  }
}

/** The processes that did this work died, time and again. */
export class TriedTooOften extends Error {
  constructor() {
    super('this work was tried too often');
    this.name = 'TriedTooOften';
  }
}

/** What to do after a try that failed: try again then, or give up. */
export type AfterFailure =
  | { readonly next: 'retry'; readonly pauseMs: number; readonly reason: string }
  | { readonly next: 'set-aside'; readonly reason: string };

/** True when an item was taken so often that it is better given up than tried again. */
export function isTriedTooOften(attempt: number): boolean {
  return attempt > MOST_TRIES_AT_ALL;
}

/** Pauses grow from one second to a minute. What can't be cured by waiting is given up soon. */
export function afterFailure(error: unknown, attempt: number): AfterFailure {
  const reason = reasonOf(error);
  if (error instanceof OutsideError && !error.retryable) return { next: 'set-aside', reason };
  const most = error instanceof OutsideError ? MOST_TRIES : MOST_TRIES_OF_A_BUG;
  if (attempt >= most) return { next: 'set-aside', reason };
  const pauseMs = Math.min(FIRST_PAUSE_MS * 2 ** (attempt - 1), LONGEST_PAUSE_MS);
  return { next: 'retry', pauseMs, reason };
}

/** Names what failed; never an error's own words, which may quote a log. */
function reasonOf(error: unknown): string {
  if (error instanceof OutsideError) {
    const status = error.status === null ? '' : ` (${error.status})`;
    return `${error.provider}: ${error.operation}${status}`;
  }
  return error instanceof Error ? `a fault of ours: ${error.name}` : 'a fault of ours';
}

import {
  BrokenCircuitError,
  ConsecutiveBreaker,
  circuitBreaker,
  DelegateBackoff,
  handleAll,
  handleWhen,
  retry,
  wrap,
} from 'cockatiel';
import OpenAI from 'openai';

/** A server that asks for more patience than this is not asked again: the sentence is not worth the wait. */
const LONGEST_WAIT_MS = 10_000;
const USUAL_WAIT_MS = 500;
const FAILURES_TO_PAUSE = 5;

export interface CallGuard {
  /** Runs a call, once more after a 429 or 5xx; after five failures in a row none is made for a while. */
  run<T>(call: () => Promise<T>): Promise<T>;
}

/** `pauseMs`: how long no call is made after repeated failures. */
export function createCallGuard(pauseMs: number): CallGuard {
  const once = retry(handleWhen(isWorthAnother), {
    maxAttempts: 1,
    backoff: new DelegateBackoff(({ result }) => ('error' in result ? (waitOf(result.error) ?? 0) : 0)),
  });
  const pause = circuitBreaker(handleAll, {
    halfOpenAfter: pauseMs,
    breaker: new ConsecutiveBreaker(FAILURES_TO_PAUSE),
  });
  const guarded = wrap(pause, once);
  return { run: (call) => guarded.execute(call) };
}

/** No call was made: the ones before it failed. */
export function isPaused(error: unknown): boolean {
  return error instanceof BrokenCircuitError;
}

/** A server that is busy or failed, and does not ask for much patience. Not one that took too long already. */
export function isWorthAnother(error: Error): boolean {
  if (!(error instanceof OpenAI.APIError) || error instanceof OpenAI.APIConnectionTimeoutError) return false;
  const passing = error.status === undefined || error.status === 429 || error.status >= 500;
  return (
    passing && !(error instanceof OpenAI.APIUserAbortError) && (waitOf(error) ?? Infinity) <= LONGEST_WAIT_MS
  );
}

/** Milliseconds that the server asks us to wait: `retry-after-ms: 250`, `retry-after: 2` or a date. */
function waitOf(error: Error): number | null {
  const headers = error instanceof OpenAI.APIError ? error.headers : undefined;
  const exact = Number.parseFloat(headers?.get('retry-after-ms') ?? '');
  if (!Number.isNaN(exact)) return Math.max(0, exact);
  const asked = headers?.get('retry-after');
  if (!asked) return USUAL_WAIT_MS;
  const seconds = Number(asked);
  const ms = Number.isNaN(seconds) ? Date.parse(asked) - Date.now() : seconds * 1000;
  return Number.isNaN(ms) ? USUAL_WAIT_MS : Math.max(0, ms);
}

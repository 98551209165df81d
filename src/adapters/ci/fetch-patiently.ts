import type { LogLimits } from './ci-provider.ts';
import { type ByteOutcome, type ByteRequest, fetchBytes } from './http.ts';

const maxTries = 4;
/** Longer waits than this are not worth an answer. */
const maxPauseMs = 30_000;
/** Too many requests; a gateway that is down for a moment. */
const passing = new Set([429, 502, 503, 504]);

/** Fetches, and asks again when the service says that it is only busy: after the pause it names, or a growing one. */
export async function fetchPatiently(request: ByteRequest, limits: LogLimits): Promise<ByteOutcome> {
  let pause = limits.firstPauseMs;
  let waited = 0;
  for (let tries = 1; ; tries++) {
    const outcome = await fetchBytes({ ...request, publicOnly: limits.publicOnly });
    if (outcome.kind !== 'status' || !passing.has(outcome.status) || tries === maxTries) return outcome;
    const asked = outcome.retryAfterMs ?? pause;
    if (asked > maxPauseMs || waited + asked > limits.maxBusyMs) return outcome;
    await limits.sleep(asked);
    waited += asked;
    pause *= 2;
  }
}

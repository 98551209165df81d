import type { LogLimits } from './ci-provider.ts';

/**
 * Asks again, with growing pauses, until `ask` gives something else than null or the time is up (then null).
 * Alerts arrive before their job has ended: a step that posts one belongs to the job.
 */
export async function waitFor<T>(limits: LogLimits, ask: () => Promise<T | null>): Promise<T | null> {
  let waited = 0;
  for (let pause = limits.firstPauseMs; ; pause *= 2) {
    const answer = await ask();
    if (answer !== null) return answer;
    const left = limits.maxWaitMs - waited;
    if (left <= 0) return null;
    await limits.sleep(Math.min(pause, left));
    waited += Math.min(pause, left);
  }
}

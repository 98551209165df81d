import { BrokenCircuitError, ConsecutiveBreaker, circuitBreaker, handleWhen, type IPolicy } from 'cockatiel';
import { LRUCache } from 'lru-cache';
import type { RunLogProblem } from '../../core/card/run-log-problem.ts';
import { ProblemError } from './ci-provider.ts';

const FAILURES_TO_PAUSE = 5;
const MOST_HOSTS = 1_000;

/** Leaves a service alone that failed several times in a row. */
export interface HostBreakers {
  /** What `ask` gives, or at once that the host can't be reached while it is left alone. */
  run<T extends { readonly kind: string }>(
    host: string,
    ask: () => Promise<T | RunLogProblem>,
  ): Promise<T | RunLogProblem>;
}

/** A breaker for each host: after five failures in a row nobody is sent there for `pauseMs`, then one to look. */
export function createHostBreakers(pauseMs: number): HostBreakers {
  const breakers = new LRUCache<string, IPolicy>({ max: MOST_HOSTS });
  function breakerOf(host: string): IPolicy {
    const known = breakers.get(host);
    if (known) return known;
    const made = circuitBreaker(handleWhen(isUnreachable), {
      halfOpenAfter: pauseMs,
      breaker: new ConsecutiveBreaker(FAILURES_TO_PAUSE),
    });
    breakers.set(host, made);
    return made;
  }
  return {
    async run(host, ask) {
      try {
        return await breakerOf(host).execute(async () => failing(await ask()));
      } catch (error) {
        if (error instanceof BrokenCircuitError)
          return { kind: 'unreachable', host, detail: 'it failed several times just now' };
        if (error instanceof ProblemError) return error.problem;
        throw error;
      }
    },
  };
}

function isUnreachable(error: Error): boolean {
  return error instanceof ProblemError && error.problem.kind === 'unreachable';
}

/** A breaker counts what is thrown. */
function failing<T extends { readonly kind: string }>(answer: T | RunLogProblem): T | RunLogProblem {
  if (isProblem(answer)) throw new ProblemError(answer);
  return answer;
}

function isProblem(answer: {
  readonly kind: string;
}): answer is Extract<RunLogProblem, { kind: 'unreachable' }> {
  return answer.kind === 'unreachable';
}

import { RequestError } from 'octokit';
import { ZodError } from 'zod';
import type { RunLogProblem } from '../../../../core/card/run-log-problem.ts';
import { networkCodeOf } from '../../network-code.ts';
import { type Refuser, statusProblem } from '../../status-problem.ts';

/** What an error of octokit, or a body that is not GitHub's, means. Any other error is thrown on. */
export function githubProblem(error: unknown, from: Refuser): RunLogProblem {
  const unreachable = (detail: string): RunLogProblem => ({ kind: 'unreachable', host: from.host, detail });
  if (error instanceof ZodError) return unreachable('it answered with something that is not its API');
  if (!(error instanceof RequestError)) throw error;
  // Without a response the library reports its own 500: nobody answered.
  if (!error.response) {
    return unreachable(networkCodeOf(error) ?? networkCodeOf(error.cause) ?? 'no answer');
  }
  const { message } = (error.response.data ?? {}) as { message?: unknown };
  const isSpent = error.response.headers['x-ratelimit-remaining'] === '0';
  const words = typeof message === 'string' ? message : '';
  return statusProblem(error.status, `${isSpent ? 'rate limit: ' : ''}${words}`, from);
}

import type { RunLogProblem } from '../../../../core/card/run-log-problem.ts';
import type { FetchedLog, LogLimits } from '../../ci-provider.ts';
import { fetchLogBytes } from '../../fetch-log-bytes.ts';
import { isFresh } from '../../is-fresh.ts';
import type { CircleciAction, CircleciBuild } from './circleci-payloads.ts';
import type { CircleciPlace } from './circleci-place.ts';

interface BuildPlace {
  readonly url: string;
  readonly build: CircleciBuild;
}

/** What the first failed step printed; of its parallel containers the first that failed. */
export async function fetchStepOutput(
  { door }: CircleciPlace,
  { url, build }: BuildPlace,
  limits: LogLimits,
): Promise<FetchedLog | RunLogProblem> {
  const action = build.steps.flatMap(({ actions }) => actions).find(isFailed);
  if (!action) return { kind: 'no-log', detail: `no step failed; the job ended with ${build.outcome}` };
  const exit = action.exit_code ?? null;
  const ended = exit === null ? (action.status ?? 'a failure') : `exit code ${exit}`;
  const reason = `${action.name} ended with ${ended} and printed nothing`;
  if (action.has_output === false) return { kind: 'no-log', detail: reason };
  const request = {
    ...door,
    url: `${url}/output/${action.step}/${action.index}?file=true`,
    isFresh: isFresh(build.stop_time),
  };
  const log = await fetchLogBytes(request, limits);
  return log.kind === 'bytes' ? { ...log, step: action.name } : log;
}

function isFailed({ status, failed }: CircleciAction): boolean {
  return failed === true || status === 'failed' || status === 'timedout' || status === 'infrastructure_fail';
}

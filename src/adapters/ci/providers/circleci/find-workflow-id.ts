import type { RunLink } from '../../../../core/alert/run.ts';
import type { RunLogProblem } from '../../../../core/card/run-log-problem.ts';
import { fetchJson } from '../../fetch-json.ts';
import { CircleciPipeline, CircleciWorkflows } from './circleci-payloads.ts';
import type { CircleciPlace } from './circleci-place.ts';

/** The workflow behind a link; of a pipeline's workflows the one that failed. Null while one may still fail. */
export async function findWorkflowId(
  { door, origin }: CircleciPlace,
  link: RunLink,
  slug: string | null,
): Promise<string | RunLogProblem | null> {
  const { runId } = link;
  // 3f0f7d0e-...: a UUID has dashes, a pipeline's number has none
  const isUuid = runId?.includes('-') ?? false;
  // https://circleci.com/pipeline/UUID, in contrast to /workflow-run/UUID
  const isPipeline = /^\/pipeline\//.test(new URL(link.runUrl).pathname);
  if (runId !== null && isUuid && !isPipeline) return encodeURIComponent(runId);
  const byNumber = `${origin}/api/v2/project/${slug}/pipeline/${runId}`;
  if (runId === null || (!isUuid && slug === null)) {
    return { kind: 'not-found', host: link.host, detail: 'the link names no workflow' };
  }
  const id = isUuid ? runId : (await fetchJson(door, byNumber, CircleciPipeline)).id;
  const pipeline = `${origin}/api/v2/pipeline/${encodeURIComponent(id)}`;
  const { items } = await fetchJson(door, `${pipeline}/workflow`, CircleciWorkflows);
  const failed = items.find(({ status }) => ['failed', 'failing', 'error'].includes(status));
  if (failed) return encodeURIComponent(failed.id);
  if (items.some(({ status }) => status === 'running')) return null;
  if (items.length > 0) return { kind: 'nothing-failed' };
  const { errors } = await fetchJson(door, pipeline, CircleciPipeline);
  if (!errors || errors.length === 0) return null;
  return { kind: 'no-job', detail: errors.map(({ message }) => message).join('\n') };
}

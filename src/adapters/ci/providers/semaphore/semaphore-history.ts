import type { PastJob, PastResult, PastRun, RunHistory } from '../../../../flows/ports.ts';
import { type ApiDoor, fetchJson } from '../../fetch-json.ts';
import { timeOf } from '../../past-result.ts';
import { SemaphoreAnswer, type SemaphoreListed, SemaphorePipelines } from './semaphore-payloads.ts';

/** Pipelines of one commit whose jobs are asked for, a request each. */
const maxCommitPipelines = 4;
const maxListed = 20;

export interface SemaphoreHistoryPlace {
  readonly door: ApiDoor;
  /** `https://acme.semaphoreci.com` */
  readonly origin: string;
  /** `https://acme.semaphoreci.com/api/v1alpha` */
  readonly base: string;
}

/**
 * Pipelines of the same name on the same branch; a promotion has a name of its own. The API does not tell the
 * project's default branch. Two to six requests. Throws ProblemError.
 */
export async function semaphoreHistory(
  place: SemaphoreHistoryPlace,
  pipelineId: string,
): Promise<RunHistory | null> {
  const { pipeline } = await describePipeline(place, pipelineId);
  const { project_id: project, branch_name: branch, commit_sha: commit, name } = pipeline;
  if (!project || !branch || !commit) return null;
  const query = new URLSearchParams({ project_id: project, branch_name: branch });
  const all = await fetchJson(place.door, `${place.base}/pipelines?${query}`, SemaphorePipelines);
  const listed = all
    .filter((one) => (one.branch_name ?? branch) === branch && (one.name ?? name) === name)
    .sort((a, b) => secondsOf(b) - secondsOf(a))
    .slice(0, maxListed);
  const ofCommit = listed.filter((one) => one.commit_sha === commit).slice(0, maxCommitPipelines);
  return {
    branch,
    commit,
    defaultBranch: null,
    sameCommit: await Promise.all(ofCommit.map((one) => withJobs(place, one))),
    sameBranch: listed.map((one) => pastRun(place, one)),
    onDefaultBranch: [],
  };
}

function describePipeline({ door, base }: SemaphoreHistoryPlace, id: string): Promise<SemaphoreAnswer> {
  return fetchJson(door, `${base}/pipelines/${encodeURIComponent(id)}?detailed=true`, SemaphoreAnswer);
}

async function withJobs(place: SemaphoreHistoryPlace, one: SemaphoreListed): Promise<PastRun> {
  const { pipeline, blocks } = await describePipeline(place, one.ppl_id);
  const jobs = (blocks ?? []).flatMap((block) =>
    (block.jobs ?? []).map(
      (job): PastJob => ({
        name: job.name ?? block.name ?? '',
        result: resultOf(job.status, job.result),
      }),
    ),
  );
  const run = pastRun(place, one);
  return { ...run, startedAt: run.startedAt || timeOf(pipeline.created_at?.replace(' ', 'T')), jobs };
}

function pastRun({ origin }: SemaphoreHistoryPlace, one: SemaphoreListed): PastRun {
  const page = one.wf_id ? `${origin}/workflows/${one.wf_id}?pipeline_id=${one.ppl_id}` : null;
  return {
    runId: one.wf_id ?? one.ppl_id,
    url: page,
    attempt: null,
    branch: one.branch_name ?? null,
    commit: one.commit_sha ?? null,
    author: null,
    result: resultOf(one.state, one.result),
    startedAt: secondsOf(one) * 1000,
    jobs: null,
  };
}

/** `DONE` with a result for a pipeline, `FINISHED` for a job; anything else goes on. */
function resultOf(state: string | null | undefined, result: string | null | undefined): PastResult {
  if (!['done', 'finished'].includes(state?.toLowerCase() ?? '')) return 'running';
  const word = result?.toLowerCase();
  return word === 'passed' || word === 'failed' ? word : 'other';
}

function secondsOf({ created_at: created }: SemaphoreListed): number {
  return created?.seconds ?? 0;
}

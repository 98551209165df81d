import type { Gitlab } from '@gitbeaker/rest';
import type { RunLink } from '../../../../core/alert/run.ts';
import type { RunLogProblem } from '../../../../core/card/run-log-problem.ts';
import { GitlabBridges, GitlabJob, GitlabJobs, GitlabPipeline } from './gitlab-payloads.ts';

export type GitlabClient = InstanceType<typeof Gitlab>;

export interface FoundGitlabJobs {
  readonly kind: 'jobs';
  /** Path or number, whichever the way to the jobs gave. */
  readonly project: string;
  /** The one that ended first in front. */
  readonly jobs: readonly [GitlabJob, ...GitlabJob[]];
  readonly pipeline: GitlabPipeline | null;
}

/** Statuses after which nothing more happens by itself. */
const ended = new Set(['success', 'failed', 'canceled', 'skipped']);

/** The failed jobs behind a pipeline or job link; null while there may still be one. Throws gitbeaker's errors. */
export async function findFailedGitlabJobs(
  client: GitlabClient,
  project: string,
  link: RunLink,
): Promise<FoundGitlabJobs | RunLogProblem | null> {
  if (link.runId !== null) return await findInPipeline(client, { project, id: Number(link.runId) }, true);
  if (link.jobId === null)
    return { kind: 'not-found', host: link.host, detail: 'the link names no pipeline' };
  const job = GitlabJob.parse(await client.Jobs.show(project, Number(link.jobId)));
  if (!ended.has(job.status)) return null;
  if (job.status !== 'failed') return { kind: 'nothing-failed' };
  return { kind: 'jobs', project, jobs: [job], pipeline: null };
}

interface PipelinePlace {
  readonly project: string;
  readonly id: number;
}

async function findInPipeline(
  client: GitlabClient,
  place: PipelinePlace,
  mayDescend: boolean,
): Promise<FoundGitlabJobs | RunLogProblem | null> {
  const pipeline = GitlabPipeline.parse(await client.Pipelines.show(place.project, place.id));
  if (pipeline.yaml_errors) return { kind: 'no-job', detail: pipeline.yaml_errors };
  if (pipeline.status === 'success') return { kind: 'nothing-failed' };
  const jobs = await client.Jobs.all(place.project, {
    pipelineId: place.id,
    scope: 'failed',
    perPage: 100,
    maxPages: 10,
  });
  const [first, ...further] = failuresThatCount(GitlabJobs.parse(jobs));
  if (first) return { kind: 'jobs', project: place.project, jobs: [first, ...further], pipeline };
  const below = mayDescend ? await failedDownstream(client, place) : null;
  if (below) return await findInPipeline(client, below, false);
  return ended.has(pipeline.status) ? { kind: 'nothing-failed' } : null;
}

/** Jobs that are allowed to fail do not count. */
function failuresThatCount(jobs: readonly GitlabJob[]): readonly GitlabJob[] {
  return jobs
    .filter((job) => job.status === 'failed' && job.allow_failure !== true)
    .sort((one, other) => endOf(one) - endOf(other) || one.id - other.id);
}

/** Milliseconds, for an instance may write its times in its own zone. */
function endOf(job: GitlabJob): number {
  return job.finished_at ? Date.parse(job.finished_at) : Number.MAX_SAFE_INTEGER;
}

/** A pipeline that only waits for a child or another project's pipeline has no failed job of its own. */
async function failedDownstream(client: GitlabClient, place: PipelinePlace): Promise<PipelinePlace | null> {
  const bridges = GitlabBridges.parse(
    await client.Jobs.allPipelineBridges(place.project, place.id, { scope: 'failed' }),
  );
  for (const bridge of bridges) {
    const below = bridge.downstream_pipeline;
    if (bridge.status === 'failed' && bridge.allow_failure !== true && below) {
      return { project: String(below.project_id), id: below.id };
    }
  }
  return null;
}

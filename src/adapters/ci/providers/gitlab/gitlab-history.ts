import type { RunLink } from '../../../../core/alert/run.ts';
import type { PastResult, PastRun, RunHistory } from '../../../../flows/ports.ts';
import { timeOf } from '../../past-result.ts';
import type { GitlabClient } from './find-failed-jobs.ts';
import { GitlabJob, GitlabJobs, GitlabPipeline, GitlabPipelines, GitlabProject } from './gitlab-payloads.ts';

/** Pipelines of one commit whose jobs are asked for, a request each. */
const maxCommitPipelines = 4;

/**
 * The project's pipelines of the same kind, scheduled or not. Jobs that were retried are listed beside their
 * later tries. Five to nine requests. Throws gitbeaker's errors.
 */
export async function gitlabHistory(
  client: GitlabClient,
  project: string,
  link: RunLink,
): Promise<RunHistory | null> {
  const id = link.runId ?? (await pipelineOfJob(client, project, link.jobId));
  if (id === null) return null;
  const asked = GitlabPipeline.parse(await client.Pipelines.show(project, Number(id)));
  const { ref, sha } = asked;
  if (!ref || !sha) return null;
  const list = async (filter: { ref: string } | { sha: string }): Promise<readonly GitlabPipeline[]> => {
    const found = await client.Pipelines.all(project, { ...filter, perPage: 20, maxPages: 1 });
    return GitlabPipelines.parse(found).filter((one) => isScheduled(one) === isScheduled(asked));
  };
  const defaultBranch = GitlabProject.parse(await client.Projects.show(project)).default_branch ?? null;
  const ofBranch = await list({ ref });
  const ofDefault =
    defaultBranch === null ? [] : ref === defaultBranch ? ofBranch : await list({ ref: defaultBranch });
  const ofCommit = (await list({ sha })).slice(0, maxCommitPipelines);
  return {
    branch: ref,
    commit: sha,
    defaultBranch,
    sameCommit: await Promise.all(ofCommit.map((one) => withJobs(client, project, one))),
    sameBranch: ofBranch.map(pastRun),
    onDefaultBranch: ofDefault.map(pastRun),
  };
}

async function pipelineOfJob(
  client: GitlabClient,
  project: string,
  jobId: string | null,
): Promise<string | null> {
  if (jobId === null) return null;
  const { pipeline } = GitlabJob.parse(await client.Jobs.show(project, Number(jobId)));
  return pipeline ? String(pipeline.id) : null;
}

function isScheduled({ source }: GitlabPipeline): boolean {
  return source === 'schedule';
}

function pastRun(pipeline: GitlabPipeline): PastRun {
  return {
    runId: String(pipeline.id),
    url: pipeline.web_url ?? null,
    attempt: null,
    branch: pipeline.ref ?? null,
    commit: pipeline.sha ?? null,
    author: pipeline.user?.username ?? null,
    result: resultOf(pipeline.status),
    startedAt: timeOf(pipeline.created_at),
    jobs: null,
  };
}

async function withJobs(client: GitlabClient, project: string, pipeline: GitlabPipeline): Promise<PastRun> {
  const jobs = await client.Jobs.all(project, {
    pipelineId: pipeline.id,
    includeRetried: true,
    perPage: 100,
    maxPages: 3,
  });
  const past = GitlabJobs.parse(jobs).map(({ name, status }) => ({ name, result: resultOf(status) }));
  return { ...pastRun(pipeline), jobs: past };
}

const running = new Set(['created', 'waiting_for_resource', 'preparing', 'pending', 'running']);

function resultOf(status: string): PastResult {
  if (status === 'success') return 'passed';
  if (status === 'failed') return 'failed';
  return running.has(status) ? 'running' : 'other';
}

import { z } from 'zod';
import type { PastJob, PastResult, PastRun, RunHistory } from '../../../../flows/ports.ts';
import { fetchJson } from '../../fetch-json.ts';
import { resultOfJobs, timeOf } from '../../past-result.ts';
import type { CircleciPlace } from './circleci-place.ts';

/** A job of API v1.1's list. */
const Build = z.object({
  build_num: z.number(),
  build_url: z.string().nullish(),
  branch: z.string().nullish(),
  vcs_revision: z.string().nullish(),
  lifecycle: z.string().nullish(),
  outcome: z.string().nullish(),
  queued_at: z.string().nullish(),
  user: z.object({ login: z.string().nullish() }).nullish(),
  workflows: z
    .object({ workflow_id: z.string(), workflow_name: z.string().nullish(), job_name: z.string().nullish() })
    .nullish(),
});
type Build = z.infer<typeof Build>;
const Builds = z.array(Build);

/** Which run a history is asked about: a workflow's id or a job's number. */
export interface AskedRun {
  readonly slug: string;
  readonly runId: string;
  readonly branch: string;
}

/**
 * The last 100 jobs of a branch, put together into their workflows: one request. The list does not tell the default
 * branch. Throws ProblemError.
 */
export async function circleciHistory(
  { door, origin }: CircleciPlace,
  { slug, runId, branch }: AskedRun,
): Promise<RunHistory | null> {
  const url = `${origin}/api/v1.1/project/${slug}/tree/${encodeURIComponent(branch)}?limit=100`;
  const builds = await fetchJson(door, url, Builds);
  const asked = builds.find((build) => idOf(build) === runId || String(build.build_num) === runId);
  const commit = asked?.vcs_revision ?? null;
  if (!asked || commit === null) return null;
  const sameBranch = workflowsOf(
    builds.filter((build) => build.workflows?.workflow_name === asked.workflows?.workflow_name),
  );
  return {
    branch,
    commit,
    defaultBranch: null,
    sameBranch,
    sameCommit: sameBranch.filter((run) => run.commit === commit),
    onDefaultBranch: [],
  };
}

function idOf(build: Build): string {
  return build.workflows?.workflow_id ?? String(build.build_num);
}

function workflowsOf(builds: readonly Build[]): readonly PastRun[] {
  const byId = new Map<string, Build[]>();
  for (const build of builds) byId.set(idOf(build), [...(byId.get(idOf(build)) ?? []), build]);
  return [...byId].map(([runId, its]): PastRun => {
    const [first] = its;
    const jobs = its.map(pastJob);
    return {
      runId,
      url: first?.build_url ?? null,
      attempt: null,
      branch: first?.branch ?? null,
      commit: first?.vcs_revision ?? null,
      author: first?.user?.login ?? null,
      result: resultOfJobs(jobs),
      startedAt: Math.min(...its.map((build) => timeOf(build.queued_at))),
      jobs,
    };
  });
}

function pastJob(build: Build): PastJob {
  return { name: build.workflows?.job_name ?? String(build.build_num), result: resultOf(build) };
}

function resultOf({ lifecycle, outcome }: Build): PastResult {
  if (lifecycle !== 'finished') return 'running';
  if (outcome === 'success') return 'passed';
  return outcome === 'failed' || outcome === 'timedout' || outcome === 'infrastructure_fail'
    ? 'failed'
    : 'other';
}

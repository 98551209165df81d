import type { PastJob, PastResult, PastRun, RunHistory } from '../../../../flows/ports.ts';
import { resultOfJobs, timeOf } from '../../past-result.ts';
import { isFailing } from './failed-jobs-of.ts';
import type { GithubApi } from './github-api.ts';
import type { GithubJob, GithubRun } from './github-payloads.ts';

/** Runs of one commit whose jobs are asked for, a request each. */
const maxCommitRuns = 4;

/**
 * The runs of the same workflow. One request tells all attempts of a run, so "failed, then passed on the same
 * commit" shows whether it was re-run or triggered anew. Five to nine requests.
 */
export async function githubHistory(api: GithubApi, run: GithubRun): Promise<RunHistory | null> {
  const { workflow_id: workflow, head_branch: branch, head_sha: commit } = run;
  if (!workflow || !branch || !commit) return null;
  const [defaultBranch, ofBranch, ofCommit] = await Promise.all([
    api.defaultBranch(),
    api.runsOfWorkflow(workflow, { branch, per_page: 20 }),
    api.runsOfWorkflow(workflow, { head_sha: commit, per_page: 10 }),
  ]);
  const others = ofCommit.filter(({ id }) => id !== run.id).slice(0, maxCommitRuns - 1);
  const attempts = await Promise.all([run, ...others].map((one) => attemptsOf(api, one)));
  const ofDefault =
    branch === defaultBranch
      ? ofBranch
      : await api.runsOfWorkflow(workflow, { branch: defaultBranch, per_page: 20 });
  return {
    branch,
    commit,
    defaultBranch,
    sameCommit: attempts.flat().sort((one, other) => other.startedAt - one.startedAt),
    sameBranch: ofBranch.map(pastRun),
    onDefaultBranch: ofDefault.map(pastRun),
  };
}

function pastRun(run: GithubRun): PastRun {
  return {
    runId: String(run.id),
    url: run.html_url ?? null,
    attempt: run.run_attempt ?? null,
    branch: run.head_branch ?? null,
    commit: run.head_sha ?? null,
    author: run.triggering_actor?.login ?? run.actor?.login ?? null,
    result: resultOf(run.status ?? '', run.conclusion),
    startedAt: timeOf(run.run_started_at ?? run.created_at),
    jobs: null,
  };
}

async function attemptsOf(api: GithubApi, run: GithubRun): Promise<readonly PastRun[]> {
  const byAttempt = new Map<number, GithubJob[]>();
  for (const job of await api.jobsOfAllAttempts(String(run.id))) {
    const attempt = job.run_attempt ?? 1;
    byAttempt.set(attempt, [...(byAttempt.get(attempt) ?? []), job]);
  }
  return [...byAttempt].map(([attempt, its]) => {
    const jobs = its.map(pastJob);
    const starts = its.map((job) => timeOf(job.started_at)).filter((at) => at > 0);
    return {
      ...pastRun(run),
      attempt,
      // A job that may fail is no failure of the run; only the latest attempt has the run's own word.
      result: attempt === run.run_attempt ? pastRun(run).result : resultOfJobs(jobs),
      startedAt: starts.length > 0 ? Math.min(...starts) : pastRun(run).startedAt,
      jobs,
    };
  });
}

function pastJob(job: GithubJob): PastJob {
  return { name: job.name, result: resultOf(job.status, job.conclusion) };
}

function resultOf(status: string, conclusion: string | null | undefined): PastResult {
  if (status !== 'completed') return 'running';
  if (conclusion === 'success') return 'passed';
  return isFailing(conclusion) ? 'failed' : 'other';
}

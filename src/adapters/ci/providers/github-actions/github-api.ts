import { Octokit } from 'octokit';
import { z } from 'zod';
import { type LogLimits, ProblemError } from '../../ci-provider.ts';
import type { Refuser } from '../../status-problem.ts';
import {
  GithubAnnotations,
  GithubCheckRuns,
  GithubJob,
  GithubJobs,
  GithubRun,
  GithubRuns,
} from './github-payloads.ts';
import { githubProblem } from './github-problem.ts';
import { octokitOptions } from './octokit-options.ts';

/** The few reads of GitHub's API that lead to a log. They throw ProblemError. */
export interface GithubApi {
  run(runId: string, attempt: number | null): Promise<GithubRun>;
  job(jobId: string): Promise<GithubJob>;
  jobs(runId: string, attempt: number | null): Promise<readonly GithubJob[]>;
  /** Runs of a commit; the sha may be short. */
  runsOfCommit(sha: string): Promise<readonly GithubRun[]>;
  jobsOfAllAttempts(runId: string): Promise<readonly GithubJob[]>;
  /** One page, the newest first. */
  runsOfWorkflow(workflowId: number, query: Query): Promise<readonly GithubRun[]>;
  defaultBranch(): Promise<string>;
  headOfPull(number: string): Promise<string>;
  /** What GitHub says about a run that began no job; empty when the token may not read checks. */
  startupMessages(run: GithubRun): Promise<readonly string[]>;
}

type Query = Readonly<Record<string, string | number>>;

export interface GithubAccess {
  readonly apiUrl: string;
  readonly token: string;
  readonly owner: string;
  readonly repo: string;
  readonly from: Refuser;
}

/** 1,000 jobs: matrices end at 256. */
const maxPages = 10;

const Commit = z.object({ sha: z.string().regex(/^[0-9a-f]{40}$/) });
const Repository = z.object({ default_branch: z.string() });
const Pull = z.object({ head: Commit });

export function createGithubApi(access: GithubAccess, limits: LogLimits): GithubApi {
  const octokit = new Octokit({ auth: access.token, ...octokitOptions(access.apiUrl, limits) });
  const base = `/repos/${encodeURIComponent(access.owner)}/${encodeURIComponent(access.repo)}`;
  const get = async <T>(path: string, schema: z.ZodType<T>, query: Query = {}): Promise<T> => {
    const search = new URLSearchParams();
    for (const [key, value] of Object.entries(query)) search.set(key, String(value));
    try {
      const { data } = await octokit.request(`GET ${base}${path}${search.size > 0 ? `?${search}` : ''}`);
      return schema.parse(data);
    } catch (error) {
      throw new ProblemError(githubProblem(error, access.from));
    }
  };
  const runPath = (runId: string, attempt: number | null) =>
    `/actions/runs/${runId}${attempt === null ? '' : `/attempts/${attempt}`}`;
  const allJobs = async (path: string, filter: Query): Promise<readonly GithubJob[]> => {
    const found: GithubJob[] = [];
    for (let page = 1; page <= maxPages; page++) {
      const answer = await get(`${path}/jobs`, GithubJobs, { ...filter, per_page: 100, page });
      found.push(...answer.jobs);
      if (answer.jobs.length === 0 || found.length >= answer.total_count) break;
    }
    return found;
  };
  return {
    run: (runId, attempt) => get(runPath(runId, attempt), GithubRun),
    job: (jobId) => get(`/actions/jobs/${jobId}`, GithubJob),
    jobs: (runId, attempt) => allJobs(runPath(runId, attempt), attempt === null ? { filter: 'latest' } : {}),
    jobsOfAllAttempts: (runId) => allJobs(runPath(runId, null), { filter: 'all' }),
    async runsOfWorkflow(workflowId, query) {
      return (await get(`/actions/workflows/${workflowId}/runs`, GithubRuns, query)).workflow_runs;
    },
    defaultBranch: async () => (await get('', Repository)).default_branch,
    async runsOfCommit(sha) {
      // A short sha would find nothing, and an empty one everybody's runs.
      const full = await get(`/commits/${encodeURIComponent(sha)}`, Commit);
      return (await get('/actions/runs', GithubRuns, { head_sha: full.sha, per_page: 100 })).workflow_runs;
    },
    headOfPull: async (number) => (await get(`/pulls/${number}`, Pull)).head.sha,
    async startupMessages(run) {
      if (!run.check_suite_id) return [];
      try {
        const suite = await get(`/check-suites/${run.check_suite_id}/check-runs`, GithubCheckRuns);
        const [check] = suite.check_runs.filter(({ output }) => (output?.annotations_count ?? 0) > 0);
        if (!check) return [];
        const annotations = await get(`/check-runs/${check.id}/annotations`, GithubAnnotations);
        return annotations.map(({ message }) => message);
      } catch (error) {
        if (error instanceof ProblemError) return [];
        throw error;
      }
    },
  };
}

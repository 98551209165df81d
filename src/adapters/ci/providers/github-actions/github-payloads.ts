import { z } from 'zod';

/** What we read of a workflow run. A body that lacks it, such as a sign-in page, is no answer of GitHub's API. */
export const GithubRun = z.object({
  id: z.number(),
  name: z.string().nullish(),
  status: z.string().nullish(),
  conclusion: z.string().nullish(),
  head_branch: z.string().nullish(),
  head_sha: z.string().nullish(),
  run_attempt: z.number().nullish(),
  check_suite_id: z.number().nullish(),
  workflow_id: z.number().nullish(),
  html_url: z.string().nullish(),
  created_at: z.string().nullish(),
  run_started_at: z.string().nullish(),
  actor: z.object({ login: z.string() }).nullish(),
  triggering_actor: z.object({ login: z.string() }).nullish(),
});
export type GithubRun = z.infer<typeof GithubRun>;

export const GithubRuns = z.object({ workflow_runs: z.array(GithubRun) });

export const GithubStep = z.object({
  name: z.string(),
  /** As in the address of a line; skipped steps leave gaps. */
  number: z.number().nullish(),
  conclusion: z.string().nullish(),
  started_at: z.string().nullish(),
  completed_at: z.string().nullish(),
});
export type GithubStep = z.infer<typeof GithubStep>;

export const GithubJob = z.object({
  id: z.number(),
  run_id: z.number(),
  name: z.string(),
  status: z.string(),
  conclusion: z.string().nullish(),
  run_attempt: z.number().nullish(),
  started_at: z.string().nullish(),
  completed_at: z.string().nullish(),
  html_url: z.string().nullish(),
  steps: z.array(GithubStep).nullish(),
});
export type GithubJob = z.infer<typeof GithubJob>;

export const GithubJobs = z.object({ total_count: z.number(), jobs: z.array(GithubJob) });

export const GithubCheckRuns = z.object({
  check_runs: z.array(
    z.object({ id: z.number(), output: z.object({ annotations_count: z.number() }).nullish() }),
  ),
});

export const GithubAnnotations = z.array(z.object({ message: z.string() }));

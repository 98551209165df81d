import { z } from 'zod';

const User = z.object({ username: z.string() });

/** What we read of a pipeline. A body that lacks it, such as a sign-in page, is no answer of GitLab's API. */
export const GitlabPipeline = z.object({
  id: z.number(),
  status: z.string(),
  ref: z.string().nullish(),
  sha: z.string().nullish(),
  name: z.string().nullish(),
  source: z.string().nullish(),
  created_at: z.string().nullish(),
  web_url: z.string().nullish(),
  yaml_errors: z.string().nullish(),
  user: User.nullish(),
});
export type GitlabPipeline = z.infer<typeof GitlabPipeline>;

export const GitlabPipelines = z.array(GitlabPipeline);

export const GitlabProject = z.object({ default_branch: z.string().nullish() });

export const GitlabJob = z.object({
  id: z.number(),
  name: z.string(),
  stage: z.string().nullish(),
  status: z.string(),
  ref: z.string().nullish(),
  allow_failure: z.boolean().nullish(),
  failure_reason: z.string().nullish(),
  finished_at: z.string().nullish(),
  web_url: z.string().nullish(),
  commit: z.object({ id: z.string() }).nullish(),
  user: User.nullish(),
  pipeline: z.object({ id: z.number() }).nullish(),
});
export type GitlabJob = z.infer<typeof GitlabJob>;

export const GitlabJobs = z.array(GitlabJob);

export const GitlabBridges = z.array(
  z.object({
    status: z.string(),
    allow_failure: z.boolean().nullish(),
    downstream_pipeline: z.object({ id: z.number(), project_id: z.number() }).nullish(),
  }),
);

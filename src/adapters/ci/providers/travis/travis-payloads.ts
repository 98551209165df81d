import { z } from 'zod';

const Repository = z.object({ slug: z.string().nullish() }).nullish();

export const TravisJob = z.object({
  id: z.number(),
  number: z.string().nullish(),
  state: z.string(),
  allow_failure: z.boolean().nullish(),
  finished_at: z.string().nullish(),
  config: z.object({ name: z.string().nullish() }).nullish(),
  stage: z.object({ name: z.string().nullish() }).nullish(),
  build: z.object({ id: z.number() }).nullish(),
  repository: Repository,
});
export type TravisJob = z.infer<typeof TravisJob>;

export const TravisJobs = z.object({ jobs: z.array(TravisJob) });

export const TravisBuild = z.object({
  id: z.number(),
  state: z.string(),
  started_at: z.string().nullish(),
  repository: Repository,
  branch: z.object({ name: z.string().nullish() }).nullish(),
  commit: z.object({ sha: z.string().nullish() }).nullish(),
  created_by: z.object({ login: z.string().nullish() }).nullish(),
  /** Holds the word on a configuration that could not be read. */
  request: z.object({ message: z.string().nullish() }).nullish(),
});
export type TravisBuild = z.infer<typeof TravisBuild>;

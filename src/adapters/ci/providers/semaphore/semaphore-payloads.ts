import { z } from 'zod';

const SemaphoreJob = z.object({
  job_id: z.string(),
  name: z.string().nullish(),
  status: z.string().nullish(),
  result: z.string().nullish(),
});
export type SemaphoreJob = z.infer<typeof SemaphoreJob>;

const SemaphoreBlock = z.object({
  name: z.string().nullish(),
  result: z.string().nullish(),
  error_description: z.string().nullish(),
  jobs: z.array(SemaphoreJob).nullish(),
});
export type SemaphoreBlock = z.infer<typeof SemaphoreBlock>;

const Pipeline = z.object({
  ppl_id: z.string(),
  name: z.string().nullish(),
  state: z.string().nullish(),
  result: z.string().nullish(),
  error_description: z.string().nullish(),
  branch_name: z.string().nullish(),
  commit_sha: z.string().nullish(),
  done_at: z.string().nullish(),
  created_at: z.string().nullish(),
  project_id: z.string().nullish(),
});
export type SemaphorePipeline = z.infer<typeof Pipeline>;

export const SemaphoreAnswer = z.object({ pipeline: Pipeline, blocks: z.array(SemaphoreBlock).nullish() });
export type SemaphoreAnswer = z.infer<typeof SemaphoreAnswer>;

/** In a list times are objects. */
const Listed = z.object({
  ppl_id: z.string(),
  wf_id: z.string().nullish(),
  name: z.string().nullish(),
  branch_name: z.string().nullish(),
  commit_sha: z.string().nullish(),
  state: z.string().nullish(),
  result: z.string().nullish(),
  created_at: z.object({ seconds: z.number() }).nullish(),
});
export type SemaphoreListed = z.infer<typeof Listed>;
export const SemaphorePipelines = z.array(Listed);

export const SemaphoreJobAnswer = z.object({
  metadata: z.object({ id: z.string(), name: z.string().nullish(), finish_time: z.string().nullish() }),
  status: z.object({ state: z.string().nullish(), result: z.string().nullish() }),
});

/** One event of a job's log. */
export const SemaphoreEvent = z.object({
  event: z.string(),
  directive: z.string().nullish(),
  output: z.string().nullish(),
  exit_code: z.number().nullish(),
});

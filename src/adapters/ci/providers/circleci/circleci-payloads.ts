import { z } from 'zod';

/** A workflow's job, from API v2. Approvals have no number. */
export const CircleciJob = z.object({
  id: z.string(),
  name: z.string(),
  status: z.string(),
  job_number: z.number().nullish(),
  project_slug: z.string().nullish(),
  stopped_at: z.string().nullish(),
});
export type CircleciJob = z.infer<typeof CircleciJob>;
export const CircleciJobs = z.object({ items: z.array(CircleciJob) });

export const CircleciWorkflow = z.object({
  id: z.string(),
  pipeline_id: z.string(),
  name: z.string().nullish(),
  /** success, running, not_run, failed, error (an invalid configuration), failing, on_hold, canceled, unauthorized */
  status: z.string(),
});
export type CircleciWorkflow = z.infer<typeof CircleciWorkflow>;
export const CircleciWorkflows = z.object({ items: z.array(CircleciWorkflow) });

export const CircleciPipeline = z.object({
  id: z.string(),
  errors: z.array(z.object({ message: z.string() })).nullish(),
  vcs: z.object({ branch: z.string().nullish(), revision: z.string().nullish() }).nullish(),
  trigger: z.object({ actor: z.object({ login: z.string().nullish() }).nullish() }).nullish(),
});
export type CircleciPipeline = z.infer<typeof CircleciPipeline>;

const Action = z.object({
  index: z.number(),
  step: z.number(),
  name: z.string(),
  status: z.string().nullish(),
  failed: z.boolean().nullish(),
  exit_code: z.number().nullish(),
  has_output: z.boolean().nullish(),
});
export type CircleciAction = z.infer<typeof Action>;

/** A job as API v1.1 tells it, the only one that knows what steps printed. */
export const CircleciBuild = z.object({
  lifecycle: z.string().nullish(),
  /** success, failed, timedout, infrastructure_fail, canceled, ... */
  outcome: z.string().nullish(),
  branch: z.string().nullish(),
  vcs_revision: z.string().nullish(),
  user: z.object({ login: z.string().nullish() }).nullish(),
  stop_time: z.string().nullish(),
  workflows: z.object({ workflow_name: z.string().nullish(), job_name: z.string().nullish() }).nullish(),
  steps: z.array(z.object({ name: z.string(), actions: z.array(Action) })).default([]),
});
export type CircleciBuild = z.infer<typeof CircleciBuild>;

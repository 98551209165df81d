import { z } from 'zod';

export const BuildkiteJob = z.object({
  id: z.string(),
  type: z.string(),
  name: z.string().nullish(),
  state: z.string().nullish(),
  exit_status: z.number().nullish(),
  soft_failed: z.boolean().nullish(),
  retried: z.boolean().nullish(),
  finished_at: z.string().nullish(),
  web_url: z.string().nullish(),
  triggered_build: z.object({ web_url: z.string() }).nullish(),
});
export type BuildkiteJob = z.infer<typeof BuildkiteJob>;

export const BuildkiteBuild = z.object({
  number: z.number(),
  /** passed, failed, canceled, blocked (waits for a person), running, failing (runs and will not pass), ... */
  state: z.string(),
  branch: z.string().nullish(),
  commit: z.string().nullish(),
  web_url: z.string().nullish(),
  created_at: z.string().nullish(),
  pipeline: z.object({ name: z.string().nullish(), default_branch: z.string().nullish() }).nullish(),
  creator: z.object({ name: z.string().nullish() }).nullish(),
  jobs: z.array(BuildkiteJob),
});
export type BuildkiteBuild = z.infer<typeof BuildkiteBuild>;

const going = new Set(['creating', 'scheduled', 'running', 'failing', 'canceling', 'blocked']);

export function isGoing({ state }: BuildkiteBuild): boolean {
  return going.has(state);
}

/** A failure that counts: neither allowed nor retried since. */
export function isFailing(job: BuildkiteJob): boolean {
  if (job.soft_failed || job.retried) return false;
  return job.state === 'failed' || job.state === 'timed_out' || job.state === 'expired';
}

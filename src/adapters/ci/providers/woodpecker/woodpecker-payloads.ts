import { z } from 'zod';

const WoodpeckerStep = z.object({
  id: z.number(),
  pid: z.number(),
  name: z.string(),
  state: z.string(),
  error: z.string().nullish(),
  /** Seconds since 1970; servers before version 3 call it `end_time`. */
  finished: z.number().nullish(),
  end_time: z.number().nullish(),
});
export type WoodpeckerStep = z.infer<typeof WoodpeckerStep>;

const WoodpeckerWorkflow = z.object({
  name: z.string(),
  state: z.string(),
  error: z.string().nullish(),
  children: z.array(WoodpeckerStep).nullish(),
});
export type WoodpeckerWorkflow = z.infer<typeof WoodpeckerWorkflow>;

export const WoodpeckerPipeline = z.object({
  number: z.number(),
  status: z.string(),
  errors: z.array(z.object({ message: z.string(), is_warning: z.boolean().nullish() })).nullish(),
  branch: z.string().nullish(),
  commit: z.string().nullish(),
  author: z.string().nullish(),
  /** Seconds since 1970; `created_at` in older servers. */
  created: z.number().nullish(),
  created_at: z.number().nullish(),
  workflows: z.array(WoodpeckerWorkflow).nullish(),
});
export type WoodpeckerPipeline = z.infer<typeof WoodpeckerPipeline>;

/** `type` 0 and 1 are output, 2 is the exit code, further ones are the server's own. */
export const WoodpeckerEntry = z.object({
  line: z.number().nullish(),
  data: z.string().nullish(),
  type: z.number().nullish(),
});
export type WoodpeckerEntry = z.infer<typeof WoodpeckerEntry>;

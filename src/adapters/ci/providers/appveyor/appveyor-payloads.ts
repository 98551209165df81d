import { z } from 'zod';

const AppveyorJob = z.object({
  jobId: z.string(),
  name: z.string().nullish(),
  status: z.string(),
  allowFailure: z.boolean().nullish(),
  finished: z.string().nullish(),
});
export type AppveyorJob = z.infer<typeof AppveyorJob>;

export const AppveyorAnswer = z.object({
  project: z.object({ repositoryBranch: z.string().nullish() }).nullish(),
  build: z.object({
    buildId: z.number().nullish(),
    version: z.string().nullish(),
    started: z.string().nullish(),
    status: z.string(),
    branch: z.string().nullish(),
    commitId: z.string().nullish(),
    authorUsername: z.string().nullish(),
    authorName: z.string().nullish(),
    jobs: z.array(AppveyorJob).nullish(),
    /** What went wrong before any job began. */
    messages: z.array(z.object({ message: z.string().nullish(), category: z.string().nullish() })).nullish(),
  }),
});
export type AppveyorAnswer = z.infer<typeof AppveyorAnswer>;
export type AppveyorBuild = AppveyorAnswer['build'];

import { z } from 'zod';

const DroneStep = z.object({
  number: z.number(),
  name: z.string(),
  status: z.string(),
  error: z.string().nullish(),
  errignore: z.boolean().nullish(),
  /** Seconds since 1970; 0 is never. */
  stopped: z.number().nullish(),
});
export type DroneStep = z.infer<typeof DroneStep>;

const DroneStage = z.object({
  number: z.number(),
  name: z.string(),
  status: z.string(),
  error: z.string().nullish(),
  errignore: z.boolean().nullish(),
  steps: z.array(DroneStep).nullish(),
});
export type DroneStage = z.infer<typeof DroneStage>;

export const DroneBuild = z.object({
  number: z.number(),
  status: z.string(),
  error: z.string().nullish(),
  source: z.string().nullish(),
  target: z.string().nullish(),
  after: z.string().nullish(),
  author_login: z.string().nullish(),
  /** Seconds since 1970. */
  created: z.number().nullish(),
  stages: z.array(DroneStage).nullish(),
});
export type DroneBuild = z.infer<typeof DroneBuild>;

export const DroneLine = z.object({ out: z.string() });

import { z } from 'zod';

const Message = z.object({ message: z.string().nullish() });

/** What we read of a build. */
export const AzureBuild = z.object({
  id: z.number(),
  /** inProgress, completed, cancelling, postponed, notStarted */
  status: z.string(),
  /** succeeded, partiallySucceeded (only tasks that may fail did), failed, canceled */
  result: z.string().nullish(),
  sourceBranch: z.string().nullish(),
  sourceVersion: z.string().nullish(),
  definition: z.object({ id: z.number().nullish(), name: z.string() }).nullish(),
  queueTime: z.string().nullish(),
  _links: z.object({ web: z.object({ href: z.string() }).nullish() }).nullish(),
  requestedFor: z.object({ displayName: z.string().nullish() }).nullish(),
  validationResults: z.array(Message).nullish(),
});
export type AzureBuild = z.infer<typeof AzureBuild>;

/** A stage, phase, job or task of a build. */
export const AzureRecord = z.object({
  id: z.string(),
  parentId: z.string().nullish(),
  type: z.string(),
  name: z.string(),
  result: z.string().nullish(),
  finishTime: z.string().nullish(),
  log: z.object({ id: z.number() }).nullish(),
  issues: z.array(Message).nullish(),
});
export type AzureRecord = z.infer<typeof AzureRecord>;

export const AzureTimeline = z.object({ records: z.array(AzureRecord) });
export type AzureTimeline = z.infer<typeof AzureTimeline>;

import { z } from 'zod';

const DependencyBuild = z.object({ id: z.number(), status: z.string().nullish() });

export const TeamcityBuild = z.object({
  id: z.number(),
  number: z.string().nullish(),
  /** Null while it waits in the queue. */
  status: z.string().nullish(),
  state: z.string(),
  branchName: z.string().nullish(),
  webUrl: z.string().nullish(),
  composite: z.boolean().nullish(),
  failedToStart: z.boolean().nullish(),
  startDate: z.string().nullish(),
  finishDate: z.string().nullish(),
  /** True on the default branch. */
  defaultBranch: z.boolean().nullish(),
  buildType: z.object({ id: z.string().nullish(), name: z.string().nullish() }).nullish(),
  triggered: z.object({ user: z.object({ username: z.string().nullish() }).nullish() }).nullish(),
  revisions: z.object({ revision: z.array(z.object({ version: z.string().nullish() })).nullish() }).nullish(),
  'snapshot-dependencies': z.object({ build: z.array(DependencyBuild).nullish() }).nullish(),
});
export type TeamcityBuild = z.infer<typeof TeamcityBuild>;

export const TeamcityBuilds = z.object({ build: z.array(TeamcityBuild).nullish() });

export function commitOf(build: TeamcityBuild): string | null {
  return build.revisions?.revision?.[0]?.version ?? null;
}

/** The `fields` that ask for it. */
export const buildFields =
  'id,number,status,state,branchName,webUrl,composite,failedToStart,startDate,finishDate,defaultBranch,buildType(id,name),' +
  'triggered(user(username)),revisions(revision(version)),snapshot-dependencies(build(id,status))';

const TeamcityProblem = z.object({ type: z.string().nullish(), details: z.string().nullish() });
export type TeamcityProblem = z.infer<typeof TeamcityProblem>;

export const TeamcityProblems = z.object({ problemOccurrence: z.array(TeamcityProblem).nullish() });

export const TeamcityTests = z.object({
  testOccurrence: z.array(z.object({ name: z.string().nullish(), details: z.string().nullish() })).nullish(),
});

import { z } from 'zod';

const Revision = z.object({
  SHA1: z.string().nullish(),
  branch: z.array(z.object({ name: z.string() })).nullish(),
});

const Action = z.object({
  lastBuiltRevision: Revision.nullish(),
  causes: z.array(z.object({ userName: z.string().nullish() })).nullish(),
});

/** What we read of a build; `timestamp` and `duration` in milliseconds. */
export const JenkinsBuild = z.object({
  number: z.number(),
  building: z.boolean(),
  /** SUCCESS, UNSTABLE (tests failed), FAILURE, NOT_BUILT, ABORTED; null while it runs */
  result: z.string().nullish(),
  timestamp: z.number().default(0),
  duration: z.number().default(0),
  fullDisplayName: z.string().nullish(),
  actions: z.array(Action.nullable()).default([]),
});
export type JenkinsBuild = z.infer<typeof JenkinsBuild>;

/** What was checked out first; parts are null when the job keeps its sources elsewhere. */
export function revisionOf(build: JenkinsBuild): { branch: string | null; commit: string | null } {
  const revision = build.actions.find((action) => action?.lastBuiltRevision)?.lastBuiltRevision;
  // refs/remotes/origin/main, origin/main
  const branch = revision?.branch?.[0]?.name.replace(/^(?:refs\/remotes\/)?origin\//, '') ?? null;
  return { branch, commit: revision?.SHA1 ?? null };
}

export const JenkinsStages = z.object({
  stages: z.array(z.object({ name: z.string(), status: z.string() })),
});

const TestCase = z.object({
  className: z.string().nullish(),
  name: z.string(),
  status: z.string(),
  errorDetails: z.string().nullish(),
});

export const JenkinsTestReport = z.object({ suites: z.array(z.object({ cases: z.array(TestCase) })) });

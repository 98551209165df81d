import { z } from 'zod';
import type { HookReading } from './hook-reading.ts';

const words = z.string().min(1).nullish().catch(null);

const Build = z.object({ name: z.string(), status: z.string(), allow_failure: z.boolean().catch(false) });

/** What we read of a pipeline event. */
const Pipeline = z.object({
  object_kind: z.literal('pipeline'),
  object_attributes: z.object({
    id: z.number().int().positive(),
    status: z.string(),
    ref: words,
    sha: words,
    name: words,
  }),
  merge_request: z.object({ source_branch: z.string() }).nullish().catch(null),
  user: z.object({ username: z.string() }).nullish().catch(null),
  project: z.object({ path_with_namespace: z.string(), web_url: z.string() }),
  builds: z.array(Build).catch([]),
});

/** GitLab's webhook: the end of a pipeline. Every other event is ignored, with the reason. */
export function readGitlabHook(event: string | null, body: unknown): HookReading {
  if (event !== 'Pipeline Hook') return { kind: 'ignored', reason: 'only pipeline events are read' };
  const parsed = Pipeline.safeParse(body);
  if (!parsed.success) return { kind: 'unreadable' };
  const { object_attributes: pipeline, project, builds, user, merge_request } = parsed.data;
  const { status } = pipeline;
  if (status !== 'failed' && status !== 'success')
    return { kind: 'ignored', reason: 'neither failed nor passed' };
  const failed = builds.filter((build) => build.status === 'failed' && !build.allow_failure);
  return {
    kind: 'run',
    verdict: status === 'failed' ? 'failed' : 'passed',
    url: `${project.web_url}/-/pipelines/${pipeline.id}`,
    facts: {
      repo: project.path_with_namespace,
      branch: merge_request?.source_branch ?? pipeline.ref ?? null,
      commit: pipeline.sha ?? null,
      workflow: pipeline.name ?? null,
      job: failed.length === 1 ? (failed[0]?.name ?? null) : null,
      attempt: null,
      author: user?.username ?? null,
    },
  };
}

import { z } from 'zod';
import type { HookReading } from './hook-reading.ts';

const words = z.string().min(1).nullish().catch(null);

/** What we read of a `workflow_run` event. */
const WorkflowRun = z.object({
  action: z.string(),
  workflow_run: z.object({
    html_url: z.string(),
    conclusion: words,
    name: words,
    head_branch: words,
    head_sha: words,
    run_attempt: z.number().int().positive().nullish().catch(null),
    actor: z.object({ login: z.string() }).nullish().catch(null),
    triggering_actor: z.object({ login: z.string() }).nullish().catch(null),
  }),
  repository: z.object({ full_name: z.string() }),
});

const FAILED = ['failure', 'timed_out', 'startup_failure'];

/** GitHub's webhook: the end of a workflow run. Every other event is ignored, with the reason. */
export function readGithubHook(event: string | null, body: unknown): HookReading {
  if (event === 'ping') return { kind: 'ignored', reason: 'pong' };
  if (event !== 'workflow_run') return { kind: 'ignored', reason: 'only workflow_run events are read' };
  const parsed = WorkflowRun.safeParse(body);
  if (!parsed.success) return { kind: 'unreadable' };
  const { action, workflow_run: run, repository } = parsed.data;
  if (action !== 'completed') return { kind: 'ignored', reason: 'the run has not ended' };
  const failed = FAILED.includes(run.conclusion ?? '');
  if (!failed && run.conclusion !== 'success')
    return { kind: 'ignored', reason: 'neither failed nor passed' };
  return {
    kind: 'run',
    verdict: failed ? 'failed' : 'passed',
    url: run.html_url,
    facts: {
      repo: repository.full_name,
      branch: run.head_branch ?? null,
      commit: run.head_sha ?? null,
      workflow: run.name ?? null,
      job: null,
      attempt: run.run_attempt ?? null,
      author: run.triggering_actor?.login ?? run.actor?.login ?? null,
    },
  };
}

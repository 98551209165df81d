import type { RunLink } from '../../../../core/alert/run.ts';
import { isFailing } from './failed-jobs-of.ts';
import type { GithubApi } from './github-api.ts';
import type { GithubRun } from './github-payloads.ts';

/**
 * The run behind a link: by its id, by a job's id, or from a page of a commit's or pull request's checks (a
 * failed one, else one that may still fail). Null when no run belongs to it. Throws ProblemError.
 */
export async function findGithubRun(api: GithubApi, link: RunLink): Promise<GithubRun | null> {
  if (link.runId !== null) return await api.run(link.runId, link.attempt);
  if (link.jobId !== null) return await api.run(String((await api.job(link.jobId)).run_id), link.attempt);
  const [, , , kind, id] = new URL(link.runUrl).pathname.split('/');
  if (!id || (kind !== 'commit' && kind !== 'pull')) return null;
  const sha = kind === 'commit' ? id : await api.headOfPull(id);
  const runs = await api.runsOfCommit(sha);
  return (
    runs.find((run) => isFailing(run.conclusion)) ??
    runs.find((run) => run.status !== 'completed') ??
    runs[0] ??
    null
  );
}

import { RequestError } from 'octokit';
import { ZodError } from 'zod';
import type { RunLink } from '../../../core/alert/run.ts';
import type { RunLogOutcome } from '../../../flows/ports.ts';
import { fetchLogBytes } from '../fetch-log-bytes.ts';
import { isFresh } from '../is-fresh.ts';
import { networkCodeOf } from '../network-code.ts';
import type { LogLimits, ProviderLogs } from '../provider-logs.ts';
import { type Refuser, statusOutcome } from '../status-outcome.ts';
import { waitFor } from '../wait-for.ts';
import { chooseFailedJob, failedStepOf, isFailing } from './choose-failed-job.ts';
import { createGithubApi, type GithubApi } from './github-api.ts';
import type { GithubJob, GithubRun } from './github-payloads.ts';

export interface GithubSettings {
  readonly token: string | null;
  /** `https://git.example.com/api/v3`; null is GitHub.com. */
  readonly apiUrl: string | null;
  /** Host of the links this API answers for; null derives it from `apiUrl`. */
  readonly host: string | null;
}

/** GitHub Actions, GitHub.com or one Enterprise server. The token goes to the configured API and nowhere else. */
export function createGithubLogs(settings: GithubSettings, limits: LogLimits): ProviderLogs {
  const apiUrl = apiUrlOf(settings);
  const host = githubHost(settings);
  return {
    provider: 'github-actions',
    async fetchFailedJobLog(link) {
      if (link.host !== host)
        return { kind: 'host-not-configured', host: link.host, setting: 'GITHUB_API_URL' };
      if (!settings.token) return { kind: 'no-token', host, setting: 'GITHUB_TOKEN' };
      const [owner, repo] = link.repo?.split('/') ?? [];
      if (!owner || !repo) return { kind: 'not-found', host, detail: 'the link names no repository' };
      const api = createGithubApi({ apiUrl, token: settings.token, owner, repo }, limits);
      const from = { host, setting: 'GITHUB_TOKEN' };
      try {
        const found = await findFailedJob(api, link, limits);
        if (found.kind !== 'job') return found;
        const url = `${apiUrl}/repos/${encodeURIComponent(owner)}/${encodeURIComponent(repo)}/actions/jobs/${found.job.id}/logs`;
        return await fetchLog(found, { url, token: settings.token, from }, limits);
      } catch (error) {
        return outcomeOfError(error, from);
      }
    },
  };
}

function apiUrlOf(settings: GithubSettings): string {
  return (settings.apiUrl ?? 'https://api.github.com').replace(/\/+$/, '');
}

/**
 * Host of the links that the settings' API answers for: `git.example.com` for `https://git.example.com/api/v3`;
 * an `api.` in front is GitHub's own habit.
 */
export function githubHost(settings: GithubSettings): string {
  if (settings.host) return settings.host;
  const { host } = new URL(apiUrlOf(settings));
  return host === 'api.github.com' || host.endsWith('.ghe.com') ? host.replace(/^api\./, '') : host;
}

interface FoundJob {
  readonly kind: 'job';
  readonly job: GithubJob;
  readonly run: GithubRun;
}

/** Waits for a failed job to end: a step that posts an alert is part of the job it speaks of. */
async function findFailedJob(
  api: GithubApi,
  link: RunLink,
  limits: LogLimits,
): Promise<FoundJob | RunLogOutcome> {
  const found = await waitFor(limits, () => lookForJob(api, link));
  return found ?? { kind: 'still-running' };
}

/** Null: not finished yet. */
async function lookForJob(api: GithubApi, link: RunLink): Promise<FoundJob | RunLogOutcome | null> {
  // Link of one job
  if (link.jobId !== null) {
    const job = await api.job(link.jobId);
    if (job.status !== 'completed') return null;
    const run = await api.run(String(job.run_id), link.attempt);
    return isFailing(job.conclusion) ? { kind: 'job', job, run } : { kind: 'nothing-failed' };
  }
  const run = link.runId === null ? await findRun(api, link) : await api.run(link.runId, link.attempt);
  if (run === 'none')
    return { kind: 'not-found', host: link.host, detail: 'no workflow run belongs to this link' };
  // A job that is allowed to fail leaves a green run behind.
  if (run.status === 'completed' && run.conclusion === 'success') return { kind: 'nothing-failed' };
  const jobs = await api.jobs(String(run.id), link.attempt);
  const job = chooseFailedJob(jobs);
  if (job) return { kind: 'job', job, run };
  if (run.status !== 'completed') return null;
  if (jobs.length > 0 || !isFailing(run.conclusion)) return { kind: 'nothing-failed' };
  return {
    kind: 'no-job',
    detail: `${run.name ?? 'the workflow'} ended with ${run.conclusion} before any job began`,
  };
}

/** The run behind a page of a commit's or pull request's checks: a failed one, else one that may still fail. */
async function findRun(api: GithubApi, link: RunLink): Promise<GithubRun | 'none'> {
  const [, , , kind, id] = new URL(link.runUrl).pathname.split('/');
  if (!id || (kind !== 'commit' && kind !== 'pull')) return 'none';
  const sha = kind === 'commit' ? id : await api.headOfPull(id);
  const runs = await api.runsOfCommit(sha);
  return (
    runs.find((run) => isFailing(run.conclusion)) ??
    runs.find((run) => run.status !== 'completed') ??
    runs[0] ??
    'none'
  );
}

interface LogPlace {
  readonly url: string;
  readonly token: string;
  readonly from: Refuser;
}

async function fetchLog({ job, run }: FoundJob, place: LogPlace, limits: LogLimits): Promise<RunLogOutcome> {
  const origin = new URL(place.url).origin;
  const request = {
    url: place.url,
    credentials: { authorization: `Bearer ${place.token}` },
    trusted: new Set([origin]),
    from: place.from,
    isFresh: isFresh(job.completed_at),
  };
  const log = await fetchLogBytes(request, limits);
  if (log.kind !== 'bytes') return log;
  return {
    kind: 'log',
    bytes: log.bytes,
    truncated: log.truncated,
    job: job.name,
    step: failedStepOf(job),
    jobUrl: job.html_url ?? null,
    run: {
      branch: run.head_branch ?? null,
      commit: run.head_sha ?? null,
      workflow: run.name ?? null,
      attempt: run.run_attempt ?? null,
      author: run.triggering_actor?.login ?? run.actor?.login ?? null,
    },
  };
}

function outcomeOfError(error: unknown, from: Refuser): RunLogOutcome {
  if (error instanceof ZodError) {
    return { kind: 'unreachable', host: from.host, detail: 'it answered with something that is not its API' };
  }
  if (!(error instanceof RequestError)) throw error;
  // Without a response the library reports its own 500: nobody answered.
  if (!error.response)
    return {
      kind: 'unreachable',
      host: from.host,
      detail: networkCodeOf(error) ?? networkCodeOf(error.cause) ?? 'no answer',
    };
  const { message } = (error.response.data ?? {}) as { message?: unknown };
  const isSpent = error.response.headers['x-ratelimit-remaining'] === '0';
  return statusOutcome(
    error.status,
    `${isSpent ? 'rate limit: ' : ''}${typeof message === 'string' ? message : ''}`,
    from,
  );
}

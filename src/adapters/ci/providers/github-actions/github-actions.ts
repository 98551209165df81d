import type { RunLink } from '../../../../core/alert/run.ts';
import type { RunLogProblem } from '../../../../core/card/run-log-problem.ts';
import type { ProviderSettings } from '../../../../flows/ci-settings.ts';
import type { CiProvider, FailedJob, FailedRun, LineUrl, ProviderAccess } from '../../ci-provider.ts';
import { fetchLogBytes } from '../../fetch-log-bytes.ts';
import { isFresh } from '../../is-fresh.ts';
import { ownerAndName } from '../../owner-and-name.ts';
import { failedJobsOf, failedStepOf } from './failed-jobs-of.ts';
import { findGithubRun } from './find-github-run.ts';
import { createGithubApi, type GithubAccess, type GithubApi } from './github-api.ts';
import { type GithubRepository, githubCredential } from './github-credentials.ts';
import { githubHistory } from './github-history.ts';
import type { GithubJob, GithubRun } from './github-payloads.ts';
import { lineInStep } from './line-in-step.ts';

/** GitHub Actions, GitHub.com or one Enterprise server. The token goes to the configured API and nowhere else. */
export const githubActions: CiProvider = {
  id: 'github-actions',
  needsToken: true,
  hostsOf: (settings) => [linkHostOf(settings)],
  connect(access) {
    return {
      async findFailedRun(link) {
        const place = await enter(link, access);
        return 'kind' in place ? place : await findFailedRun(place, link);
      },
      async runHistory(link) {
        const place = await enter(link, access);
        const run = 'kind' in place ? null : await findGithubRun(place.api, link);
        return 'kind' in place || run === null ? null : await githubHistory(place.api, run);
      },
    };
  },
};

function apiUrlOf(settings: ProviderSettings): string {
  // the slashes at the end of https://git.example.com/api/v3/
  return (settings.url ?? 'https://api.github.com').replace(/\/+$/, '');
}

/**
 * Host of the links that the settings' API answers for: `git.example.com` for `https://git.example.com/api/v3`;
 * an `api.` in front is GitHub's own habit.
 */
function linkHostOf(settings: ProviderSettings): string {
  const { host } = new URL(apiUrlOf(settings));
  const isCloud = host === 'api.github.com' || host.endsWith('.ghe.com');
  return isCloud && host.startsWith('api.') ? host.slice('api.'.length) : host;
}

function repositoryOf(link: RunLink, settings: ProviderSettings): GithubRepository | null {
  const [owner, repo] = ownerAndName(link) ?? [];
  return owner && repo ? { apiUrl: apiUrlOf(settings), owner, repo } : null;
}

interface GithubPlace extends GithubAccess {
  readonly api: GithubApi;
}

/** The link's repository with a token for it, the App's own or the one that was set. */
async function enter(link: RunLink, access: ProviderAccess): Promise<GithubPlace | RunLogProblem> {
  const repository = repositoryOf(link, access.settings);
  if (repository === null) {
    return { kind: 'not-found', host: link.host, detail: 'the link names no repository' };
  }
  const credential = await githubCredential(access, repository);
  if (credential.kind !== 'token') return credential;
  const place = { ...repository, token: credential.token, from: credential.from };
  return { ...place, api: createGithubApi(place, access.limits) };
}

/** Null: not finished yet; a step that posts an alert is part of the job it speaks of. */
async function findFailedRun(place: GithubPlace, link: RunLink): Promise<FailedRun | RunLogProblem | null> {
  const { api } = place;
  if (link.jobId !== null) {
    const job = await api.job(link.jobId);
    if (job.status !== 'completed') return null;
    const run = await api.run(String(job.run_id), link.attempt);
    return failedRun(place, run, [job]) ?? { kind: 'nothing-failed' };
  }
  const run = await findGithubRun(api, link);
  if (run === null) {
    return { kind: 'not-found', host: link.host, detail: 'no workflow run belongs to this link' };
  }
  // A job that is allowed to fail leaves a green run behind.
  if (run.status === 'completed' && run.conclusion === 'success') return { kind: 'nothing-failed' };
  const jobs = await api.jobs(String(run.id), link.attempt);
  const failed = failedRun(place, run, jobs);
  if (failed) return failed;
  if (run.status !== 'completed') return null;
  const mayBeRefused = run.conclusion === 'failure' || run.conclusion === 'startup_failure';
  if (jobs.length > 0 || !mayBeRefused) return { kind: 'nothing-failed' };
  return { kind: 'no-job', detail: await startupFailure(api, run) };
}

function failedRun(place: GithubPlace, run: GithubRun, jobs: readonly GithubJob[]): FailedRun | null {
  const [first, ...further] = failedJobsOf(jobs).map((job) => failedJob(place, job));
  if (!first) return null;
  const details = {
    branch: run.head_branch ?? null,
    commit: run.head_sha ?? null,
    workflow: run.name ?? null,
    attempt: run.run_attempt ?? null,
    author: run.triggering_actor?.login ?? run.actor?.login ?? null,
  };
  return { kind: 'failed', run: details, jobs: [first, ...further] };
}

function failedJob(place: GithubPlace, job: GithubJob): FailedJob {
  const { apiUrl, owner, repo, token } = place;
  const base = `${apiUrl}/repos/${encodeURIComponent(owner)}/${encodeURIComponent(repo)}`;
  const request = {
    url: `${base}/actions/jobs/${job.id}/logs`,
    credentials: { authorization: `Bearer ${token}` },
    trusted: new Set([new URL(apiUrl).origin]),
    from: place.from,
    isFresh: isFresh(job.completed_at),
  };
  return {
    name: job.name,
    step: failedStepOf(job),
    url: job.html_url ?? null,
    async fetchLog(limits) {
      const log = await fetchLogBytes(request, limits);
      return log.kind === 'bytes' ? { ...log, lineUrl: lineUrlIn(log.bytes, job) } : log;
    },
  };
}

function lineUrlIn(log: Uint8Array, { html_url: page, steps }: GithubJob): LineUrl {
  const placeOf = lineInStep(log, steps ?? []);
  return (line) => {
    const place = page ? placeOf(line) : null;
    return place && `${page}#step:${place.step}:${place.line}`;
  };
}

/** An invalid workflow file has neither jobs nor a log: the check suite's annotations hold what is known. */
async function startupFailure(api: GithubApi, run: GithubRun): Promise<string> {
  const said = await api.startupMessages(run);
  const name = run.name ?? 'the workflow';
  return [`${name} ended with ${run.conclusion} before any job began`, ...said].join('\n');
}

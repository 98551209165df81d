import { GitbeakerRequestError, GitbeakerRetryError, GitbeakerTimeoutError, Gitlab } from '@gitbeaker/rest';
import { ZodError } from 'zod';
import type { RunLink } from '../../../core/alert/run.ts';
import type { RunLogOutcome } from '../../../flows/ports.ts';
import { fetchLogBytes } from '../fetch-log-bytes.ts';
import { isFresh } from '../is-fresh.ts';
import { networkCodeOf } from '../network-code.ts';
import type { LogLimits, ProviderLogs } from '../provider-logs.ts';
import { messageOfBody, type Refuser, statusOutcome } from '../status-outcome.ts';
import { waitFor } from '../wait-for.ts';
import { type FoundGitlabJob, findFailedGitlabJob, type GitlabClient } from './find-failed-job.ts';

export interface GitlabSettings {
  readonly token: string | null;
  /** `https://git.example.com/gitlab`; null is GitLab.com. */
  readonly url: string | null;
}

/** GitLab CI of one instance. The token goes to that instance and nowhere else. */
export function createGitlabLogs(settings: GitlabSettings, limits: LogLimits): ProviderLogs {
  const base = new URL((settings.url ?? 'https://gitlab.com').replace(/\/+$/, ''));
  const { host } = base;
  const from = { host, setting: 'GITLAB_TOKEN' };
  return {
    provider: 'gitlab',
    async fetchFailedJobLog(link) {
      if (link.host !== host) return { kind: 'host-not-configured', host: link.host, setting: 'GITLAB_URL' };
      if (!settings.token) return { kind: 'no-token', ...from };
      const project = projectOf(link, base);
      if (project === null) return { kind: 'not-found', host, detail: 'the link names no project' };
      try {
        const client = createClient(base, settings.token, limits);
        const found = await waitFor(limits, () => findFailedGitlabJob(client, project, link));
        if (found === null) return { kind: 'still-running' };
        if (found.kind !== 'job') return found;
        return await fetchTrace(found, { base, token: settings.token, from }, limits);
      } catch (error) {
        return outcomeOfError(error, from);
      }
    },
  };
}

/**
 * The token travels as a bearer because fetch drops that header on a redirect to another host, which it would not do
 * with GitLab's own `PRIVATE-TOKEN`.
 */
function createClient(base: URL, token: string, limits: LogLimits): GitlabClient {
  return new Gitlab({ host: trimmed(base), oauthToken: token, queryTimeout: limits.timeoutMs });
}

function trimmed(base: URL): string {
  return base.href.replace(/\/+$/, '');
}

/** An instance below a path has that path in front of every project. */
function projectOf(link: RunLink, base: URL): string | null {
  const prefix = base.pathname.replace(/^\/+|\/+$/g, '');
  if (prefix === '' || link.repo === null) return link.repo;
  return link.repo.startsWith(`${prefix}/`) ? link.repo.slice(prefix.length + 1) : null;
}

interface TracePlace {
  readonly base: URL;
  readonly token: string;
  readonly from: Refuser;
}

async function fetchTrace(
  found: FoundGitlabJob,
  place: TracePlace,
  limits: LogLimits,
): Promise<RunLogOutcome> {
  const { job, pipeline } = found;
  const request = {
    url: `${trimmed(place.base)}/api/v4/projects/${encodeURIComponent(found.project)}/jobs/${job.id}/trace`,
    credentials: { authorization: `Bearer ${place.token}` },
    trusted: new Set([place.base.origin]),
    from: place.from,
    isFresh: isFresh(job.finished_at),
  };
  const log = await fetchLogBytes(request, limits);
  if (log.kind !== 'bytes') return log;
  return {
    kind: 'log',
    bytes: log.bytes,
    truncated: log.truncated,
    job: job.name,
    step: null,
    jobUrl: job.web_url ?? null,
    run: {
      branch: pipeline?.ref ?? job.ref ?? null,
      commit: pipeline?.sha ?? job.commit?.id ?? null,
      workflow: pipeline?.name ?? null,
      attempt: null,
      author: pipeline?.user?.username ?? job.user?.username ?? null,
    },
  };
}

function outcomeOfError(error: unknown, from: Refuser): RunLogOutcome {
  const unreachable = (detail: string): RunLogOutcome => ({ kind: 'unreachable', host: from.host, detail });
  if (error instanceof ZodError || error instanceof SyntaxError) {
    return unreachable('it answered with something that is not its API');
  }
  if (error instanceof GitbeakerTimeoutError) return unreachable('no answer in time');
  if (error instanceof GitbeakerRetryError)
    return unreachable('too many requests, or a gateway that is down');
  if (error instanceof GitbeakerRequestError && error.cause) {
    return statusOutcome(error.cause.response.status, messageOfBody(error.cause.description), from);
  }
  const code = networkCodeOf(error);
  if (code === null) throw error;
  return unreachable(code);
}

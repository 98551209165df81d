import { GitbeakerRequestError, GitbeakerRetryError, GitbeakerTimeoutError, Gitlab } from '@gitbeaker/rest';
import { ZodError } from 'zod';
import type { RunLink } from '../../../../core/alert/run.ts';
import type { RunLogProblem } from '../../../../core/card/run-log-problem.ts';
import type { ProviderSettings } from '../../../../flows/ci-settings.ts';
import {
  type CiProvider,
  type FailedJob,
  type FailedRun,
  ProblemError,
  type ProviderAccess,
} from '../../ci-provider.ts';
import { fetchLogBytes } from '../../fetch-log-bytes.ts';
import { isFresh } from '../../is-fresh.ts';
import { networkCodeOf } from '../../network-code.ts';
import { publicAgent } from '../../public-agent.ts';
import { messageOfBody, type Refuser, statusProblem } from '../../status-problem.ts';
import { type FoundGitlabJobs, findFailedGitlabJobs, type GitlabClient } from './find-failed-jobs.ts';
import { gitlabHistory } from './gitlab-history.ts';
import { gitlabLineUrl } from './gitlab-line-url.ts';
import type { GitlabJob } from './gitlab-payloads.ts';

/** GitLab CI of one instance. The token goes to that instance and nowhere else. */
export const gitlab: CiProvider = {
  id: 'gitlab',
  needsToken: true,
  hostsOf: (settings) => [baseOf(settings).host],
  connect(access) {
    const base = baseOf(access.settings);
    return {
      async findFailedRun(link) {
        const project = projectOf(link, base);
        if (project === null) {
          return { kind: 'not-found', host: link.host, detail: 'the link names no project' };
        }
        const found = await asking(access.from, () =>
          findFailedGitlabJobs(createClient(access), project, link),
        );
        return found?.kind === 'jobs' ? failedRun(found, access) : found;
      },
      async runHistory(link) {
        const project = projectOf(link, base);
        if (project === null) return null;
        return await asking(access.from, () => gitlabHistory(createClient(access), project, link));
      },
    };
  },
};

function baseOf(settings: ProviderSettings): URL {
  return new URL(settings.url ?? 'https://gitlab.com');
}

/** The instance's address, without the slashes at its end. */
function addressOf(settings: ProviderSettings): string {
  // https://git.example.com/lab/
  return baseOf(settings).href.replace(/\/+$/, '');
}

/**
 * The token travels as a bearer because fetch drops that header on a redirect to another host, which it would not do
 * with GitLab's own `PRIVATE-TOKEN`.
 */
function createClient({ settings, limits }: ProviderAccess): GitlabClient {
  return new Gitlab({
    host: addressOf(settings),
    oauthToken: settings.token ?? '',
    queryTimeout: limits.timeoutMs,
    ...(limits.publicOnly ? { agent: publicAgent() } : {}),
  });
}

/** An instance below a path has that path in front of every project. */
function projectOf(link: RunLink, base: URL): string | null {
  // /lab/
  const prefix = base.pathname.replace(/^\/+|\/+$/g, '');
  if (prefix === '' || link.repo === null) return link.repo;
  return link.repo.startsWith(`${prefix}/`) ? link.repo.slice(prefix.length + 1) : null;
}

function failedRun(found: FoundGitlabJobs, access: ProviderAccess): FailedRun {
  const { pipeline } = found;
  const [first, ...further] = found.jobs;
  const run = {
    branch: pipeline?.ref ?? first.ref ?? null,
    commit: pipeline?.sha ?? first.commit?.id ?? null,
    workflow: pipeline?.name ?? null,
    attempt: null,
    author: pipeline?.user?.username ?? first.user?.username ?? null,
  };
  const jobOf = (job: GitlabJob) => failedJob(found.project, job, access);
  return { kind: 'failed', run, jobs: [jobOf(first), ...further.map(jobOf)] };
}

function failedJob(project: string, job: GitlabJob, { settings, from }: ProviderAccess): FailedJob {
  const request = {
    url: `${addressOf(settings)}/api/v4/projects/${encodeURIComponent(project)}/jobs/${job.id}/trace`,
    credentials: { authorization: `Bearer ${settings.token}` },
    trusted: new Set([baseOf(settings).origin]),
    from,
    isFresh: isFresh(job.finished_at),
    // runner_system_failure, stuck_or_timeout_failure: there may be no trace
    reason: job.failure_reason ? `failed with ${job.failure_reason}` : null,
  };
  const url = job.web_url ?? null;
  return {
    name: job.name,
    step: null,
    url,
    async fetchLog(limits) {
      const log = await fetchLogBytes(request, limits);
      return url !== null && log.kind === 'bytes' ? { ...log, lineUrl: gitlabLineUrl(url, log.bytes) } : log;
    },
  };
}

/** gitbeaker's errors become the problem they speak of. */
async function asking<T>(from: Refuser, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new ProblemError(problemOf(error, from));
  }
}

function problemOf(error: unknown, from: Refuser): RunLogProblem {
  const unreachable = (detail: string): RunLogProblem => ({ kind: 'unreachable', host: from.host, detail });
  if (error instanceof ZodError || error instanceof SyntaxError) {
    return unreachable('it answered with something that is not its API');
  }
  if (error instanceof GitbeakerTimeoutError) return unreachable('no answer in time');
  if (error instanceof GitbeakerRetryError)
    return unreachable('too many requests, or a gateway that is down');
  if (error instanceof GitbeakerRequestError && error.cause) {
    return statusProblem(error.cause.response.status, messageOfBody(error.cause.description), from);
  }
  const code = networkCodeOf(error);
  if (code === null) throw error;
  return unreachable(code);
}

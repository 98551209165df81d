import type { RunLink } from '../../../../core/alert/run.ts';
import type { RunLogProblem } from '../../../../core/card/run-log-problem.ts';
import type { ProviderSettings } from '../../../../flows/ci-settings.ts';
import type { RunHistory } from '../../../../flows/ports.ts';
import type { CiProvider, FailedJob, FailedRun, ProviderAccess } from '../../ci-provider.ts';
import { earliestFirst } from '../../earliest-first.ts';
import { type ApiDoor, fetchJson } from '../../fetch-json.ts';
import { fetchLogBytes } from '../../fetch-log-bytes.ts';
import { isFresh } from '../../is-fresh.ts';
import { travisHistory } from './travis-history.ts';
import { travisLineUrl } from './travis-line-url.ts';
import { TravisBuild, TravisJob, TravisJobs } from './travis-payloads.ts';

const cloudHosts = ['app.travis-ci.com', 'travis-ci.com'];

/** States of a build or job after which nothing more happens by itself. */
const ended = new Set(['passed', 'failed', 'errored', 'canceled']);

/** Travis CI in its cloud, or one Enterprise server. */
export const travis: CiProvider = {
  id: 'travis',
  needsToken: true,
  hostsOf: ({ url }) => (url === null ? cloudHosts : [new URL(url).host]),
  connect(access) {
    const api = connectTravis(access);
    return {
      findFailedRun: (link) => findFailedRun(api, link),
      runHistory: (link) => runHistory(api, link),
    };
  },
};

interface TravisApi {
  readonly base: string;
  readonly door: ApiDoor;
}

function connectTravis({ settings, from, limits }: ProviderAccess): TravisApi {
  const base = apiUrlOf(settings);
  const credentials = { authorization: `token ${settings.token}`, 'travis-api-version': '3' };
  return { base, door: { credentials, trusted: new Set([new URL(base).origin]), from, limits } };
}

/** An Enterprise server has its API below its own address. */
function apiUrlOf({ url }: ProviderSettings): string {
  // https://travis.example.com/
  return url === null ? 'https://api.travis-ci.com' : `${url.replace(/\/+$/, '')}/api`;
}

async function findFailedRun(api: TravisApi, link: RunLink): Promise<FailedRun | RunLogProblem | null> {
  if (link.jobId !== null) return await findJob(api, link, link.jobId);
  const url = `${api.base}/build/${link.runId}`;
  const build = await fetchJson(api.door, `${url}?include=build.request`, TravisBuild);
  if (!belongsTo(link, build)) return foreign(link);
  if (build.state === 'passed') return { kind: 'nothing-failed' };
  const { jobs } = await fetchJson(api.door, `${url}/jobs`, TravisJobs);
  const failed = jobs.filter(isFailed);
  const found = earliestFirst(failed, (job) => job.finished_at);
  if (found) return failedRun(api, { build, jobs: found, link });
  if (!ended.has(build.state)) return null;
  const detail = build.request?.message;
  return jobs.length === 0 && detail ? { kind: 'no-job', detail } : { kind: 'nothing-failed' };
}

async function findJob(api: TravisApi, link: RunLink, id: string): Promise<FailedRun | RunLogProblem | null> {
  const job = await fetchJson(api.door, `${api.base}/job/${id}`, TravisJob);
  if (!belongsTo(link, job)) return foreign(link);
  if (!ended.has(job.state)) return null;
  // The link names this job: that it may fail does not make it less interesting.
  if (!isFailed({ ...job, allow_failure: false })) return { kind: 'nothing-failed' };
  const build = job.build
    ? await fetchJson(api.door, `${api.base}/build/${job.build.id}`, TravisBuild)
    : null;
  return failedRun(api, { build, jobs: [job], link });
}

async function runHistory(api: TravisApi, link: RunLink): Promise<RunHistory | null> {
  if (link.runId === null) return null;
  const build = await fetchJson(api.door, `${api.base}/build/${link.runId}`, TravisBuild);
  if (!belongsTo(link, build)) return null;
  const repoUrl = `${api.base}/repo/${encodeURIComponent(link.repo ?? '')}`;
  return await travisHistory({ door: api.door, repoUrl, pageUrl: pageUrlOf(link) }, build);
}

/** Numbers count through all repositories: one behind another repository's name leads around its permission. */
function belongsTo(link: RunLink, { repository }: TravisBuild | TravisJob): boolean {
  return repository?.slug?.toLowerCase() === link.repo?.toLowerCase();
}

function foreign(link: RunLink): RunLogProblem {
  return { kind: 'not-found', host: link.host, detail: 'no such run in the link’s repository' };
}

/** https://app.travis-ci.com/github/acme/shop/builds/7 → .../builds */
function pageUrlOf(link: RunLink): string {
  return link.runUrl.slice(0, link.runUrl.lastIndexOf('/'));
}

function isFailed(job: TravisJob): boolean {
  return (job.state === 'failed' || job.state === 'errored') && job.allow_failure !== true;
}

interface FoundJobs {
  readonly build: TravisBuild | null;
  readonly jobs: readonly [TravisJob, ...TravisJob[]];
  readonly link: RunLink;
}

function failedRun(api: TravisApi, { build, jobs: [first, ...further], link }: FoundJobs): FailedRun {
  const run = {
    branch: build?.branch?.name ?? null,
    commit: build?.commit?.sha ?? null,
    workflow: null,
    attempt: null,
    author: build?.created_by?.login ?? null,
  };
  const read = (job: TravisJob) => failedJob(api, job, link);
  return { kind: 'failed', run, jobs: [read(first), ...further.map(read)] };
}

function failedJob({ base, door }: TravisApi, job: TravisJob, link: RunLink): FailedJob {
  const url = jobUrlOf(link, job.id);
  return {
    name: job.config?.name ?? job.stage?.name ?? (job.number ? `#${job.number}` : null),
    step: null,
    url,
    async fetchLog(limits) {
      const isNew = isFresh(job.finished_at);
      const log = await fetchLogBytes(
        { ...door, url: `${base}/job/${job.id}/log.txt`, isFresh: isNew },
        limits,
      );
      if (log.kind === 'bytes') return { ...log, lineUrl: travisLineUrl(url, log.bytes) };
      return isExpired(log) ? { kind: 'expired' } : log;
    },
  };
}

/** Travis refuses with 403 what the repository's settings no longer keep. */
function isExpired(problem: RunLogProblem): boolean {
  return problem.kind === 'token-lacks-scope' && problem.detail.includes('not available anymore');
}

/** https://app.travis-ci.com/github/acme/shop/builds/7 → .../jobs/9 */
function jobUrlOf(link: RunLink, id: number): string {
  // .../builds/270123456   .../jobs/601234567
  return link.runUrl.replace(/\/(?:builds|jobs)\/\d+$/, `/jobs/${id}`);
}

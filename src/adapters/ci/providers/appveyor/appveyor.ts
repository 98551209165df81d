import type { RunLink } from '../../../../core/alert/run.ts';
import type { RunLogProblem } from '../../../../core/card/run-log-problem.ts';
import type { CiProvider, FailedJob, FailedRun, ProviderAccess } from '../../ci-provider.ts';
import { earliestFirst } from '../../earliest-first.ts';
import { type ApiDoor, fetchJson } from '../../fetch-json.ts';
import { fetchLogBytes } from '../../fetch-log-bytes.ts';
import { isFresh } from '../../is-fresh.ts';
import { ownerAndName } from '../../owner-and-name.ts';
import { AppveyorAnswer, type AppveyorBuild, type AppveyorJob } from './appveyor-payloads.ts';

/** Statuses of a build after which nothing more happens by itself. */
const ended = new Set(['success', 'failed', 'cancelled']);

/** AppVeyor, its cloud or one server. */
export const appveyor: CiProvider = {
  id: 'appveyor',
  needsToken: false,
  hostsOf: ({ url }) => [url === null ? 'ci.appveyor.com' : new URL(url).host],
  connect(access) {
    return {
      findFailedRun: (link) => findFailedRun(access, link),
      runHistory: async () => null,
    };
  },
};

interface AppveyorPlace {
  readonly apiUrl: string;
  readonly door: ApiDoor;
  readonly link: RunLink;
}

async function findFailedRun(
  access: ProviderAccess,
  link: RunLink,
): Promise<FailedRun | RunLogProblem | null> {
  const project = ownerAndName(link);
  if (project === null) return { kind: 'not-found', host: link.host, detail: 'the link names no project' };
  const place = placeOf(access, project[0], link);
  // https://ci.appveyor.com/project/acme/shop/builds/48123456   .../build/1.0.45
  const kind = /\/build\/[^/]+$/.test(link.runUrl) ? 'build' : 'builds';
  const url = `${place.apiUrl}/projects/${project.map(encodeURIComponent).join('/')}/${kind}/${encodeURIComponent(link.runId ?? '')}`;
  const { build } = await fetchJson(place.door, url, AppveyorAnswer);
  if (build.status === 'success') return { kind: 'nothing-failed' };
  const found = failedJobs(build, link);
  if (found) {
    const [first, ...further] = found;
    const read = (job: AppveyorJob) => failedJob(place, job);
    return { kind: 'failed', run: runOf(build), jobs: [read(first), ...further.map(read)] };
  }
  return ended.has(build.status) ? withoutJob(build) : null;
}

/** Keys of a user (v2) work below the account; anonymous readers see public projects. */
function placeOf({ settings, from, limits }: ProviderAccess, account: string, link: RunLink): AppveyorPlace {
  const { token } = settings;
  const base = (settings.url ?? 'https://ci.appveyor.com').replace(/\/+$/, '');
  const below = token?.startsWith('v2.') ? `/account/${encodeURIComponent(account)}` : '';
  const credentials: Record<string, string> = token ? { authorization: `Bearer ${token}` } : {};
  return {
    apiUrl: `${base}/api${below}`,
    door: { credentials, trusted: new Set([new URL(base).origin]), from, limits },
    link,
  };
}

/** The job the link names in front, then the failure that ended first. */
function failedJobs(build: AppveyorBuild, link: RunLink): readonly [AppveyorJob, ...AppveyorJob[]] | null {
  const jobs = build.jobs ?? [];
  const failed = jobs.filter((job) => job.status === 'failed' && job.allowFailure !== true);
  const found = earliestFirst(failed, ({ finished }) => finished);
  const named = jobs.find((job) => job.jobId === link.jobId && job.status === 'failed');
  return named ? [named, ...(found ?? []).filter((job) => job !== named)] : found;
}

/** A build file that could not be read fails before any job. */
function withoutJob(build: AppveyorBuild): RunLogProblem {
  const detail = (build.messages ?? []).flatMap(({ message }) => message || []).join('; ');
  const isRefused = build.status === 'failed' && (build.jobs ?? []).length === 0 && detail !== '';
  return isRefused ? { kind: 'no-job', detail } : { kind: 'nothing-failed' };
}

function runOf(build: AppveyorBuild): FailedRun['run'] {
  return {
    branch: build.branch ?? null,
    commit: build.commitId ?? null,
    workflow: null,
    attempt: null,
    author: build.authorUsername ?? build.authorName ?? null,
  };
}

function failedJob({ apiUrl, door, link }: AppveyorPlace, job: AppveyorJob): FailedJob {
  const id = encodeURIComponent(job.jobId);
  return {
    name: job.name || null,
    step: null,
    url: `${link.runUrl}/job/${id}`,
    fetchLog: (limits) =>
      fetchLogBytes(
        { ...door, url: `${apiUrl}/buildjobs/${id}/log`, isFresh: isFresh(job.finished) },
        limits,
      ),
  };
}

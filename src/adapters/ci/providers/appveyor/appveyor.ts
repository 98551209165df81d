import type { RunLink } from '../../../../core/alert/run.ts';
import type { RunLogProblem } from '../../../../core/card/run-log-problem.ts';
import type { CiProvider, FailedJob, FailedRun, ProviderAccess } from '../../ci-provider.ts';
import { earliestFirst } from '../../earliest-first.ts';
import { type ApiDoor, fetchJson } from '../../fetch-json.ts';
import { fetchLogBytes } from '../../fetch-log-bytes.ts';
import { isFresh } from '../../is-fresh.ts';
import { ownerAndName } from '../../owner-and-name.ts';
import { appveyorHistory } from './appveyor-history.ts';
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
      async findFailedRun(link) {
        const place = placeOf(access, link);
        if (place) return await findFailedRun(place);
        return { kind: 'not-found', host: link.host, detail: 'the link names no project' };
      },
      async runHistory(link) {
        const place = placeOf(access, link);
        if (!place) return null;
        const pageUrl = `${new URL(link.runUrl).origin}/project/${link.repo}/builds`;
        return await appveyorHistory({ ...place, pageUrl }, await fetchBuild(place));
      },
    };
  },
};

interface AppveyorPlace {
  readonly apiUrl: string;
  /** `https://ci.appveyor.com/api/projects/acme/shop` */
  readonly projectUrl: string;
  readonly door: ApiDoor;
  readonly link: RunLink;
}

/** Keys of a user (v2) work below the account; anonymous readers see public projects. */
function placeOf({ settings, from, limits }: ProviderAccess, link: RunLink): AppveyorPlace | null {
  const project = ownerAndName(link)?.map(encodeURIComponent);
  if (!project) return null;
  const { token } = settings;
  // https://appveyor.example.com/
  const base = (settings.url ?? 'https://ci.appveyor.com').replace(/\/+$/, '');
  const apiUrl = `${base}/api${token?.startsWith('v2.') ? `/account/${project[0]}` : ''}`;
  const credentials: Record<string, string> = token ? { authorization: `Bearer ${token}` } : {};
  return {
    apiUrl,
    projectUrl: `${apiUrl}/projects/${project.join('/')}`,
    door: { credentials, trusted: new Set([new URL(base).origin]), from, limits },
    link,
  };
}

function fetchBuild({ projectUrl, door, link }: AppveyorPlace): Promise<AppveyorAnswer> {
  // https://ci.appveyor.com/project/acme/shop/build/1.0.45, by its version; .../builds/48123456 by its id
  const kind = /\/build\/[^/]+$/.test(link.runUrl) ? 'build' : 'builds';
  return fetchJson(door, `${projectUrl}/${kind}/${encodeURIComponent(link.runId ?? '')}`, AppveyorAnswer);
}

async function findFailedRun(place: AppveyorPlace): Promise<FailedRun | RunLogProblem | null> {
  const { link } = place;
  const { build } = await fetchBuild(place);
  if (build.status === 'success') return { kind: 'nothing-failed' };
  const found = failedJobs(build, link);
  if (found) {
    const [first, ...further] = found;
    const read = (job: AppveyorJob) => failedJob(place, job);
    return { kind: 'failed', run: runOf(build), jobs: [read(first), ...further.map(read)] };
  }
  return ended.has(build.status) ? withoutJob(build) : null;
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
  const url = `${link.runUrl}/job/${id}`;
  return {
    name: job.name || null,
    step: null,
    url,
    // Without fullLog the page holds the last 2000 lines alone (appveyor/ci#2109).
    lineUrl: (line) => `${url}?fullLog=true#L${line}`,
    fetchLog: (limits) =>
      fetchLogBytes(
        { ...door, url: `${apiUrl}/buildjobs/${id}/log`, isFresh: isFresh(job.finished) },
        limits,
      ),
  };
}

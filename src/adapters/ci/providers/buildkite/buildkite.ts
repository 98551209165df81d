import type { RunLink } from '../../../../core/alert/run.ts';
import type { RunLogProblem } from '../../../../core/card/run-log-problem.ts';
import type { CiProvider, FailedJob, FailedRun, ProviderAccess } from '../../ci-provider.ts';
import { earliestFirst } from '../../earliest-first.ts';
import { type ApiDoor, fetchJson } from '../../fetch-json.ts';
import { fetchLogBytes } from '../../fetch-log-bytes.ts';
import { isFresh } from '../../is-fresh.ts';
import { buildkiteHistory } from './buildkite-history.ts';
import { BuildkiteBuild, type BuildkiteJob, isFailing, isGoing } from './buildkite-payloads.ts';

const origin = 'https://api.buildkite.com';

/** Buildkite. Its agents run anywhere, its API in one place. */
export const buildkite: CiProvider = {
  id: 'buildkite',
  needsToken: true,
  hostsOf: () => ['buildkite.com', 'www.buildkite.com'],
  connect(access) {
    const door = doorOf(access);
    return {
      findFailedRun: (link) => findFailedRun(door, link),
      async runHistory(link) {
        const url = buildUrlOf(link.runUrl);
        return url === null ? null : await buildkiteHistory(door, url);
      },
    };
  },
};

function doorOf({ settings, from, limits }: ProviderAccess): ApiDoor {
  return {
    credentials: { authorization: `Bearer ${settings.token}` },
    trusted: new Set([origin]),
    from,
    limits,
  };
}

async function findFailedRun(door: ApiDoor, link: RunLink): Promise<FailedRun | RunLogProblem | null> {
  const url = buildUrlOf(link.runUrl);
  if (url === null) return { kind: 'not-found', host: link.host, detail: 'the link names no build' };
  const build = await fetchJson(door, url, BuildkiteBuild);
  const jobs = build.jobs.filter((job) => link.jobId === null || job.id === link.jobId);
  const failed = failedRun(door, build, { url, jobs });
  if (failed) return failed;
  const below = triggeredUrl(jobs);
  const triggered = below === null ? null : await fetchJson(door, below, BuildkiteBuild);
  const deeper = triggered && below ? failedRun(door, triggered, { url: below, jobs: triggered.jobs }) : null;
  if (deeper) return deeper;
  if (isGoing(build) || (triggered && isGoing(triggered))) return null;
  return { kind: 'nothing-failed' };
}

/** The API's address of a build's page, `https://buildkite.com/acme/api/builds/7`; null for another page. */
function buildUrlOf(page: string): string | null {
  const [, organization, pipeline, , number] = new URL(page).pathname.split('/');
  if (!organization || !pipeline || !number) return null;
  // Segments stay encoded as they came.
  return `${origin}/v2/organizations/${organization}/pipelines/${pipeline}/builds/${number}`;
}

interface BuildPlace {
  readonly url: string;
  readonly jobs: readonly BuildkiteJob[];
}

/** Null without a failure that counts; a `broken` job never began, because another failed. */
function failedRun(door: ApiDoor, build: BuildkiteBuild, { url, jobs }: BuildPlace): FailedRun | null {
  const failures = jobs.filter((job) => job.type === 'script' && isFailing(job));
  const ordered = earliestFirst(failures, (job) => job.finished_at);
  if (!ordered) return null;
  const [first, ...further] = ordered;
  const jobOf = (job: BuildkiteJob) => failedJob(door, url, job);
  const run = {
    branch: build.branch ?? null,
    commit: build.commit ?? null,
    workflow: build.pipeline?.name ?? null,
    attempt: null,
    author: build.creator?.name ?? null,
  };
  return { kind: 'failed', run, jobs: [jobOf(first), ...further.map(jobOf)] };
}

function triggeredUrl(jobs: readonly BuildkiteJob[]): string | null {
  for (const job of jobs) {
    if (job.type === 'trigger' && isFailing(job) && job.triggered_build) {
      return URL.canParse(job.triggered_build.web_url) ? buildUrlOf(job.triggered_build.web_url) : null;
    }
  }
  return null;
}

function failedJob(door: ApiDoor, buildUrl: string, job: BuildkiteJob): FailedJob {
  const request = {
    ...door,
    url: `${buildUrl}/jobs/${encodeURIComponent(job.id)}/log`,
    isFresh: isFresh(job.finished_at),
    reason: job.state === 'expired' ? 'no agent took the job in time' : null,
    // Anything else is JSON around the log.
    accept: 'text/plain',
  };
  return {
    name: job.name ?? null,
    step: null,
    url: job.web_url ?? null,
    fetchLog: (limits) => fetchLogBytes(request, limits),
  };
}

import { z } from 'zod';
import type { RunLink } from '../../../core/alert/run.ts';
import type { RunLogProblem } from '../../../core/card/run-log-problem.ts';
import type { CiProvider, FailedJob, FailedRun, ProviderAccess } from '../ci-provider.ts';
import { earliestFirst } from '../earliest-first.ts';
import { type ApiDoor, fetchJson } from '../fetch-json.ts';
import { fetchLogBytes } from '../fetch-log-bytes.ts';
import { isFresh } from '../is-fresh.ts';

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
      runHistory: async () => null,
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

const Job = z.object({
  id: z.string(),
  type: z.string(),
  name: z.string().nullish(),
  state: z.string().nullish(),
  exit_status: z.number().nullish(),
  soft_failed: z.boolean().nullish(),
  retried: z.boolean().nullish(),
  finished_at: z.string().nullish(),
  web_url: z.string().nullish(),
  triggered_build: z.object({ web_url: z.string() }).nullish(),
});
type Job = z.infer<typeof Job>;

const Build = z.object({
  number: z.number(),
  state: z.string(),
  branch: z.string().nullish(),
  commit: z.string().nullish(),
  pipeline: z.object({ name: z.string().nullish() }).nullish(),
  creator: z.object({ name: z.string().nullish() }).nullish(),
  jobs: z.array(Job),
});
type Build = z.infer<typeof Build>;

/** `failing` is a build that still runs and will not pass. */
const going = new Set(['creating', 'scheduled', 'running', 'failing', 'canceling', 'blocked']);

async function findFailedRun(door: ApiDoor, link: RunLink): Promise<FailedRun | RunLogProblem | null> {
  const url = buildUrlOf(link.runUrl);
  if (url === null) return { kind: 'not-found', host: link.host, detail: 'the link names no build' };
  const build = await fetchJson(door, url, Build);
  const jobs = build.jobs.filter((job) => link.jobId === null || job.id === link.jobId);
  const failed = failedRun(door, build, { url, jobs });
  if (failed) return failed;
  const below = triggeredUrl(jobs);
  const triggered = below === null ? null : await fetchJson(door, below, Build);
  const deeper = triggered && below ? failedRun(door, triggered, { url: below, jobs: triggered.jobs }) : null;
  if (deeper) return deeper;
  if (going.has(build.state) || (triggered && going.has(triggered.state))) return null;
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
  readonly jobs: readonly Job[];
}

/** Null without a failure that counts; a `broken` job never began, because another failed. */
function failedRun(door: ApiDoor, build: Build, { url, jobs }: BuildPlace): FailedRun | null {
  const failures = jobs.filter((job) => job.type === 'script' && isFailing(job));
  const ordered = earliestFirst(failures, (job) => job.finished_at);
  if (!ordered) return null;
  const [first, ...further] = ordered;
  const jobOf = (job: Job) => failedJob(door, url, job);
  const run = {
    branch: build.branch ?? null,
    commit: build.commit ?? null,
    workflow: build.pipeline?.name ?? null,
    attempt: null,
    author: build.creator?.name ?? null,
  };
  return { kind: 'failed', run, jobs: [jobOf(first), ...further.map(jobOf)] };
}

function isFailing(job: Job): boolean {
  if (job.soft_failed || job.retried) return false;
  return job.state === 'failed' || job.state === 'timed_out' || job.state === 'expired';
}

function triggeredUrl(jobs: readonly Job[]): string | null {
  for (const job of jobs) {
    if (job.type === 'trigger' && isFailing(job) && job.triggered_build) {
      return URL.canParse(job.triggered_build.web_url) ? buildUrlOf(job.triggered_build.web_url) : null;
    }
  }
  return null;
}

function failedJob(door: ApiDoor, buildUrl: string, job: Job): FailedJob {
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

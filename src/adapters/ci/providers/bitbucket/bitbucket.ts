import type { RunLink } from '../../../../core/alert/run.ts';
import type { RunLogProblem } from '../../../../core/card/run-log-problem.ts';
import type { CiProvider, FailedJob, FailedRun, ProviderAccess } from '../../ci-provider.ts';
import { earliestFirst } from '../../earliest-first.ts';
import { type ApiDoor, fetchJson } from '../../fetch-json.ts';
import { fetchLogBytes } from '../../fetch-log-bytes.ts';
import { isFresh } from '../../is-fresh.ts';
import { bitbucketHistory } from './bitbucket-history.ts';
import {
  BitbucketPipeline,
  type BitbucketState,
  type BitbucketStep,
  BitbucketSteps,
  branchOf,
  isFailing,
} from './bitbucket-payloads.ts';

const origin = 'https://api.bitbucket.org';

/** Bitbucket Pipelines, the cloud service; its steps are what others call jobs. */
export const bitbucket: CiProvider = {
  id: 'bitbucket',
  needsToken: true,
  hostsOf: () => ['bitbucket.org'],
  connect(access) {
    const door = doorOf(access);
    return {
      findFailedRun: (link) => findFailedRun(door, link),
      async runHistory(link) {
        const repository = repositoryOf(link);
        if (repository === null || link.runId === null) return null;
        return await bitbucketHistory(door, `${origin}/2.0/repositories/${repository}`, link.runId);
      },
    };
  },
};

/** An access token travels alone; an Atlassian API token belongs to an e-mail address. */
function doorOf({ settings, from, limits }: ProviderAccess): ApiDoor {
  const { token, user } = settings;
  const basic = `Basic ${Buffer.from(`${user}:${token}`).toString('base64')}`;
  const authorization = user === null ? `Bearer ${token}` : basic;
  return { credentials: { authorization }, trusted: new Set([origin]), from, limits };
}

/** `WORKSPACE/REPO`, encoded; null when the link does not name it. */
function repositoryOf(link: RunLink): string | null {
  const [workspace, name] = link.repo?.split('/') ?? [];
  return workspace && name ? `${encodeURIComponent(workspace)}/${encodeURIComponent(name)}` : null;
}

async function findFailedRun(door: ApiDoor, link: RunLink): Promise<FailedRun | RunLogProblem | null> {
  const repository = repositoryOf(link);
  if (repository === null || link.runId === null) {
    return { kind: 'not-found', host: link.host, detail: 'the link names no pipeline' };
  }
  const base = `${origin}/2.0/repositories/${repository}/pipelines`;
  const pipeline = await fetchJson(door, `${base}/${link.runId}`, BitbucketPipeline);
  const { values } = await fetchJson(door, `${base}/${link.runId}/steps/?pagelen=100`, BitbucketSteps);
  const failures = values.filter((step) => isFailing(step.state) && isAsked(step, link));
  const ordered = earliestFirst(failures, (step) => step.completed_on);
  if (ordered) {
    const [first, ...further] = ordered;
    const page = `https://bitbucket.org/${repository}/pipelines/results/${link.runId}`;
    const jobOf = (step: BitbucketStep) => failedJob(door, { base, page, pipeline }, step);
    return { kind: 'failed', run: detailsOf(pipeline), jobs: [jobOf(first), ...further.map(jobOf)] };
  }
  if (pipeline.state.name !== 'COMPLETED') return null;
  // An invalid bitbucket-pipelines.yml ends so, before any step.
  if (!isFailing(pipeline.state)) return { kind: 'nothing-failed' };
  return {
    kind: 'no-job',
    detail: reasonOf(pipeline.state) ?? `the pipeline ended with ${resultOf(pipeline)}`,
  };
}

function isAsked(step: BitbucketStep, link: RunLink): boolean {
  return link.jobId === null || link.jobId === step.uuid;
}

function resultOf({ state }: BitbucketPipeline): string {
  return state.result?.name ?? state.name;
}

function reasonOf({ result }: BitbucketState): string | null {
  return result?.error?.message ?? null;
}

function detailsOf(pipeline: BitbucketPipeline): FailedRun['run'] {
  const { target, creator } = pipeline;
  return {
    branch: branchOf(pipeline),
    commit: target?.commit?.hash ?? null,
    workflow: target?.selector?.pattern ?? null,
    attempt: null,
    author: creator?.display_name ?? null,
  };
}

interface StepPlace {
  readonly base: string;
  readonly page: string;
  readonly pipeline: BitbucketPipeline;
}

/** Ids have braces around them, which travel encoded. */
function failedJob(door: ApiDoor, { base, page, pipeline }: StepPlace, step: BitbucketStep): FailedJob {
  const id = encodeURIComponent(step.uuid);
  const request = {
    ...door,
    url: `${base}/${encodeURIComponent(pipeline.uuid)}/steps/${id}/log`,
    isFresh: isFresh(step.completed_on),
    reason: reasonOf(step.state),
    // Logs are octet streams; an accept for text alone is answered with 406.
    accept: '*/*',
  };
  return {
    name: step.name ?? null,
    step: null,
    url: `${page}/steps/${id}`,
    fetchLog: (limits) => fetchLogBytes(request, limits),
  };
}

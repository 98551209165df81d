import type { RunLink } from '../../../../core/alert/run.ts';
import type { RunLogProblem } from '../../../../core/card/run-log-problem.ts';
import type { RunDetails, RunHistory } from '../../../../flows/ports.ts';
import type { CiProvider, FailedJob, FailedRun, ProviderAccess } from '../../ci-provider.ts';
import { earliestFirst } from '../../earliest-first.ts';
import { type ApiDoor, fetchJson } from '../../fetch-json.ts';
import { circleciHistory } from './circleci-history.ts';
import {
  CircleciBuild,
  type CircleciJob,
  CircleciJobs,
  CircleciPipeline,
  CircleciWorkflow,
} from './circleci-payloads.ts';
import type { CircleciPlace } from './circleci-place.ts';
import { fetchStepOutput } from './fetch-step-output.ts';
import { findWorkflowId } from './find-workflow-id.ts';
import { projectSlugOf } from './project-slug-of.ts';

const cloud = 'https://circleci.com';

/** CircleCI: API v2 leads from a workflow to its jobs, v1.1 to what a job's steps printed. */
export const circleci: CiProvider = {
  id: 'circleci',
  needsToken: true,
  hostsOf: ({ url }) => (url === null ? ['circleci.com', 'app.circleci.com'] : [new URL(url).host]),
  connect(access) {
    const place = { door: doorOf(access), origin: new URL(access.settings.url ?? cloud).origin };
    return {
      findFailedRun: (link) => findFailedRun(place, link),
      runHistory: (link) => runHistory(place, link),
    };
  },
};

function doorOf({ settings, from, limits }: ProviderAccess): ApiDoor {
  return {
    credentials: { 'circle-token': settings.token ?? '' },
    trusted: new Set([new URL(settings.url ?? cloud).origin]),
    from,
    limits,
  };
}

async function runHistory(place: CircleciPlace, link: RunLink): Promise<RunHistory | null> {
  const slug = projectSlugOf(link.runUrl);
  const { runId } = link;
  if (slug === null || runId === null) return null;
  const found = await branchOf(place, link, slug);
  return found === null ? null : await circleciHistory(place, { slug, runId, branch: found });
}

/** The branch of a job's or workflow's page. */
async function branchOf(place: CircleciPlace, link: RunLink, slug: string): Promise<string | null> {
  if (isJobNumber(link.jobId)) {
    const url = `${place.origin}/api/v1.1/project/${slug}/${link.jobId}`;
    return (await fetchJson(place.door, url, CircleciBuild)).branch ?? null;
  }
  const workflowId = await findWorkflowId(place, link, slug);
  if (typeof workflowId !== 'string') return null;
  const api = `${place.origin}/api/v2`;
  const workflow = await fetchJson(place.door, `${api}/workflow/${workflowId}`, CircleciWorkflow);
  const pipeline = await fetchJson(place.door, `${api}/pipeline/${workflow.pipeline_id}`, CircleciPipeline);
  return pipeline.vcs?.branch ?? null;
}

/** 8 in .../jobs/8; the short links name a job by a UUID instead. */
function isJobNumber(id: string | null): id is string {
  // 8
  return id !== null && /^\d+$/.test(id);
}

async function findFailedRun(place: CircleciPlace, link: RunLink): Promise<FailedRun | RunLogProblem | null> {
  const slug = projectSlugOf(link.runUrl);
  if (slug !== null && isJobNumber(link.jobId)) {
    return await findJob(place, slug, link.jobId);
  }
  const workflowId = await findWorkflowId(place, link, slug);
  if (typeof workflowId !== 'string') return workflowId;
  return await findInWorkflow(place, workflowId, link);
}

/** The page of one job. */
async function findJob(
  place: CircleciPlace,
  slug: string,
  number: string,
): Promise<FailedRun | RunLogProblem | null> {
  const url = `${place.origin}/api/v1.1/project/${slug}/${number}`;
  const build = await fetchJson(place.door, url, CircleciBuild);
  if (build.lifecycle !== 'finished') return null;
  if (!isFailing(build.outcome ?? '')) return { kind: 'nothing-failed' };
  const run = {
    branch: build.branch ?? null,
    commit: build.vcs_revision ?? null,
    workflow: build.workflows?.workflow_name ?? null,
    attempt: null,
    author: build.user?.login ?? null,
  };
  const job: FailedJob = {
    name: build.workflows?.job_name ?? null,
    step: null,
    url: `${place.origin}/${slug}/${number}`,
    fetchLog: (limits) => fetchStepOutput(place, { url, build }, limits),
  };
  return { kind: 'failed', run, jobs: [job] };
}

/** Nothing more happens by itself; `on_hold` waits for a person. */
const ended = new Set(['success', 'failed', 'error', 'canceled', 'not_run', 'unauthorized', 'on_hold']);

async function findInWorkflow(
  place: CircleciPlace,
  id: string,
  link: RunLink,
): Promise<FailedRun | RunLogProblem | null> {
  const api = `${place.origin}/api/v2`;
  const workflow = await fetchJson(place.door, `${api}/workflow/${id}`, CircleciWorkflow);
  const { items } = await fetchJson(place.door, `${api}/workflow/${id}/job`, CircleciJobs);
  const failures = items.filter((job) => isFailing(job.status) && isAsked(job, link) && job.job_number);
  const ordered = earliestFirst(failures, (job) => job.stopped_at);
  if (!ordered && !ended.has(workflow.status)) return null;
  if (!ordered && workflow.status !== 'error') return { kind: 'nothing-failed' };
  const pipeline = await fetchJson(place.door, `${api}/pipeline/${workflow.pipeline_id}`, CircleciPipeline);
  if (!ordered) return { kind: 'no-job', detail: refusalOf(pipeline) };
  const [first, ...further] = ordered;
  const jobOf = (job: CircleciJob) => failedJob(place, job, projectSlugOf(link.runUrl));
  const run = detailsOf(workflow, pipeline);
  return { kind: 'failed', run, jobs: [jobOf(first), ...further.map(jobOf)] };
}

function isAsked(job: CircleciJob, link: RunLink): boolean {
  return link.jobId === null || link.jobId === job.id || link.jobId === String(job.job_number);
}

function isFailing(status: string): boolean {
  return status === 'failed' || status === 'timedout' || status === 'infrastructure_fail';
}

/** An invalid configuration ends before any job. */
function refusalOf(pipeline: CircleciPipeline): string {
  const said = (pipeline.errors ?? []).map(({ message }) => message);
  return said.length > 0 ? said.join('\n') : 'the workflow ended with an error before any job began';
}

function detailsOf(workflow: CircleciWorkflow, pipeline: CircleciPipeline): RunDetails {
  return {
    branch: pipeline.vcs?.branch ?? null,
    commit: pipeline.vcs?.revision ?? null,
    workflow: workflow.name ?? null,
    attempt: null,
    author: pipeline.trigger?.actor?.login ?? null,
  };
}

/** The job's own project is asked first: a short link names none. */
function failedJob(place: CircleciPlace, job: CircleciJob, linkSlug: string | null): FailedJob {
  const slug = encodeSlug(job.project_slug) ?? linkSlug;
  const number = String(job.job_number);
  return {
    name: job.name,
    step: null,
    url: slug === null ? null : `${place.origin}/${slug}/${number}`,
    async fetchLog(limits) {
      if (slug === null) return { kind: 'no-log', detail: 'the service does not name the job’s project' };
      const url = `${place.origin}/api/v1.1/project/${slug}/${number}`;
      const build = await fetchJson(place.door, url, CircleciBuild);
      return await fetchStepOutput(place, { url, build }, limits);
    },
  };
}

/** gh/acme/api */
function encodeSlug(slug: string | null | undefined): string | null {
  return slug ? slug.split('/').map(encodeURIComponent).join('/') : null;
}

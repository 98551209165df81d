import type { RunLink } from '../../../../core/alert/run.ts';
import type { RunLogProblem } from '../../../../core/card/run-log-problem.ts';
import type { ProviderSettings } from '../../../../flows/ci-settings.ts';
import type { CiProvider, FailedJob, FailedRun, ProviderAccess } from '../../ci-provider.ts';
import { earliestFirst } from '../../earliest-first.ts';
import { type ApiDoor, fetchJson } from '../../fetch-json.ts';
import { fetchLogBytes } from '../../fetch-log-bytes.ts';
import { isFresh } from '../../is-fresh.ts';
import { azureHistory, branchOf } from './azure-history.ts';
import { azureLineUrl } from './azure-line-url.ts';
import { AzureBuild, AzureTimeline } from './azure-payloads.ts';
import { type FailedAzureJob, failedJobsOf } from './failed-jobs-of.ts';

const cloud = 'https://dev.azure.com';
const version = 'api-version=7.1';

/** Azure Pipelines: the cloud under both of its names, or one server. */
export const azureDevops: CiProvider = {
  id: 'azure-devops',
  needsToken: true,
  hostsOf: ({ url }) => (url === null ? ['dev.azure.com', '.visualstudio.com'] : [new URL(url).host]),
  connect(access) {
    const door = doorOf(access);
    return {
      findFailedRun: (link) => findFailedRun(door, link, access.settings),
      async runHistory(link) {
        const project = projectUrlOf(link, access.settings);
        return project && link.runId ? await azureHistory(door, project, link.runId) : null;
      },
    };
  },
};

/** A wrong token is answered with a sign-in page and a status that means success. */
function doorOf({ settings, from, limits }: ProviderAccess): ApiDoor {
  return {
    credentials: { authorization: `Basic ${Buffer.from(`:${settings.token}`).toString('base64')}` },
    trusted: new Set([new URL(settings.url ?? cloud).origin]),
    from,
    limits,
    signsInByPage: true,
  };
}

async function findFailedRun(
  door: ApiDoor,
  link: RunLink,
  settings: ProviderSettings,
): Promise<FailedRun | RunLogProblem | null> {
  const project = projectUrlOf(link, settings);
  if (link.runUrl.includes('/_releaseProgress')) {
    return { kind: 'unsupported', provider: 'Azure DevOps classic releases' };
  }
  if (project === null || link.runId === null) {
    return { kind: 'not-found', host: link.host, detail: 'the link names no build' };
  }
  const url = `${project}/_apis/build/builds/${link.runId}`;
  const build = await fetchJson(door, `${url}?${version}`, AzureBuild);
  if (build.status === 'completed' && build.result !== 'failed') return { kind: 'nothing-failed' };
  const timeline = await fetchJson(door, `${url}/timeline?${version}`, AzureTimeline.nullable());
  const failures = failedJobsOf(timeline?.records ?? []).filter(({ job }) => isAsked(job.id, link));
  const ordered = earliestFirst(failures, ({ task, job }) => (task ?? job).finishTime);
  if (ordered) {
    const [first, ...further] = ordered;
    const jobOf = (failed: FailedAzureJob) => failedJob(door, { url, page: link.runUrl }, failed);
    return { kind: 'failed', run: detailsOf(build), jobs: [jobOf(first), ...further.map(jobOf)] };
  }
  if (build.status !== 'completed') return null;
  return { kind: 'no-job', detail: refusalOf(build, timeline) };
}

function isAsked(id: string, link: RunLink): boolean {
  return link.jobId === null || link.jobId === id;
}

/** Both cloud hosts are one service. The path of a link is kept as it is encoded. */
function projectUrlOf(link: RunLink, settings: ProviderSettings): string | null {
  const path = new URL(link.runUrl).pathname.split('/').slice(1);
  const at = path.indexOf('_build');
  if (at < 1) return null;
  const places = path.slice(0, at);
  if (settings.url !== null) return `${new URL(settings.url).origin}/${places.join('/')}`;
  if (link.host === 'dev.azure.com') return `${cloud}/${places.join('/')}`;
  const [organization] = link.host.split('.');
  return `${cloud}/${[organization, ...places.filter((place) => place !== 'DefaultCollection')].join('/')}`;
}

function detailsOf(build: AzureBuild): FailedRun['run'] {
  return {
    branch: branchOf(build.sourceBranch),
    commit: build.sourceVersion ?? null,
    workflow: build.definition?.name ?? null,
    attempt: null,
    author: build.requestedFor?.displayName ?? null,
  };
}

/** A template or an authorization that Azure refused: no task has a record, the build or its stages say why. */
function refusalOf(build: AzureBuild, timeline: AzureTimeline | null): string {
  const said = [
    ...(build.validationResults ?? []).map(({ message }) => message),
    ...(timeline?.records ?? []).flatMap(({ issues }) => (issues ?? []).map(({ message }) => message)),
  ].filter((message) => typeof message === 'string' && message !== '');
  return said.length > 0 ? said.join('\n') : 'the build failed before any task began';
}

interface BuildPlace {
  readonly url: string;
  readonly page: string;
}

function failedJob(door: ApiDoor, { url, page }: BuildPlace, { job, task }: FailedAzureJob): FailedJob {
  const record = task ?? job;
  const said = (record.issues ?? []).map(({ message }) => message ?? '').join('\n');
  const request = {
    ...door,
    url: `${url}/logs/${record.log?.id}?${version}`,
    isFresh: isFresh(record.finishTime),
    reason: said === '' ? null : said,
    // Else the lines come as JSON.
    accept: 'text/plain',
  };
  const jobPage = `${page}&view=logs&j=${job.id}${task ? `&t=${task.id}` : ''}`;
  return {
    name: job.name,
    step: task?.name ?? null,
    url: jobPage,
    async fetchLog(limits) {
      if (!record.log) return { kind: 'no-log', detail: request.reason ?? 'the service names no log' };
      const log = await fetchLogBytes(request, limits);
      // A job's page shows the logs of its tasks, none of which is the job's own.
      return task && log.kind === 'bytes' ? { ...log, lineUrl: azureLineUrl(jobPage, log.bytes) } : log;
    },
  };
}

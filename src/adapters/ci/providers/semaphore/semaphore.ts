import type { RunLink } from '../../../../core/alert/run.ts';
import type { RunLogProblem } from '../../../../core/card/run-log-problem.ts';
import type { CiProvider, FailedJob, FailedRun, ProviderAccess } from '../../ci-provider.ts';
import { type ApiDoor, fetchJson } from '../../fetch-json.ts';
import { fetchLogBytes } from '../../fetch-log-bytes.ts';
import { isFresh } from '../../is-fresh.ts';
import { lineUrlBy } from '../../line-url-by.ts';
import { createSemaphoreDecoder } from './decode-semaphore-log.ts';
import { semaphoreHistory } from './semaphore-history.ts';
import {
  SemaphoreAnswer,
  type SemaphoreBlock,
  SemaphoreJobAnswer,
  type SemaphorePipeline,
  SemaphorePipelines,
} from './semaphore-payloads.ts';

/** Semaphore, cloud or on premises: an organization has an address of its own in both. */
export const semaphore: CiProvider = {
  id: 'semaphore',
  needsToken: true,
  hostsOf: ({ url }) => (url === null ? [] : [new URL(url).host]),
  connect(access) {
    const api = connectSemaphore(access);
    return {
      findFailedRun: (link) => (link.jobId === null ? findFailedRun(api, link) : findJob(api, link.jobId)),
      async runHistory(link) {
        const id = link.jobId === null ? await pipelineOf(api, link) : null;
        return id === null ? null : await semaphoreHistory(api, id);
      },
    };
  },
};

interface SemaphoreApi {
  readonly origin: string;
  /** `https://acme.semaphoreci.com/api/v1alpha` */
  readonly base: string;
  readonly door: ApiDoor;
}

function connectSemaphore({ settings, from, limits }: ProviderAccess): SemaphoreApi {
  const { origin } = new URL(settings.url ?? '');
  const credentials = { authorization: `Token ${settings.token}` };
  return {
    origin,
    base: `${origin}/api/v1alpha`,
    door: { credentials, trusted: new Set([origin]), from, limits },
  };
}

async function findFailedRun(api: SemaphoreApi, link: RunLink): Promise<FailedRun | RunLogProblem | null> {
  const id = await pipelineOf(api, link);
  if (id === null) return { kind: 'not-found', host: link.host, detail: 'the workflow has no pipeline' };
  const { pipeline, blocks } = await fetchJson(
    api.door,
    `${api.base}/pipelines/${encodeURIComponent(id)}?detailed=true`,
    SemaphoreAnswer,
  );
  if (same(pipeline.result, 'passed')) return { kind: 'nothing-failed' };
  // Blocks stand in the order of the file, which is the order in which they can fail.
  const [first, ...further] = (blocks ?? []).flatMap((block) => failedJobs(api, block, pipeline));
  if (first) return { kind: 'failed', run: runOf(pipeline), jobs: [first, ...further] };
  if (!same(pipeline.state, 'done')) return null;
  const errors = [pipeline.error_description, ...(blocks ?? []).map((block) => block.error_description)];
  const detail = errors.filter(Boolean).join('; ');
  return detail === '' ? { kind: 'nothing-failed' } : { kind: 'no-job', detail };
}

async function pipelineOf(api: SemaphoreApi, link: RunLink): Promise<string | null> {
  return new URL(link.runUrl).searchParams.get('pipeline_id') ?? (await findPipeline(api, link));
}

/** The pipeline of a workflow that failed first; promotions are pipelines of the same workflow. */
async function findPipeline(api: SemaphoreApi, link: RunLink): Promise<string | null> {
  const query = new URLSearchParams({ wf_id: link.runId ?? '' });
  const all = await fetchJson(api.door, `${api.base}/pipelines?${query}`, SemaphorePipelines);
  const created = [...all].sort((a, b) => (a.created_at?.seconds ?? 0) - (b.created_at?.seconds ?? 0));
  const found = created.find((one) => same(one.result, 'failed')) ?? created.at(-1);
  return found?.ppl_id ?? null;
}

async function findJob(api: SemaphoreApi, id: string): Promise<FailedRun | RunLogProblem | null> {
  const job = await fetchJson(api.door, `${api.base}/jobs/${encodeURIComponent(id)}`, SemaphoreJobAnswer);
  if (!same(job.status.state, 'finished')) return null;
  if (!same(job.status.result, 'failed')) return { kind: 'nothing-failed' };
  const run = { branch: null, commit: null, workflow: null, attempt: null, author: null };
  const seconds = Number(job.metadata.finish_time);
  const endedAt = seconds > 0 ? new Date(seconds * 1000).toISOString() : null;
  return { kind: 'failed', run, jobs: [failedJob(api, { id, name: job.metadata.name ?? null, endedAt })] };
}

function failedJobs(
  api: SemaphoreApi,
  block: SemaphoreBlock,
  pipeline: SemaphorePipeline,
): readonly FailedJob[] {
  const failed = (block.jobs ?? []).filter((job) => same(job.result, 'failed'));
  return failed.map((job) =>
    failedJob(api, {
      id: job.job_id,
      name: job.name ?? block.name ?? null,
      endedAt: isoOf(pipeline.done_at),
    }),
  );
}

function runOf(pipeline: SemaphorePipeline): FailedRun['run'] {
  return {
    branch: pipeline.branch_name ?? null,
    commit: pipeline.commit_sha ?? null,
    workflow: pipeline.name ?? null,
    attempt: null,
    author: null,
  };
}

interface JobPlace {
  readonly id: string;
  readonly name: string | null;
  readonly endedAt: string | null;
}

function failedJob(api: SemaphoreApi, { id, name, endedAt }: JobPlace): FailedJob {
  const jobId = encodeURIComponent(id);
  const url = `${api.origin}/jobs/${jobId}`;
  return {
    name,
    step: null,
    url,
    async fetchLog(limits) {
      const { decode, numberOf } = createSemaphoreDecoder();
      const log = await fetchLogBytes(
        {
          ...api.door,
          url: `${api.base}/logs/${jobId}`,
          decode,
          isFresh: isFresh(endedAt),
        },
        limits,
      );
      if (log.kind !== 'bytes') return log;
      return { ...log, step: commandOf(log.bytes), lineUrl: lineUrlBy(`${url}#L`, numberOf) };
    },
  };
}

/** The command in the log's first line: `$ npm test`. */
function commandOf(bytes: Uint8Array): string | null {
  const [line = ''] = Buffer.from(bytes.subarray(0, 400)).toString('utf8').split('\n', 1);
  return line.startsWith('$ ') ? line.slice(2).trim() || null : null;
}

/** 2026-11-01 10:05:00.123456Z; the epoch, as some fields write it, is no end. */
function isoOf(time: string | null | undefined): string | null {
  if (!time || time.startsWith('1970-')) return null;
  return time.replace(' ', 'T');
}

/** Upper case in one place of the API, lower case in another. */
function same(value: string | null | undefined, word: string): boolean {
  return value?.toLowerCase() === word;
}

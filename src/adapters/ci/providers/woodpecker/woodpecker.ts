import type { RunLink } from '../../../../core/alert/run.ts';
import type { RunLogProblem } from '../../../../core/card/run-log-problem.ts';
import type { CiProvider, FailedJob, FailedRun, ProviderAccess } from '../../ci-provider.ts';
import { earliestFirst } from '../../earliest-first.ts';
import { type ApiDoor, fetchJson } from '../../fetch-json.ts';
import { fetchLogBytes } from '../../fetch-log-bytes.ts';
import { isFresh } from '../../is-fresh.ts';
import { lineUrlBy } from '../../line-url-by.ts';
import { createWoodpeckerDecoder } from './decode-woodpecker-log.ts';
import { woodpeckerHistory } from './woodpecker-history.ts';
import { WoodpeckerPipeline, type WoodpeckerStep, type WoodpeckerWorkflow } from './woodpecker-payloads.ts';

/** Statuses of a pipeline after which nothing more happens by itself. */
const ended = new Set(['success', 'failure', 'error', 'killed', 'skipped', 'declined']);

/** Woodpecker, always a server of one's own. */
export const woodpecker: CiProvider = {
  id: 'woodpecker',
  needsToken: true,
  hostsOf: ({ url }) => (url === null ? [] : [new URL(url).host]),
  connect(access) {
    return {
      async findFailedRun(link) {
        const place = placeOf(access, link);
        if (place) return await findFailedRun(place);
        return { kind: 'not-found', host: link.host, detail: 'the link names no repository' };
      },
      async runHistory(link) {
        const place = placeOf(access, link);
        const pageUrl = link.runUrl.slice(0, link.runUrl.lastIndexOf('/'));
        return place && link.runId ? await woodpeckerHistory({ ...place, pageUrl }, link.runId) : null;
      },
    };
  },
};

interface WoodpeckerPlace {
  /** `https://ci.example.com/api/repos/12` */
  readonly repoUrl: string;
  readonly door: ApiDoor;
  readonly link: RunLink;
}

function placeOf({ settings, from, limits }: ProviderAccess, link: RunLink): WoodpeckerPlace | null {
  // https://ci.example.com/
  const base = (settings.url ?? '').replace(/\/+$/, '');
  // https://ci.example.com/repos/12/pipeline/34
  const [, repo] = /\/repos\/(\d+)\/pipeline\/\d+$/.exec(link.runUrl) ?? [];
  if (!repo) return null;
  const credentials = { authorization: `Bearer ${settings.token}` };
  const door = { credentials, trusted: new Set([new URL(base).origin]), from, limits };
  return { repoUrl: `${base}/api/repos/${repo}`, door, link };
}

async function findFailedRun(place: WoodpeckerPlace): Promise<FailedRun | RunLogProblem | null> {
  const { door, repoUrl, link } = place;
  const pipeline = await fetchJson(door, `${repoUrl}/pipelines/${link.runId}`, WoodpeckerPipeline);
  if (pipeline.status === 'success') return { kind: 'nothing-failed' };
  const failed = (pipeline.workflows ?? []).flatMap((workflow) => failedStepOf(workflow, link) ?? []);
  const found = earliestFirst(failed, ({ step }) => endOf(step));
  if (found) {
    const [first, ...further] = found;
    const read = (one: WorkflowStep) => failedJob(place, one);
    return { kind: 'failed', run: runOf(pipeline), jobs: [read(first), ...further.map(read)] };
  }
  return ended.has(pipeline.status) ? withoutStep(pipeline) : null;
}

interface WorkflowStep {
  readonly workflow: WoodpeckerWorkflow;
  readonly step: WoodpeckerStep;
}

/**
 * The step the link names, or the one that failed first. A workflow that passed may hold failures it was told to
 * ignore. Killed steps are victims, unless nothing else failed: then a timeout or the server killed them.
 */
function failedStepOf(workflow: WoodpeckerWorkflow, link: RunLink): WorkflowStep | null {
  if (!['failure', 'error', 'killed'].includes(workflow.state)) return null;
  const steps = workflow.children ?? [];
  const broken = steps.filter(({ state }) => state === 'failure' || state === 'error');
  const failed = broken.length > 0 ? broken : steps.filter(({ state }) => state === 'killed');
  const named = failed.find((step) => link.jobId === String(step.pid));
  const step = named ?? earliestFirst(failed, endOf)?.[0];
  return step ? { workflow, step } : null;
}

function endOf(step: WoodpeckerStep): number | null {
  return step.finished || step.end_time || null;
}

/** A pipeline file that could not be read fails before any step. */
function withoutStep(pipeline: WoodpeckerPipeline): RunLogProblem {
  const errors = (pipeline.errors ?? [])
    .filter((one) => one.is_warning !== true)
    .map(({ message }) => message);
  const own = (pipeline.workflows ?? []).flatMap(({ error }) => error || []);
  const detail = [...errors, ...own].join('; ');
  return detail === '' ? { kind: 'nothing-failed' } : { kind: 'no-job', detail };
}

function runOf(pipeline: WoodpeckerPipeline): FailedRun['run'] {
  return {
    branch: pipeline.branch ?? null,
    commit: pipeline.commit ?? null,
    workflow: null,
    attempt: null,
    author: pipeline.author ?? null,
  };
}

function failedJob({ repoUrl, door, link }: WoodpeckerPlace, { workflow, step }: WorkflowStep): FailedJob {
  const end = endOf(step);
  const url = `${link.runUrl}/${step.pid}`;
  return {
    name: workflow.name,
    step: step.name,
    url,
    async fetchLog(limits) {
      const { decode, numberOf } = createWoodpeckerDecoder();
      const log = await fetchLogBytes(
        {
          ...door,
          url: `${repoUrl}/logs/${link.runId}/${step.id}`,
          decode,
          isFresh: isFresh(end ? new Date(end * 1000).toISOString() : null),
          reason: step.error || workflow.error || null,
        },
        limits,
      );
      return log.kind === 'bytes' ? { ...log, lineUrl: lineUrlBy(`${url}#L`, numberOf) } : log;
    },
  };
}

import type { RunLink } from '../../../../core/alert/run.ts';
import type { RunLogProblem } from '../../../../core/card/run-log-problem.ts';
import type { CiProvider, FailedJob, FailedRun, ProviderAccess } from '../../ci-provider.ts';
import { earliestFirst } from '../../earliest-first.ts';
import { type ApiDoor, fetchJson } from '../../fetch-json.ts';
import { fetchLogBytes } from '../../fetch-log-bytes.ts';
import { isFresh } from '../../is-fresh.ts';
import { ownerAndName } from '../../owner-and-name.ts';
import { decodeDroneLog } from './decode-drone-log.ts';
import { DroneBuild, type DroneStage, type DroneStep } from './drone-payloads.ts';

/** Statuses of a build after which nothing more happens by itself. */
const ended = new Set(['success', 'failure', 'error', 'killed', 'skipped', 'declined']);

/** Drone, always a server of one's own. */
export const drone: CiProvider = {
  id: 'drone',
  needsToken: true,
  hostsOf: ({ url }) => (url === null ? [] : [new URL(url).host]),
  connect(access) {
    return {
      findFailedRun: (link) => findFailedRun(access, link),
      runHistory: async () => null,
    };
  },
};

interface DronePlace {
  /** `https://drone.example.com/api/repos/acme/shop/builds/7` */
  readonly buildUrl: string;
  readonly door: ApiDoor;
  readonly link: RunLink;
}

async function findFailedRun(
  { settings, from, limits }: ProviderAccess,
  link: RunLink,
): Promise<FailedRun | RunLogProblem | null> {
  const repo = ownerAndName(link);
  if (repo === null) return { kind: 'not-found', host: link.host, detail: 'the link names no repository' };
  const base = (settings.url ?? '').replace(/\/+$/, '');
  const credentials = { authorization: `Bearer ${settings.token}` };
  const place: DronePlace = {
    buildUrl: `${base}/api/repos/${repo.map(encodeURIComponent).join('/')}/builds/${link.runId}`,
    door: { credentials, trusted: new Set([new URL(base).origin]), from, limits },
    link,
  };
  const build = await fetchJson(place.door, place.buildUrl, DroneBuild);
  if (build.status === 'success') return { kind: 'nothing-failed' };
  const stages = build.stages ?? [];
  const failed = stages.flatMap((stage) => failedStepOf(stage, link) ?? []);
  const found = earliestFirst(failed, ({ step }) => step.stopped);
  if (found) {
    const [first, ...further] = found;
    const read = (one: StageStep) => failedJob(place, one);
    return { kind: 'failed', run: runOf(build), jobs: [read(first), ...further.map(read)] };
  }
  if (!ended.has(build.status)) return null;
  const detail = build.error || stages.find((stage) => stage.status === 'error')?.error;
  return detail ? { kind: 'no-job', detail } : { kind: 'nothing-failed' };
}

interface StageStep {
  readonly stage: DroneStage;
  readonly step: DroneStep;
}

/** The step the link names, or the one that failed first. Killed steps are victims. */
function failedStepOf(stage: DroneStage, link: RunLink): StageStep | null {
  if (stage.errignore) return null;
  const failed = (stage.steps ?? []).filter(isFailed);
  const named = failed.find((step) => link.jobId === `${stage.number}/${step.number}`);
  const step = named ?? earliestFirst(failed, ({ stopped }) => stopped)?.[0];
  return step ? { stage, step } : null;
}

function isFailed(step: DroneStep): boolean {
  return (step.status === 'failure' || step.status === 'error') && step.errignore !== true;
}

function runOf(build: DroneBuild): FailedRun['run'] {
  return {
    branch: build.source || build.target || null,
    commit: build.after ?? null,
    workflow: null,
    attempt: null,
    author: build.author_login ?? null,
  };
}

function failedJob({ buildUrl, door, link }: DronePlace, { stage, step }: StageStep): FailedJob {
  return {
    name: stage.name,
    step: step.name,
    url: `${link.runUrl}/${stage.number}/${step.number}`,
    fetchLog: (limits) =>
      fetchLogBytes(
        {
          ...door,
          url: `${buildUrl}/logs/${stage.number}/${step.number}`,
          decode: decodeDroneLog,
          isFresh: isFresh(step.stopped ? new Date(step.stopped * 1000).toISOString() : null),
          reason: step.error || null,
        },
        limits,
      ),
  };
}

import type { RunLink } from '../../../../core/alert/run.ts';
import type { RunLogProblem } from '../../../../core/card/run-log-problem.ts';
import type { CiProvider, FailedJob, FailedRun, ProviderAccess } from '../../ci-provider.ts';
import { earliestFirst } from '../../earliest-first.ts';
import { type ApiDoor, fetchJson } from '../../fetch-json.ts';
import { fetchLogBytes } from '../../fetch-log-bytes.ts';
import { isFresh } from '../../is-fresh.ts';
import { ownerAndName } from '../../owner-and-name.ts';
import { decodeDroneLog } from './decode-drone-log.ts';
import { droneHistory } from './drone-history.ts';
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
      async findFailedRun(link) {
        const place = placeOf(access, link);
        if (place) return await findFailedRun(place);
        return { kind: 'not-found', host: link.host, detail: 'the link names no repository' };
      },
      async runHistory(link) {
        const place = placeOf(access, link);
        const pageUrl = link.runUrl.slice(0, link.runUrl.lastIndexOf('/'));
        return place && link.runId ? await droneHistory({ ...place, pageUrl }, link.runId) : null;
      },
    };
  },
};

interface DronePlace {
  readonly door: ApiDoor;
  /** `https://drone.example.com/api/repos/acme/shop` */
  readonly repoUrl: string;
  readonly link: RunLink;
}

function placeOf({ settings, from, limits }: ProviderAccess, link: RunLink): DronePlace | null {
  const repo = ownerAndName(link);
  if (repo === null) return null;
  // https://drone.example.com/
  const base = (settings.url ?? '').replace(/\/+$/, '');
  const credentials = { authorization: `Bearer ${settings.token}` };
  return {
    repoUrl: `${base}/api/repos/${repo.map(encodeURIComponent).join('/')}`,
    door: { credentials, trusted: new Set([new URL(base).origin]), from, limits },
    link,
  };
}

async function findFailedRun(place: DronePlace): Promise<FailedRun | RunLogProblem | null> {
  const { door, repoUrl, link } = place;
  const build = await fetchJson(door, `${repoUrl}/builds/${link.runId}`, DroneBuild);
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

function failedJob({ repoUrl, door, link }: DronePlace, { stage, step }: StageStep): FailedJob {
  return {
    name: stage.name,
    step: step.name,
    url: `${link.runUrl}/${stage.number}/${step.number}`,
    fetchLog: (limits) =>
      fetchLogBytes(
        {
          ...door,
          url: `${repoUrl}/builds/${link.runId}/logs/${stage.number}/${step.number}`,
          decode: decodeDroneLog,
          isFresh: isFresh(step.stopped ? new Date(step.stopped * 1000).toISOString() : null),
          reason: step.error || null,
        },
        limits,
      ),
  };
}

import { z } from 'zod';
import type { PastResult, PastRun, RunHistory } from '../../../../flows/ports.ts';
import { branchHistory } from '../../branch-history.ts';
import { type ApiDoor, fetchJson } from '../../fetch-json.ts';
import { timeOf } from '../../past-result.ts';
import { AppveyorAnswer, type AppveyorBuild } from './appveyor-payloads.ts';

const Builds = z.object({ builds: z.array(AppveyorAnswer.shape.build) });

export interface AppveyorHistoryPlace {
  readonly door: ApiDoor;
  /** `https://ci.appveyor.com/api/projects/acme/shop` */
  readonly projectUrl: string;
  /** `https://ci.appveyor.com/project/acme/shop/builds` */
  readonly pageUrl: string;
}

/** Builds of the project, without their jobs: one or two requests. Throws ProblemError. */
export async function appveyorHistory(
  { door, projectUrl, pageUrl }: AppveyorHistoryPlace,
  { build, project }: AppveyorAnswer,
): Promise<RunHistory | null> {
  const { branch, commitId: commit } = build;
  if (!branch || !commit) return null;
  const defaultBranch = project?.repositoryBranch ?? null;
  return await branchHistory({ branch, commit, defaultBranch }, async (name) => {
    const query = `recordsNumber=20&branch=${encodeURIComponent(name)}`;
    const { builds } = await fetchJson(door, `${projectUrl}/history?${query}`, Builds);
    return builds.map((one) => pastRun(one, pageUrl));
  });
}

function pastRun(build: AppveyorBuild, pageUrl: string): PastRun {
  const runId = String(build.buildId ?? build.version ?? '');
  return {
    runId,
    url: `${pageUrl}/${runId}`,
    attempt: null,
    branch: build.branch ?? null,
    commit: build.commitId ?? null,
    author: build.authorUsername ?? build.authorName ?? null,
    result: resultOf(build.status),
    startedAt: timeOf(build.started),
    jobs: null,
  };
}

function resultOf(status: string): PastResult {
  if (status === 'success') return 'passed';
  if (status === 'failed') return 'failed';
  return status === 'cancelled' ? 'other' : 'running';
}

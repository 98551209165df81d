import { z } from 'zod';
import type { PastResult, PastRun, RunHistory } from '../../../../flows/ports.ts';
import { branchHistory } from '../../branch-history.ts';
import { type ApiDoor, fetchJson } from '../../fetch-json.ts';
import { DroneBuild } from './drone-payloads.ts';

const Repository = z.object({ default_branch: z.string().nullish() });
const Builds = z.array(DroneBuild);

/** Where a repository's builds are, for the API and for people. */
export interface DroneHistoryPlace {
  readonly door: ApiDoor;
  /** `https://drone.example.com/api/repos/acme/shop` */
  readonly repoUrl: string;
  /** `https://drone.example.com/acme/shop` */
  readonly pageUrl: string;
}

/** Builds of the repository, without their steps: three or four requests. Throws ProblemError. */
export async function droneHistory(place: DroneHistoryPlace, runId: string): Promise<RunHistory | null> {
  const { door, repoUrl, pageUrl } = place;
  const build = await fetchJson(door, `${repoUrl}/builds/${runId}`, DroneBuild);
  // A pull request's build is listed under its target.
  const branch = build.target || build.source || null;
  if (branch === null || !build.after) return null;
  const { default_branch: defaultBranch } = await fetchJson(door, repoUrl, Repository);
  return await branchHistory(
    { branch, commit: build.after, defaultBranch: defaultBranch ?? null },
    async (name) => {
      const url = `${repoUrl}/builds?branch=${encodeURIComponent(name)}&per_page=20`;
      return (await fetchJson(door, url, Builds)).map((one) => pastRun(one, pageUrl));
    },
  );
}

function pastRun(build: DroneBuild, pageUrl: string): PastRun {
  return {
    runId: String(build.number),
    url: `${pageUrl}/${build.number}`,
    attempt: null,
    branch: build.source || build.target || null,
    commit: build.after ?? null,
    author: build.author_login ?? null,
    result: resultOf(build.status),
    startedAt: (build.created ?? 0) * 1000,
    jobs: null,
  };
}

function resultOf(status: string): PastResult {
  if (status === 'success') return 'passed';
  if (status === 'failure' || status === 'error') return 'failed';
  return status === 'running' || status === 'pending' ? 'running' : 'other';
}

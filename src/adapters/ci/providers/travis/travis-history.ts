import { z } from 'zod';
import type { PastResult, PastRun, RunHistory } from '../../../../flows/ports.ts';
import { branchHistory } from '../../branch-history.ts';
import { type ApiDoor, fetchJson } from '../../fetch-json.ts';
import { timeOf } from '../../past-result.ts';
import { TravisBuild } from './travis-payloads.ts';

const Repository = z.object({ default_branch: z.object({ name: z.string().nullish() }).nullish() });
const Builds = z.object({ builds: z.array(TravisBuild) });

export interface TravisHistoryPlace {
  readonly door: ApiDoor;
  /** `https://api.travis-ci.com/repo/acme%2Fshop` */
  readonly repoUrl: string;
  /** `https://app.travis-ci.com/github/acme/shop/builds` */
  readonly pageUrl: string;
}

/** Builds that were pushed to a branch, without their jobs: two or three requests. Throws ProblemError. */
export async function travisHistory(
  { door, repoUrl, pageUrl }: TravisHistoryPlace,
  build: TravisBuild,
): Promise<RunHistory | null> {
  const branch = build.branch?.name;
  const commit = build.commit?.sha;
  if (!branch || !commit) return null;
  const { default_branch: main } = await fetchJson(door, repoUrl, Repository);
  return await branchHistory({ branch, commit, defaultBranch: main?.name ?? null }, async (name) => {
    const query = `branch.name=${encodeURIComponent(name)}&sort_by=id:desc&limit=20`;
    const { builds } = await fetchJson(door, `${repoUrl}/builds?${query}`, Builds);
    return builds.map((one) => pastRun(one, pageUrl));
  });
}

function pastRun(build: TravisBuild, pageUrl: string): PastRun {
  return {
    runId: String(build.id),
    url: `${pageUrl}/${build.id}`,
    attempt: null,
    branch: build.branch?.name ?? null,
    commit: build.commit?.sha ?? null,
    author: build.created_by?.login ?? null,
    result: resultOf(build.state),
    startedAt: timeOf(build.started_at),
    jobs: null,
  };
}

function resultOf(state: string): PastResult {
  if (state === 'passed') return 'passed';
  if (state === 'failed' || state === 'errored') return 'failed';
  return state === 'canceled' ? 'other' : 'running';
}

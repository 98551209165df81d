import { z } from 'zod';
import type { PastResult, PastRun, RunHistory } from '../../../../flows/ports.ts';
import { branchHistory } from '../../branch-history.ts';
import { type ApiDoor, fetchJson } from '../../fetch-json.ts';
import { WoodpeckerPipeline } from './woodpecker-payloads.ts';

const Repository = z.object({ default_branch: z.string().nullish() });
const Pipelines = z.array(WoodpeckerPipeline);

/** Where a repository's pipelines are, for the API and for people. */
export interface WoodpeckerHistoryPlace {
  readonly door: ApiDoor;
  /** `https://ci.example.com/api/repos/12` */
  readonly repoUrl: string;
  /** `https://ci.example.com/repos/12/pipeline` */
  readonly pageUrl: string;
}

/** Pipelines of the repository, without their steps: three or four requests. Throws ProblemError. */
export async function woodpeckerHistory(
  { door, repoUrl, pageUrl }: WoodpeckerHistoryPlace,
  runId: string,
): Promise<RunHistory | null> {
  const { branch, commit } = await fetchJson(door, `${repoUrl}/pipelines/${runId}`, WoodpeckerPipeline);
  if (!branch || !commit) return null;
  const { default_branch: defaultBranch } = await fetchJson(door, repoUrl, Repository);
  return await branchHistory({ branch, commit, defaultBranch: defaultBranch ?? null }, async (name) => {
    const url = `${repoUrl}/pipelines?branch=${encodeURIComponent(name)}&perPage=50`;
    const all = await fetchJson(door, url, Pipelines);
    // Older servers do not know the filter and list every branch.
    return all.filter((one) => one.branch === name).map((one) => pastRun(one, pageUrl));
  });
}

function pastRun(pipeline: WoodpeckerPipeline, pageUrl: string): PastRun {
  return {
    runId: String(pipeline.number),
    url: `${pageUrl}/${pipeline.number}`,
    attempt: null,
    branch: pipeline.branch ?? null,
    commit: pipeline.commit ?? null,
    author: pipeline.author ?? null,
    result: resultOf(pipeline.status),
    startedAt: (pipeline.created ?? pipeline.created_at ?? 0) * 1000,
    jobs: null,
  };
}

function resultOf(status: string): PastResult {
  if (status === 'success') return 'passed';
  if (status === 'failure' || status === 'error') return 'failed';
  return status === 'running' || status === 'pending' || status === 'started' ? 'running' : 'other';
}

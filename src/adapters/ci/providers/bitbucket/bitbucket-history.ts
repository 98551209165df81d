import type { PastResult, PastRun, RunHistory } from '../../../../flows/ports.ts';
import { type ApiDoor, fetchJson } from '../../fetch-json.ts';
import { timeOf } from '../../past-result.ts';
import {
  BitbucketPipeline,
  BitbucketPipelines,
  BitbucketRepository,
  branchOf,
  isFailing,
} from './bitbucket-payloads.ts';

/** Pipelines of the repository, without their steps: three or four requests. Throws ProblemError. */
export async function bitbucketHistory(
  door: ApiDoor,
  repository: string,
  runId: string,
): Promise<RunHistory | null> {
  const asked = await fetchJson(door, `${repository}/pipelines/${runId}`, BitbucketPipeline);
  const branch = branchOf(asked);
  const commit = asked.target?.commit?.hash ?? null;
  if (branch === null || commit === null) return null;
  // https://api.bitbucket.org/2.0/repositories/acme/api
  const page = `https://bitbucket.org/${repository.split('/').slice(-2).join('/')}/pipelines/results`;
  const list = async (name: string): Promise<readonly PastRun[]> => {
    const query = `target.branch=${encodeURIComponent(name)}&sort=-created_on&pagelen=20`;
    const { values } = await fetchJson(door, `${repository}/pipelines/?${query}`, BitbucketPipelines);
    return values.map((pipeline) => pastRun(pipeline, page));
  };
  const { mainbranch } = await fetchJson(door, repository, BitbucketRepository);
  const defaultBranch = mainbranch?.name ?? null;
  const sameBranch = await list(branch);
  const elsewhere = defaultBranch === null || defaultBranch === branch ? null : await list(defaultBranch);
  return {
    branch,
    commit,
    defaultBranch,
    sameBranch,
    sameCommit: sameBranch.filter((run) => run.commit === commit),
    onDefaultBranch: elsewhere ?? (defaultBranch === null ? [] : sameBranch),
  };
}

function pastRun(pipeline: BitbucketPipeline, page: string): PastRun {
  return {
    runId: String(pipeline.build_number),
    url: `${page}/${pipeline.build_number}`,
    attempt: null,
    branch: branchOf(pipeline),
    commit: pipeline.target?.commit?.hash ?? null,
    author: pipeline.creator?.display_name ?? null,
    result: resultOf(pipeline),
    startedAt: timeOf(pipeline.created_on),
    jobs: null,
  };
}

function resultOf({ state }: BitbucketPipeline): PastResult {
  if (state.result?.name === 'SUCCESSFUL') return 'passed';
  if (isFailing(state)) return 'failed';
  return state.name === 'COMPLETED' ? 'other' : 'running';
}

import { z } from 'zod';
import type { PastJob, PastResult, PastRun, RunHistory } from '../../../../flows/ports.ts';
import { type ApiDoor, fetchJson } from '../../fetch-json.ts';
import { timeOf } from '../../past-result.ts';
import { BuildkiteBuild, type BuildkiteJob, isGoing } from './buildkite-payloads.ts';

const Builds = z.array(BuildkiteBuild);

/** Builds of the same pipeline, with their jobs: four requests. Throws ProblemError. */
export async function buildkiteHistory(door: ApiDoor, buildUrl: string): Promise<RunHistory | null> {
  const { branch, commit, pipeline } = await fetchJson(door, buildUrl, BuildkiteBuild);
  if (!branch || !commit) return null;
  // .../pipelines/ledger/builds
  const builds = buildUrl.slice(0, buildUrl.lastIndexOf('/'));
  const list = async (query: string): Promise<readonly PastRun[]> =>
    (await fetchJson(door, `${builds}?${query}`, Builds)).map(pastRun);
  const defaultBranch = pipeline?.default_branch ?? null;
  const sameBranch = await list(`branch=${encodeURIComponent(branch)}&per_page=20`);
  return {
    branch,
    commit,
    defaultBranch,
    sameBranch,
    sameCommit: await list(`commit=${encodeURIComponent(commit)}&per_page=10`),
    onDefaultBranch: await onDefault(defaultBranch),
  };

  async function onDefault(name: string | null): Promise<readonly PastRun[]> {
    if (name === null) return [];
    return name === branch ? sameBranch : await list(`branch=${encodeURIComponent(name)}&per_page=20`);
  }
}

function pastRun(build: BuildkiteBuild): PastRun {
  return {
    runId: String(build.number),
    url: build.web_url ?? null,
    attempt: null,
    branch: build.branch ?? null,
    commit: build.commit ?? null,
    author: build.creator?.name ?? null,
    result: resultOf(build),
    startedAt: timeOf(build.created_at),
    jobs: build.jobs.filter(({ type }) => type === 'script').map(pastJob),
  };
}

function resultOf(build: BuildkiteBuild): PastResult {
  if (build.state === 'passed' || build.state === 'failed') return build.state;
  return isGoing(build) ? 'running' : 'other';
}

/** A retried try stands beside the later one. */
function pastJob(job: BuildkiteJob): PastJob {
  const name = job.name ?? '';
  if (job.state === 'passed' || job.state === 'failed') return { name, result: job.state };
  if (job.state === 'timed_out' || job.state === 'expired') return { name, result: 'failed' };
  return { name, result: job.finished_at ? 'other' : 'running' };
}

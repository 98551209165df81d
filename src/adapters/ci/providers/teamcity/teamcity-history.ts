import type { PastResult, PastRun, RunHistory } from '../../../../flows/ports.ts';
import { timeOf } from '../../past-result.ts';
import { isoOf } from './iso-of.ts';
import type { TeamcityApi } from './teamcity-api.ts';
import { commitOf, type TeamcityBuild } from './teamcity-payloads.ts';

/** Builds of the same configuration: two or three requests. A server without branches has one list. Throws ProblemError. */
export async function teamcityHistory(api: TeamcityApi, buildId: number): Promise<RunHistory | null> {
  const build = await api.build(buildId);
  const commit = commitOf(build);
  const type = build.buildType?.id;
  if (commit === null || !type) return null;
  const list = async (branch: string): Promise<readonly PastRun[]> =>
    (await api.builds(`buildType:(id:${type}),branch:(${branch}),state:any,canceled:any,count:20`)).map(
      pastRun,
    );
  const onDefaultBranch = await list('default:true');
  const name = build.branchName ?? null;
  const isDefault = name === null || build.defaultBranch === true;
  const sameBranch = isDefault ? onDefaultBranch : isPlain(name) ? await list(`name:(${name})`) : [];
  return {
    branch: name,
    commit,
    defaultBranch: onDefaultBranch.find(({ branch }) => branch !== null)?.branch ?? null,
    sameBranch,
    sameCommit: sameBranch.filter((run) => run.commit === commit),
    onDefaultBranch,
  };
}

/** Brackets end a locator's value. */
function isPlain(name: string): boolean {
  // fix(cart)
  return !/[()$]/.test(name);
}

function pastRun(build: TeamcityBuild): PastRun {
  return {
    runId: String(build.id),
    url: build.webUrl ?? null,
    attempt: null,
    branch: build.branchName ?? null,
    commit: commitOf(build),
    author: build.triggered?.user?.username ?? null,
    result: resultOf(build),
    startedAt: timeOf(isoOf(build.startDate)),
    jobs: null,
  };
}

function resultOf({ state, status }: TeamcityBuild): PastResult {
  if (status === 'FAILURE') return 'failed';
  if (state !== 'finished') return 'running';
  return status === 'SUCCESS' ? 'passed' : 'other';
}

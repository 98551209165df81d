import type { RunLink } from '../../../../core/alert/run.ts';
import type { RunLogProblem } from '../../../../core/card/run-log-problem.ts';
import type { CiProvider, FailedJob, FailedRun } from '../../ci-provider.ts';
import { earliestFirst } from '../../earliest-first.ts';
import { fetchLogBytes } from '../../fetch-log-bytes.ts';
import { isFresh } from '../../is-fresh.ts';
import { isoOf } from './iso-of.ts';
import { createTeamcityApi, type TeamcityApi } from './teamcity-api.ts';
import { teamcityHistory } from './teamcity-history.ts';
import { commitOf, type TeamcityBuild } from './teamcity-payloads.ts';

/** A chain may be long and wide; its first failures are enough. */
const maxBuilds = 12;

/** TeamCity, on premises or in its cloud: always a server of one's own. */
export const teamcity: CiProvider = {
  id: 'teamcity',
  needsToken: true,
  hostsOf: ({ url }) => (url === null ? [] : [new URL(url).host]),
  connect(access) {
    const api = createTeamcityApi(access);
    return {
      findFailedRun: (link) => findFailedRun(api, link),
      runHistory: async (link) => (link.runId ? await teamcityHistory(api, Number(link.runId)) : null),
    };
  },
};

async function findFailedRun(api: TeamcityApi, link: RunLink): Promise<FailedRun | RunLogProblem | null> {
  const top = await api.build(Number(link.runId));
  // A running build is red from its first failure on ("is failing"): its log already tells.
  if (top.status !== 'FAILURE') return top.state === 'finished' ? { kind: 'nothing-failed' } : null;
  const failed = await failedLeaves(api, top);
  const found = earliestFirst(failed, (build) => isoOf(build.finishDate));
  // The parts have not failed yet, or nobody may see them.
  if (found === null) return top.state === 'finished' ? await notStarted(api, top) : null;
  const [first, ...further] = found;
  if (first.failedToStart) return await notStarted(api, first);
  const others = further.filter((build) => !build.failedToStart);
  const jobs = await Promise.all(others.map((build) => failedJob(api, build)));
  return { kind: 'failed', run: runOf(top), jobs: [await failedJob(api, first), ...jobs] };
}

/** A composite build, or one that could not start, only passes on what failed below it. */
async function failedLeaves(api: TeamcityApi, top: TeamcityBuild): Promise<readonly TeamcityBuild[]> {
  const leaves: TeamcityBuild[] = [];
  const seen = new Set([top.id]);
  const open = [top];
  for (let build = open.shift(); build; build = open.shift()) {
    const below = build.composite || build.failedToStart ? failedBelow(build) : [];
    if (below.length === 0 && !build.composite) leaves.push(build);
    for (const id of below) {
      if (seen.has(id) || seen.size >= maxBuilds) continue;
      seen.add(id);
      open.push(await api.build(id));
    }
  }
  return leaves;
}

function failedBelow(build: TeamcityBuild): readonly number[] {
  const builds = build['snapshot-dependencies']?.build ?? [];
  return builds.filter(({ status }) => status === 'FAILURE').map(({ id }) => id);
}

async function notStarted(api: TeamcityApi, build: TeamcityBuild): Promise<RunLogProblem> {
  const details = (await api.problems(build.id)).map(({ details: text }) => text ?? '');
  return { kind: 'no-job', detail: details.join('; ') || 'the build did not start, for no reason given' };
}

function runOf(build: TeamcityBuild): FailedRun['run'] {
  return {
    branch: build.branchName ?? null,
    commit: commitOf(build),
    workflow: build.buildType?.name ?? null,
    attempt: null,
    author: build.triggered?.user?.username ?? null,
  };
}

async function failedJob(api: TeamcityApi, build: TeamcityBuild): Promise<FailedJob> {
  const problems = await api.problems(build.id);
  return {
    name: build.buildType?.name ?? null,
    step: stepOf(problems.map(({ details }) => details ?? '')),
    url: build.webUrl ?? null,
    async fetchLog(limits) {
      const url = api.logUrl(build.id);
      const log = await fetchLogBytes(
        { ...api.door, url, isFresh: isFresh(isoOf(build.finishDate)) },
        limits,
      );
      if (log.kind !== 'bytes' || !log.truncated) return log;
      // The middle is gone, and a failed test may have stood there.
      const tests = await api.failedTests(build.id);
      return { ...log, bytes: Buffer.concat([log.bytes, Buffer.from(tests)]) };
    },
  };
}

function stepOf(details: readonly string[]): string | null {
  for (const text of details) {
    // Process exited with code 1 (Step: Unit tests (Command Line))
    const [, name] = /\(Step: ([^()]{1,200})/.exec(text) ?? [];
    if (name) return name.trim();
  }
  return null;
}

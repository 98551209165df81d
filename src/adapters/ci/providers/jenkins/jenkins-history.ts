import { z } from 'zod';
import type { PastResult, PastRun, RunHistory } from '../../../../flows/ports.ts';
import { type ApiDoor, fetchJson } from '../../fetch-json.ts';
import { JenkinsBuild, revisionOf } from './jenkins-payloads.ts';

const Builds = z.object({ builds: z.array(JenkinsBuild) });
const tree =
  'builds[number,url,building,result,timestamp,duration,actions[lastBuiltRevision[SHA1,branch[name]]]]{0,40}';

/**
 * The last builds of the same job, one request. Jenkins knows no default branch: a job of a multibranch pipeline has
 * one branch, and of another job the builds of the asked branch are taken. Throws ProblemError.
 */
export async function jenkinsHistory(
  door: ApiDoor,
  buildUrl: string,
  runId: string,
): Promise<RunHistory | null> {
  // https://ci.example.com/job/ledger
  const job = buildUrl.slice(0, buildUrl.lastIndexOf('/'));
  const { builds } = await fetchJson(door, `${job}/api/json?tree=${encodeURIComponent(tree)}`, Builds);
  const asked = builds.find(({ number }) => String(number) === runId);
  if (!asked) return null;
  const { branch, commit } = revisionOf(asked);
  const runs = builds.map((build) => pastRun(build, `${job}/${build.number}/`));
  return {
    branch,
    commit,
    defaultBranch: null,
    sameCommit: commit === null ? [] : runs.filter((run) => run.commit === commit),
    sameBranch: runs.filter((run) => run.branch === branch),
    onDefaultBranch: [],
  };
}

function pastRun(build: JenkinsBuild, url: string): PastRun {
  return {
    runId: String(build.number),
    url,
    attempt: null,
    ...revisionOf(build),
    author: null,
    result: resultOf(build),
    startedAt: build.timestamp,
    jobs: null,
  };
}

function resultOf({ building, result }: JenkinsBuild): PastResult {
  if (building) return 'running';
  if (result === 'SUCCESS') return 'passed';
  return result === 'FAILURE' || result === 'UNSTABLE' ? 'failed' : 'other';
}

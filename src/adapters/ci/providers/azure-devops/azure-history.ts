import { z } from 'zod';
import type { PastResult, PastRun, RunHistory } from '../../../../flows/ports.ts';
import { type ApiDoor, fetchJson } from '../../fetch-json.ts';
import { timeOf } from '../../past-result.ts';
import { AzureBuild } from './azure-payloads.ts';

const version = 'api-version=7.1';
const Builds = z.object({ value: z.array(AzureBuild) });
const Definition = z.object({ repository: z.object({ defaultBranch: z.string().nullish() }).nullish() });

/** Builds of the same definition, without their jobs: three or four requests. Throws ProblemError. */
export async function azureHistory(
  door: ApiDoor,
  project: string,
  runId: string,
): Promise<RunHistory | null> {
  const api = `${project}/_apis/build`;
  const asked = await fetchJson(door, `${api}/builds/${runId}?${version}`, AzureBuild);
  const { sourceBranch, sourceVersion: commit, definition } = asked;
  if (!sourceBranch || !commit || !definition?.id) return null;
  const list = async (ref: string): Promise<readonly PastRun[]> => {
    const query = `definitions=${definition.id}&branchName=${encodeURIComponent(ref)}&$top=20`;
    const url = `${api}/builds?${query}&queryOrder=queueTimeDescending&${version}`;
    return (await fetchJson(door, url, Builds)).value.map(pastRun);
  };
  const { repository } = await fetchJson(door, `${api}/definitions/${definition.id}?${version}`, Definition);
  const defaultRef = repository?.defaultBranch ?? null;
  const sameBranch = await list(sourceBranch);
  const elsewhere = defaultRef === null || defaultRef === sourceBranch ? null : await list(defaultRef);
  return {
    branch: branchOf(sourceBranch),
    commit,
    defaultBranch: branchOf(defaultRef),
    sameBranch,
    sameCommit: sameBranch.filter((run) => run.commit === commit),
    onDefaultBranch: elsewhere ?? (defaultRef === null ? [] : sameBranch),
  };
}

/** `main` of `refs/heads/main`; other refs stay as they are. */
export function branchOf(ref: string | null | undefined): string | null {
  // refs/heads/main
  return ref?.replace(/^refs\/heads\//, '') ?? null;
}

function pastRun(build: AzureBuild): PastRun {
  return {
    runId: String(build.id),
    url: build._links?.web?.href ?? null,
    attempt: null,
    branch: branchOf(build.sourceBranch),
    commit: build.sourceVersion ?? null,
    author: build.requestedFor?.displayName ?? null,
    result: resultOf(build),
    startedAt: timeOf(build.queueTime),
    jobs: null,
  };
}

function resultOf({ status, result }: AzureBuild): PastResult {
  if (status !== 'completed') return 'running';
  if (result === 'failed') return 'failed';
  return result === 'succeeded' || result === 'partiallySucceeded' ? 'passed' : 'other';
}

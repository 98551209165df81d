import type { Provider } from './run.ts';

/** The parts of a run that say what it follows; unknown parts are null. */
export interface RunPlace {
  readonly provider: Provider;
  readonly host: string;
  readonly repo: string | null;
  readonly branch: string | null;
  readonly workflow: string | null;
  readonly runId: string | null;
}

/** Here a repository has one pipeline, so a run without a name is still the same one. */
const ONE_PIPELINE: ReadonlySet<Provider> = new Set([
  'gitlab',
  'travis',
  'bitbucket',
  'drone',
  'woodpecker',
  'appveyor',
]);

/**
 * True when the passed run ends the failure: it is the same run, tried again, or a later one of the same
 * workflow on the same branch. What is not known counts as different: a card is never called green by guess.
 */
export function hasTurnedGreen(failed: RunPlace, passed: RunPlace): boolean {
  if (failed.provider !== passed.provider || failed.host !== passed.host || failed.repo !== passed.repo)
    return false;
  if (failed.runId !== null && failed.runId === passed.runId && failed.repo !== null) return true;
  return isSameStream(failed, passed) && !isOlder(passed.runId, failed.runId);
}

function isSameStream(failed: RunPlace, passed: RunPlace): boolean {
  // Jenkins names the branch within the job; all others tell it.
  const isSameBranch = failed.branch === passed.branch && (failed.branch !== null || failed.repo === null);
  if (!isSameBranch || failed.workflow !== passed.workflow) return false;
  return failed.workflow !== null || ONE_PIPELINE.has(failed.provider);
}

/** Runs that were started earlier may end later. Ids that are no numbers tell nothing. */
function isOlder(one: string | null, other: string | null): boolean {
  // 17923456999
  const isNumber = (id: string | null): id is string => id !== null && /^\d{1,20}$/.test(id);
  return isNumber(one) && isNumber(other) && BigInt(one) < BigInt(other);
}

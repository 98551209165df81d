import { ProblemError, type ProviderAccess } from '../../ci-provider.ts';
import { type ApiDoor, fetchJson } from '../../fetch-json.ts';
import {
  buildFields,
  TeamcityBuild,
  TeamcityBuilds,
  type TeamcityProblem,
  TeamcityProblems,
  TeamcityTests,
} from './teamcity-payloads.ts';

/** The few reads of TeamCity's API that lead to a log. They throw ProblemError. */
export interface TeamcityApi {
  readonly door: ApiDoor;
  logUrl(buildId: number): string;
  build(buildId: number): Promise<TeamcityBuild>;
  builds(locator: string): Promise<readonly TeamcityBuild[]>;
  /** Empty when the server would not tell. */
  problems(buildId: number): Promise<readonly TeamcityProblem[]>;
  /** The failed tests as lines to put under a log; empty for none, and when the server would not tell. */
  failedTests(buildId: number): Promise<string>;
}

/** Of one test: a trace explains itself in its first lines. */
const maxDetails = 4_000;

export function createTeamcityApi({ settings, from, limits }: ProviderAccess): TeamcityApi {
  // https://ci.example.com/teamcity/
  const base = (settings.url ?? '').replace(/\/+$/, '');
  const credentials = { authorization: `Bearer ${settings.token}` };
  const door = { credentials, trusted: new Set([new URL(base).origin]), from, limits };
  return {
    door,
    logUrl: (id) => `${base}/downloadBuildLog.html?buildId=${id}`,
    build: (id) =>
      fetchJson(door, `${base}/app/rest/builds/id:${id}?${query({ fields: buildFields })}`, TeamcityBuild),
    async builds(locator) {
      const search = query({ locator, fields: `build(${buildFields})` });
      const found = await fetchJson(door, `${base}/app/rest/builds?${search}`, TeamcityBuilds);
      return found.build ?? [];
    },
    async problems(id) {
      const search = query({ locator: `build:(id:${id})`, fields: 'problemOccurrence(type,details)' });
      const url = `${base}/app/rest/problemOccurrences?${search}`;
      const found = await orNull(fetchJson(door, url, TeamcityProblems));
      return found?.problemOccurrence ?? [];
    },
    async failedTests(id) {
      const locator = `build:(id:${id}),status:FAILURE,count:20`;
      const search = query({ locator, fields: 'testOccurrence(name,details)' });
      const url = `${base}/app/rest/testOccurrences?${search}`;
      const found = await orNull(fetchJson(door, url, TeamcityTests));
      return (found?.testOccurrence ?? []).map(linesOf).join('');
    },
  };
}

/** What only adds to an answer must not be the end of it. */
async function orNull<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof ProblemError) return null;
    throw error;
  }
}

function query(parts: Readonly<Record<string, string>>): string {
  return new URLSearchParams(parts).toString();
}

function linesOf(test: { name?: string | null | undefined; details?: string | null | undefined }): string {
  return `\nTest failed: ${test.name ?? ''}\n${(test.details ?? '').slice(0, maxDetails)}\n`;
}

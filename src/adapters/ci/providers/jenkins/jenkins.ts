import type { RunLink } from '../../../../core/alert/run.ts';
import type { RunLogProblem } from '../../../../core/card/run-log-problem.ts';
import type { CiProvider, FailedRun, FetchedLog, LogLimits, ProviderAccess } from '../../ci-provider.ts';
import { ProblemError } from '../../ci-provider.ts';
import { type ApiDoor, fetchJson } from '../../fetch-json.ts';
import { fetchLogBytes } from '../../fetch-log-bytes.ts';
import { isFresh } from '../../is-fresh.ts';
import { buildUrlOf } from './build-url-of.ts';
import { jenkinsHistory } from './jenkins-history.ts';
import { JenkinsBuild, JenkinsStages, JenkinsTestReport, revisionOf } from './jenkins-payloads.ts';

/** One Jenkins controller; without a token it is asked as anybody. */
export const jenkins: CiProvider = {
  id: 'jenkins',
  needsToken: false,
  hostsOf: ({ url }) => (url === null ? [] : [new URL(url).host]),
  connect(access) {
    return {
      findFailedRun: (link) => findFailedRun(doorOf(access), link, access.settings.url ?? ''),
      async runHistory(link) {
        const url = buildUrlOf(link, access.settings.url ?? '');
        return url && link.runId ? await jenkinsHistory(doorOf(access), url, link.runId) : null;
      },
    };
  },
};

function doorOf({ settings, from, limits }: ProviderAccess): ApiDoor {
  const { token, user, url } = settings;
  const basic = `Basic ${Buffer.from(`${user ?? ''}:${token}`).toString('base64')}`;
  return {
    credentials: token === null ? {} : { authorization: basic },
    trusted: new Set(url === null ? [] : [new URL(url).origin]),
    from,
    limits,
    signsInByPage: true,
  };
}

/** Jenkins answers with all it has unless it is told what is wanted. */
const buildTree =
  'result,building,timestamp,duration,fullDisplayName,number,' +
  'actions[lastBuiltRevision[SHA1,branch[name]],causes[userName]]';

async function findFailedRun(
  door: ApiDoor,
  link: RunLink,
  server: string,
): Promise<FailedRun | RunLogProblem | null> {
  const url = buildUrlOf(link, server);
  if (url === null) return { kind: 'not-found', host: link.host, detail: 'the link names no build' };
  const build = await fetchJson(door, `${url}/api/json?tree=${encodeURIComponent(buildTree)}`, JenkinsBuild);
  if (build.building) return null;
  if (build.result !== 'FAILURE' && build.result !== 'UNSTABLE') return { kind: 'nothing-failed' };
  const job = {
    name: build.fullDisplayName ?? null,
    step: await failedStage(door, url),
    url: `${url}/`,
    fetchLog: (limits: LogLimits) => fetchLog({ door, url, build }, limits),
  };
  return { kind: 'failed', run: detailsOf(build), jobs: [job] };
}

function detailsOf(build: JenkinsBuild): FailedRun['run'] {
  const causes = build.actions.flatMap((action) => action?.causes ?? []);
  return {
    ...revisionOf(build),
    workflow: null,
    attempt: null,
    author: causes.find((cause) => cause.userName)?.userName ?? null,
  };
}

/** Only pipelines have stages, and only a plugin tells them: a controller without it answers with an error. */
async function failedStage(door: ApiDoor, url: string): Promise<string | null> {
  try {
    const { stages } = await fetchJson(door, `${url}/wfapi/describe`, JenkinsStages);
    return stages.find(({ status }) => status === 'FAILED' || status === 'UNSTABLE')?.name ?? null;
  } catch (error) {
    if (error instanceof ProblemError) return null;
    throw error;
  }
}

interface BuildPlace {
  readonly door: ApiDoor;
  readonly url: string;
  readonly build: JenkinsBuild;
}

/** An unstable build has no line that failed it: its test report is put below the console's text. */
async function fetchLog(place: BuildPlace, limits: LogLimits): Promise<FetchedLog | RunLogProblem> {
  const { door, url, build } = place;
  const ended = new Date(build.timestamp + build.duration).toISOString();
  const request = { ...door, url: `${url}/consoleText`, isFresh: isFresh(ended) };
  const log = await fetchLogBytes(request, limits);
  if (log.kind !== 'bytes' || build.result !== 'UNSTABLE') return log;
  const report = await failedTests(door, url);
  return report === '' ? log : { ...log, bytes: Buffer.concat([log.bytes, Buffer.from(report)]) };
}

const maxTests = 50;
const testTree = 'suites[cases[className,name,status,errorDetails]]';

async function failedTests(door: ApiDoor, url: string): Promise<string> {
  try {
    const report = await fetchJson(
      door,
      `${url}/testReport/api/json?tree=${encodeURIComponent(testTree)}`,
      JenkinsTestReport,
    );
    const failed = report.suites
      .flatMap(({ cases }) => cases)
      .filter(({ status }) => status === 'FAILED' || status === 'REGRESSION');
    const lines = failed
      .slice(0, maxTests)
      .map(({ className, name, errorDetails }) => `FAILED ${className ?? ''}.${name}: ${errorDetails ?? ''}`);
    return lines.length === 0 ? '' : `\nTest report: ${failed.length} failed\n${lines.join('\n')}\n`;
  } catch (error) {
    if (error instanceof ProblemError) return '';
    throw error;
  }
}

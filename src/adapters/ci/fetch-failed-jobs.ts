import type { RunLink } from '../../core/alert/run.ts';
import type { RunLogProblem } from '../../core/card/run-log-problem.ts';
import { type ProviderSettings, providerVariables } from '../../flows/ci-settings.ts';
import type { FailedJobLogs, RunDetails, RunHistory, RunLogOutcome } from '../../flows/ports.ts';
import type { CiProvider, FailedJob, FetchedLog, LineUrl, LogLimits, ProviderClient } from './ci-provider.ts';
import type { HostBreakers } from './create-host-breakers.ts';
import { waitFor } from './wait-for.ts';

/** A provider with the settings of one workspace. */
export interface ConfiguredProvider {
  readonly provider: CiProvider;
  readonly settings: ProviderSettings;
  readonly limits: LogLimits;
  readonly breakers: HostBreakers;
}

/** Further jobs only have to show whether they share the first one's cause. */
const furtherJobShare = 4;

/** From a link to the logs of the run's failed jobs, or to the problem that keeps us from them. */
export async function fetchFailedJobs(
  from: ConfiguredProvider,
  link: RunLink,
  maxJobs: number,
): Promise<FailedJobLogs> {
  const { limits } = from;
  const found = await ask(from, link, async (client) => {
    return (await waitFor(limits, () => client.findFailedRun(link))) ?? { kind: 'still-running' as const };
  });
  if (found.kind !== 'failed') return { outcomes: [found], failedJobs: 0 };
  const [first, ...further] = found.jobs;
  const less = { ...limits, maxBytes: Math.ceil(limits.maxBytes / furtherJobShare) };
  const outcomes = await Promise.all([
    fetchJob(from, { job: first, run: found.run, link }, limits),
    ...further.slice(0, maxJobs - 1).map((job) => fetchJob(from, { job, run: found.run, link }, less)),
  ]);
  return { outcomes, failedJobs: found.jobs.length };
}

/** Null when the service cannot tell, or would not. */
export async function fetchRunHistory(from: ConfiguredProvider, link: RunLink): Promise<RunHistory | null> {
  const history = await ask(from, link, async (client) => {
    return { kind: 'history' as const, value: await client.runHistory(link) };
  });
  return history.kind === 'history' ? history.value : null;
}

interface JobPlace {
  readonly job: FailedJob;
  readonly run: RunDetails;
  readonly link: RunLink;
}

async function fetchJob(
  from: ConfiguredProvider,
  { job, run, link }: JobPlace,
  limits: LogLimits,
): Promise<RunLogOutcome> {
  const log = await ask(from, link, () => job.fetchLog(limits));
  if (log.kind !== 'bytes') return log;
  const { bytes, truncated, step } = log;
  const lineUrl = lineUrlOf(job, log);
  return {
    kind: 'log',
    bytes,
    truncated,
    job: job.name,
    step: step ?? job.step,
    jobUrl: job.url,
    lineUrl,
    run,
  };
}

/** Behind a cut the lines have other numbers than on the page. */
function lineUrlOf(job: FailedJob, log: FetchedLog): LineUrl {
  const known = log.truncated ? null : (log.lineUrl ?? job.lineUrl);
  return known ?? (() => null);
}

/** Lets a client work for a link of its hosts; what it throws about the service becomes the problem. */
async function ask<T extends { readonly kind: string }>(
  { provider, settings, limits, breakers }: ConfiguredProvider,
  link: RunLink,
  work: (client: ProviderClient) => Promise<T | RunLogProblem>,
): Promise<T | RunLogProblem> {
  const { host } = link;
  const setting = providerVariables[provider.id].token;
  const noToken: RunLogProblem = { kind: 'no-token', host, setting };
  if (!provider.hostsOf(settings).some((known) => isHostOf(host, known))) {
    return { kind: 'host-not-configured', host, setting: providerVariables[provider.id].url ?? setting };
  }
  const isAnonymous = settings.token === null && settings.app === null;
  if (isAnonymous && provider.needsToken) return noToken;
  const refusals: readonly string[] = ['token-refused', 'token-lacks-scope', 'not-found'];
  const answer = await breakers.run(host, () =>
    work(provider.connect({ settings, limits, from: { host, setting } })),
  );
  return isAnonymous && refusals.includes(answer.kind) ? noToken : answer;
}

function isHostOf(host: string, known: string): boolean {
  return known.startsWith('.') ? host.endsWith(known) : host === known;
}

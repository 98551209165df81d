import { setTimeout as sleep } from 'node:timers/promises';
import type { Provider, RunLink } from '../../core/alert/run.ts';
import { type CiSettings, noProviderSettings, type ProviderSettings } from '../../flows/ci-settings.ts';
import type { RunLogs } from '../../flows/ports.ts';
import type { CiProvider, LogLimits } from './ci-provider.ts';
import { createHostBreakers } from './create-host-breakers.ts';
import { type ConfiguredProvider, fetchFailedJobs, fetchRunHistory } from './fetch-failed-jobs.ts';
import { appveyor } from './providers/appveyor/appveyor.ts';
import { azureDevops } from './providers/azure-devops/azure-devops.ts';
import { bitbucket } from './providers/bitbucket/bitbucket.ts';
import { buildkite } from './providers/buildkite/buildkite.ts';
import { circleci } from './providers/circleci/circleci.ts';
import { drone } from './providers/drone/drone.ts';
import { githubActions } from './providers/github-actions/github-actions.ts';
import { gitlab } from './providers/gitlab/gitlab.ts';
import { jenkins } from './providers/jenkins/jenkins.ts';
import { semaphore } from './providers/semaphore/semaphore.ts';
import { teamcity } from './providers/teamcity/teamcity.ts';
import { travis } from './providers/travis/travis.ts';
import { woodpecker } from './providers/woodpecker/woodpecker.ts';

/** One line a provider. */
export const ciProviders: readonly CiProvider[] = [
  githubActions,
  gitlab,
  circleci,
  buildkite,
  jenkins,
  azureDevops,
  bitbucket,
  travis,
  teamcity,
  drone,
  woodpecker,
  appveyor,
  semaphore,
];

/** How long a service that failed several times in a row is left alone. */
const BREAK_MS = 30_000;

const defaultLimits: LogLimits = {
  maxBytes: 8 * 1024 * 1024,
  timeoutMs: 60_000,
  maxWaitMs: 180_000,
  maxBusyMs: 60_000,
  firstPauseMs: 3_000,
  pauseUnitMs: 1_000,
  sleep: async (ms) => {
    await sleep(ms);
  },
  publicOnly: false,
};

function limitsFor({ publicOnly = false }: ProviderSettings, limits: Partial<LogLimits>): LogLimits {
  return { ...defaultLimits, publicOnly, ...limits };
}

/** Logs of all providers we can ask. Others, and links of a provider without a log API, are `unsupported`. */
export function createRunLogs(settings: CiSettings, limits: Partial<LogLimits> = {}): RunLogs {
  const breakers = createHostBreakers(BREAK_MS);
  const find = (link: RunLink): ConfiguredProvider | null => {
    const provider = ciProviders.find(({ id }) => id === link.provider);
    if (!provider) return null;
    const own = settings[provider.id] ?? noProviderSettings;
    return { provider, settings: own, limits: limitsFor(own, limits), breakers };
  };
  return {
    async fetchFailedJobLogs(link, maxJobs, maxWaitMs) {
      const found = find(link);
      if (found) return await fetchFailedJobs(withWait(found, maxWaitMs), link, maxJobs);
      return { outcomes: [{ kind: 'unsupported', provider: link.provider }], failedJobs: 0 };
    },
    async runHistory(link) {
      const found = find(link);
      return found ? await fetchRunHistory(found, link) : null;
    },
  };
}

function withWait(from: ConfiguredProvider, maxWaitMs: number | undefined): ConfiguredProvider {
  return maxWaitMs === undefined ? from : { ...from, limits: { ...from.limits, maxWaitMs } };
}

/** The hosts that the settings speak for, as link reading and alert recognition want them. */
export function configuredHosts(settings: CiSettings): ReadonlyMap<string, Provider> {
  const hosts = new Map<string, Provider>();
  for (const provider of ciProviders) {
    for (const host of provider.hostsOf(settings[provider.id] ?? noProviderSettings)) {
      if (!host.startsWith('.')) hosts.set(host, provider.id);
    }
  }
  return hosts;
}

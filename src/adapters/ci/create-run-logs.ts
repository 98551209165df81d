import { setTimeout as sleep } from 'node:timers/promises';
import type { Provider } from '../../core/alert/run.ts';
import type { RunLogs } from '../../flows/ports.ts';
import { createGithubLogs, type GithubSettings, githubHost } from './github/github.ts';
import { createGitlabLogs, type GitlabSettings } from './gitlab/gitlab.ts';
import type { LogLimits, ProviderLogs } from './provider-logs.ts';

export interface RunLogSettings {
  readonly github: GithubSettings;
  readonly gitlab: GitlabSettings;
  /** What is left out keeps its default. */
  readonly limits?: Partial<LogLimits>;
}

const defaultLimits: LogLimits = {
  maxBytes: 8 * 1024 * 1024,
  timeoutMs: 60_000,
  maxWaitMs: 180_000,
  firstPauseMs: 3_000,
  pauseUnitMs: 1_000,
  sleep: async (ms) => {
    await sleep(ms);
  },
};

/** One line a provider. */
const providers: readonly ((settings: RunLogSettings, limits: LogLimits) => ProviderLogs)[] = [
  (settings, limits) => createGithubLogs(settings.github, limits),
  (settings, limits) => createGitlabLogs(settings.gitlab, limits),
];

/** Logs of all providers we can ask. Others, and links of a provider without a log API, are `unsupported`. */
export function createRunLogs(settings: RunLogSettings): RunLogs {
  const limits = { ...defaultLimits, ...settings.limits };
  const made = providers.map((create) => create(settings, limits));
  return {
    async fetchFailedJobLog(link) {
      const found = made.find((logs) => logs.provider === link.provider);
      return found ? await found.fetchFailedJobLog(link) : { kind: 'unsupported', provider: link.provider };
    },
  };
}

/** The servers of the settings, as link reading and alert recognition want them; public ones are known without. */
export function configuredHosts(settings: RunLogSettings): ReadonlyMap<string, Provider> {
  const hosts = new Map<string, Provider>();
  hosts.set(githubHost(settings.github), 'github-actions');
  if (settings.gitlab.url) hosts.set(new URL(settings.gitlab.url).host, 'gitlab');
  return hosts;
}

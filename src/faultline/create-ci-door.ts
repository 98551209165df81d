import { checkProvider } from '../adapters/ci/check-tokens.ts';
import { ciProviders, configuredHosts, createRunLogs } from '../adapters/ci/create-run-logs.ts';
import type { Config } from '../config.ts';
import type { CiConnections } from '../flows/ci-connections.ts';
import type { CiDoor } from '../flows/ci-door.ts';
import type { CiSettings } from '../flows/ci-settings.ts';
import { createCredentials } from '../flows/credentials.ts';
import type { KnownHosts } from '../flows/decide-message.ts';
import type { RunLogs } from '../flows/ports.ts';

/** What is made of one set of credentials: it keeps connections and tokens that it was lent. */
interface Made {
  readonly runLogs: RunLogs;
  readonly hosts: KnownHosts;
}

/** CI services behind the credentials of each workspace. */
export function createCiDoor(from: {
  readonly connections: CiConnections;
  /** Of the one workspace; empty where many share the bot. */
  readonly environment: CiSettings;
  readonly config: Pick<Config, 'privateHosts'>;
}): CiDoor {
  const credentials = createCredentials({ ...from, clock: Date.now });
  const made = new WeakMap<CiSettings, Made>();
  const madeOf = (settings: CiSettings): Made => {
    const known = made.get(settings) ?? {
      runLogs: createRunLogs(settings),
      hosts: configuredHosts(settings),
    };
    made.set(settings, known);
    return known;
  };
  return {
    runLogsFor: async (workspace) => madeOf(await credentials.credentialsFor(workspace)).runLogs,
    async hostsFor(workspace) {
      return madeOf(workspace === null ? from.environment : await credentials.credentialsFor(workspace))
        .hosts;
    },
    check: checkProvider,
    forget: (workspace) => credentials.forget(workspace),
    mayBePrivate: (url) => from.config.privateHosts.includes(new URL(url).host),
    hostOf(provider, settings) {
      const [host = provider] = ciProviders.find(({ id }) => id === provider)?.hostsOf(settings) ?? [];
      return host;
    },
  };
}

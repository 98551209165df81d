import type { CiConnections } from './ci-connections.ts';
import type { CiSettings, LogProvider, ProviderSettings } from './ci-settings.ts';
import type { Clock } from './ports.ts';

/**
 * How a workspace reaches its CI services: by what an admin of the workspace entered, and where the bot serves one
 * workspace also by the environment. Throws OutsideError when what is kept can't be read.
 */
export interface Credentials {
  /** The same object as long as nothing changed. */
  credentialsFor(workspace: string): Promise<CiSettings>;
  /** Read again: they were changed here. */
  forget(workspace: string): void;
}

/** How long another process's change may go unseen. */
const FRESH_MS = 5_000;
const MOST_KEPT = 1_000;

export interface CredentialSources {
  readonly connections: CiConnections;
  /** Of the one workspace; empty where many share the bot, for they are nobody's then. */
  readonly environment: CiSettings;
  readonly clock: Clock;
}

interface Kept {
  readonly settings: CiSettings;
  readonly stamp: string;
  readonly readAt: number;
}

/** Asks the store at most once in five seconds for a workspace. */
export function createCredentials({ connections, environment, clock }: CredentialSources): Credentials {
  const kept = new Map<string, Kept>();
  return {
    async credentialsFor(workspace) {
      if (!connections.canKeep) return environment;
      const known = kept.get(workspace);
      if (known && clock() - known.readAt < FRESH_MS) return known.settings;
      const entered = await connections.open(workspace);
      const stamp = JSON.stringify(entered);
      const settings = known?.stamp === stamp ? known.settings : { ...environment, ...byProvider(entered) };
      kept.delete(workspace);
      kept.set(workspace, { settings, stamp, readAt: clock() });
      if (kept.size > MOST_KEPT) kept.delete([...kept.keys()][0] ?? '');
      return settings;
    },
    forget(workspace) {
      const known = kept.get(workspace);
      if (known) kept.set(workspace, { ...known, readAt: Number.NEGATIVE_INFINITY });
    },
  };
}

function byProvider(
  entered: readonly { readonly provider: LogProvider; readonly settings: ProviderSettings }[],
): CiSettings {
  return Object.fromEntries(entered.map(({ provider, settings }) => [provider, settings]));
}

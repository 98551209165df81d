import type { AccessCheck } from './access-check.ts';
import type { LogProvider, ProviderSettings } from './ci-settings.ts';
import type { KnownHosts } from './decide-message.ts';
import type { RunLogs } from './ports.ts';

/** CI services with the credentials of a workspace. */
export interface CiDoor {
  runLogsFor(workspace: string): Promise<RunLogs>;
  /** Hosts whose links are runs; null: those of no workspace. Throws OutsideError as the store does. */
  hostsFor(workspace: string | null): Promise<KnownHosts>;
  /** Asks a service whether it knows a token, in a few seconds. Never throws for what it answers. */
  check(provider: LogProvider, settings: ProviderSettings): Promise<readonly AccessCheck[]>;
  /** Credentials of the workspace changed. */
  forget(workspace: string): void;
  /** Whether whoever runs us allows this address of a private network. */
  mayBePrivate(url: string): boolean;
  /** Host that settings lead to. */
  hostOf(provider: LogProvider, settings: ProviderSettings): string;
}

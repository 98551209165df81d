import type { LogProvider, ProviderSettings } from './ci-settings.ts';

/** A CI service that an admin of a workspace connected. */
export interface CiConnection {
  readonly workspace: string;
  readonly provider: LogProvider;
  /** Host that the settings lead to: all of them that is ever shown. */
  readonly host: string;
  readonly connectedBy: string;
  /** Milliseconds since 1970. */
  readonly connectedAt: number;
}

/** The same with what must stay secret. */
export interface CiConnectionSecrets extends CiConnection {
  readonly settings: ProviderSettings;
}

/**
 * What admins entered to read their CI services; part of the store. The settings are encrypted at rest. Methods that
 * need the key throw AuthorError when none (or not the right one) is configured; every method throws OutsideError
 * when the database can't be reached.
 */
export interface CiConnections {
  /** False where no encryption key is configured: then nothing can be saved. */
  readonly canKeep: boolean;
  /** One a service and workspace: a later one replaces the earlier. */
  save(connection: CiConnectionSecrets): Promise<void>;
  /** By service, without the secrets; needs no key. */
  list(workspace: string): Promise<readonly CiConnection[]>;
  /** With the secrets. What was closed with an older key is closed again with the newest. */
  open(workspace: string): Promise<readonly CiConnectionSecrets[]>;
  remove(workspace: string, provider: LogProvider): Promise<void>;
}

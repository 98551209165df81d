import type { CiSettings } from './ci-settings.ts';

/**
 * How a workspace reaches its CI services: by the environment where the bot serves one workspace, else by what
 * an admin of the workspace entered. Throws OutsideError when what is kept can't be read.
 */
export interface Credentials {
  credentialsFor(workspace: string): Promise<CiSettings>;
}

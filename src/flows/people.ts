import type { ChannelPlace } from './settings.ts';

/** A conversation by the name that people call it. */
export interface NamedChannel {
  readonly id: string;
  readonly name: string;
  /** People of another organisation are in it. */
  readonly external: boolean;
}

/** Who may do what, as the chat tool knows it. Throws OutsideError when it can't be reached. */
export interface People {
  /** An admin or owner of the workspace. */
  isAdmin(workspace: string, user: string): Promise<boolean>;
  isMember(place: ChannelPlace, user: string): Promise<boolean>;
  /** Channels that the person and we are both in, by name, at most 200. */
  sharedChannels(workspace: string, user: string): Promise<readonly NamedChannel[]>;
}

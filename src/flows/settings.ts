import type { ChannelSettings } from '../core/settings/channel-settings.ts';

/** A channel of a workspace. */
export interface ChannelPlace {
  readonly workspace: string;
  readonly channel: string;
}

/** What people chose for their channels. Throws OutsideError when the database can't be reached. */
export interface Settings {
  /** The channel's settings, or null when nobody chose: then the channel's kind decides. */
  findSettings(place: ChannelPlace): Promise<ChannelSettings | null>;
  saveSettings(place: ChannelPlace, settings: ChannelSettings): Promise<void>;
}

import { type ChannelSettings, DEFAULT_SETTINGS } from '../core/settings/channel-settings.ts';
import type { ChannelPlace, Settings } from './settings.ts';

/** What was chosen for a channel, else what its kind starts with. One query. */
export async function settingsOf(
  store: Settings,
  place: ChannelPlace,
  otherwise: ChannelSettings = DEFAULT_SETTINGS,
): Promise<ChannelSettings> {
  return (await store.findSettings(place)) ?? otherwise;
}

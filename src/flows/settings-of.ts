import {
  type ChannelSettings,
  DEFAULT_SETTINGS,
  SHARED_CHANNEL_SETTINGS,
} from '../core/settings/channel-settings.ts';
import type { ChatMessage } from '../core/submission/chat-message.ts';
import type { ChannelPlace, Settings } from './settings.ts';

/** What was chosen for a channel, else what its kind starts with. One query. */
export async function settingsOf(
  store: Settings,
  place: ChannelPlace,
  otherwise: ChannelSettings = DEFAULT_SETTINGS,
): Promise<ChannelSettings> {
  return (await store.findSettings(place)) ?? otherwise;
}

/** What holds for a message: where people of another organisation read along, nothing is said unasked. */
export async function channelSettings(
  store: Settings,
  { workspace, channel, external }: Pick<ChatMessage, 'workspace' | 'channel' | 'external'>,
): Promise<ChannelSettings> {
  const otherwise = external ? SHARED_CHANNEL_SETTINGS : DEFAULT_SETTINGS;
  if (workspace === null || channel === null) return otherwise;
  return settingsOf(store, { workspace, channel }, otherwise);
}

import type { Kysely } from 'kysely';
import { ChannelSettings } from '../../core/settings/channel-settings.ts';
import type { ChannelPlace } from '../../flows/settings.ts';
import type { StoreTables } from './store-tables.ts';

/** Settings that no version of ours wrote count as none. */
export async function findSettings(
  db: Kysely<StoreTables>,
  place: ChannelPlace,
): Promise<ChannelSettings | null> {
  const row = await db
    .selectFrom('channel_settings')
    .select('settings')
    .where('workspace', '=', place.workspace)
    .where('channel', '=', place.channel)
    .executeTakeFirst();
  if (row === undefined) return null;
  const parsed = ChannelSettings.safeParse(JSON.parse(row.settings));
  return parsed.success ? parsed.data : null;
}

export async function saveSettings(
  db: Kysely<StoreTables>,
  { workspace, channel }: ChannelPlace,
  settings: ChannelSettings,
): Promise<void> {
  const content = { settings: JSON.stringify(settings) };
  await db
    .insertInto('channel_settings')
    .values({ workspace, channel, ...content })
    .onConflict((conflict) => conflict.columns(['workspace', 'channel']).doUpdateSet(content))
    .execute();
}

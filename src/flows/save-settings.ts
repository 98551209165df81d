import { readRepositories } from '../core/card/build-connection-forms.ts';
import type { FormEntries, FormKey } from '../core/card/form.ts';
import { AUTOMATIC } from '../core/settings/channel-settings.ts';
import { mayChoose, type Submitter } from './card-click.ts';
import type { FormAnswer } from './chat-flows.ts';
import type { ChatFlowsContext } from './chat-flows-context.ts';
import { settingsOf } from './settings-of.ts';
import { showHome } from './show-home.ts';

type SettingsKey = Extract<FormKey, { form: 'channel-settings' }>;

/** The settings of a channel were sent. Its list of repositories is for admins alone, whoever opened the form. */
export function saveSettings(
  context: ChatFlowsContext,
  key: SettingsKey,
  given: Submitter & FormEntries,
): FormAnswer {
  const read = readRepositories(given.values['repositories']);
  if ('problem' in read) return { kind: 'errors', errors: { repositories: read.problem } };
  return { kind: 'accepted', work: () => save(context, key, { ...given, repositories: read.list }) };
}

async function save(
  context: ChatFlowsContext,
  { channel, lists }: SettingsKey,
  { workspace, user, values, repositories }: Submitter & FormEntries & { repositories: string[] | null },
): Promise<void> {
  const place = { workspace, channel };
  const { people, store, catalog } = context;
  if (await mayChoose(context, place, user)) {
    const before = await settingsOf(store, place);
    const mayList = lists === true && (await people.isAdmin(workspace, user));
    await store.saveSettings(place, {
      ...before,
      automatic: AUTOMATIC.find((one) => one === values['automatic']) ?? before.automatic,
      minimumTier: values['minimumTier'] === 'certain' ? 'certain' : 'likely',
      runLinks: values['runLinks'] === 'on',
      reaction: values['reaction'] === 'on',
      model: values['model'] !== 'off',
      muted: (values['muted'] ?? '').split(/[\s,]+/).filter((id) => catalog.catalog.find(id)),
      repositories: mayList ? repositories : before.repositories,
    });
  }
  await showHome(context, { workspace, user });
}

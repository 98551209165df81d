import type { ChannelSettings } from '../settings/channel-settings.ts';
import { repositoriesField } from './build-connection-forms.ts';
import { cutText } from './display-text.ts';
import type { ChoiceField, Form } from './form.ts';

/** What the people of a channel may choose; `lists`: with the channel's list of repositories, which only admins make. */
export function buildSettingsForm(
  channel: { id: string; name: string; lists: boolean },
  chosen: ChannelSettings,
): Form {
  return {
    key: { v: 1, form: 'channel-settings', channel: channel.id, lists: channel.lists },
    title: cutText(`#${channel.name}`, 24),
    submit: 'Save',
    intro: [],
    destination: null,
    fields: [
      {
        kind: 'choice',
        id: 'automatic',
        label: 'Answer unasked',
        hint: 'A mention, a direct message or a command is always answered.',
        options: [
          option('on', 'Logs and CI alerts'),
          option('alerts', 'CI alerts only'),
          option('off', 'Never'),
        ],
        initial: chosen.automatic,
      },
      {
        kind: 'choice',
        id: 'minimumTier',
        label: 'Least confidence',
        hint: null,
        options: [option('likely', 'Certain or likely'), option('certain', 'Certain only')],
        initial: chosen.minimumTier,
      },
      onOff('runLinks', 'Links to CI runs', 'Answer when a person pastes one.', chosen.runLinks),
      onOff(
        'reaction',
        'Eyes on uncertain logs',
        'A reaction where no sure answer is given.',
        chosen.reaction,
      ),
      onOff(
        'model',
        'Language model',
        'Reads redacted excerpts and adds one sentence, if one is configured.',
        chosen.model,
      ),
      {
        kind: 'text',
        id: 'muted',
        label: 'Muted playbooks',
        hint: 'Ids, separated by spaces',
        initial: chosen.muted.join(' '),
        multiline: false,
        optional: true,
      },
      ...(channel.lists
        ? [repositoriesField(chosen.repositories, 'this channel; empty: all of the workspace’s')]
        : []),
    ],
  };
}

function onOff(id: string, label: string, hint: string, isOn: boolean): ChoiceField {
  return {
    kind: 'choice',
    id,
    label,
    hint,
    options: [option('on', 'On'), option('off', 'Off')],
    initial: isOn ? 'on' : 'off',
  };
}

function option(id: string, label: string) {
  return { id, label, description: null };
}

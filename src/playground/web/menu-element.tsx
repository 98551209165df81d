import { jsonOf, listOf, textOf } from '../workspace/json-values.ts';
import type { Json, Snapshot } from '../workspace/model.ts';
import type { Pressed } from './press.tsx';
import { useTown } from './town.ts';

interface MenuElementProps {
  readonly element: Json;
  readonly blockId: string;
  readonly onPress: (pressed: Pressed) => void;
}

/** A menu outside a modal: choosing is pressing. */
export function MenuElement({ element, blockId, onPress }: MenuElementProps) {
  const actionId = textOf(element['action_id']);
  const isOverflow = element['type'] === 'overflow';
  const placeholder = textOf(jsonOf(element['placeholder'])['text']) || (isOverflow ? '⋯' : 'Choose');
  const { snapshot } = useTown();
  const options = [...optionsOf(element), ...conversationsFor(element, snapshot)];
  const initial = textOf(jsonOf(element['initial_option'])['value']);
  return (
    <select
      className={isOverflow ? 'menu menu-overflow' : 'menu'}
      aria-label={isOverflow ? 'More actions' : placeholder}
      defaultValue={initial}
      onChange={(event) => {
        onPress({ actionId, blockId, value: event.target.value });
        if (isOverflow) event.target.value = '';
      }}
    >
      <option value="" disabled>
        {placeholder}
      </option>
      {options.map(({ value, label }) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </select>
  );
}

/** What Slack fills in by itself: people, channels, or both. */
function conversationsFor(element: Json, { users, channels, me, bot }: Snapshot) {
  const type = textOf(element['type']);
  const people = users
    .filter(({ id }) => id !== me && id !== bot.user)
    .map(({ id, real_name }) => ({ value: id, label: real_name }));
  const named = channels
    .filter(({ is_im }) => !is_im)
    .map(({ id, name }) => ({ value: id, label: `#${name}` }));
  if (type === 'users_select') return people;
  if (type === 'channels_select') return named;
  return type === 'conversations_select' ? [...named, ...people] : [];
}

export function optionsOf(element: Json): readonly { value: string; label: string; description: string }[] {
  const grouped = listOf(element['option_groups']).flatMap((group) => listOf(group['options']));
  return [...listOf(element['options']), ...grouped].map((option) => ({
    value: textOf(option['value']),
    label: textOf(jsonOf(option['text'])['text']),
    description: textOf(jsonOf(option['description'])['text']),
  }));
}

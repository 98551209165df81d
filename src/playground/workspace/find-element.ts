import { isJson, listOf, textOf } from './json-values.ts';
import type { Block, Json } from './model.ts';

export interface Press {
  readonly user: string;
  readonly actionId: string;
  readonly blockId: string;
  /** Which option of a menu, or which of the two feedback buttons, by value. */
  readonly value: string | null;
}

export interface FoundElement {
  readonly block: Block;
  readonly element: Json;
}

/** The interactive element with this `action_id`; an empty `block_id` looks through every block. */
export function findElement(
  blocks: readonly Block[],
  wanted: { actionId: string; blockId: string },
): FoundElement | null {
  for (const block of blocks) {
    if (wanted.blockId !== '' && block.block_id !== wanted.blockId) continue;
    const element = elementsOf(block).find((one) => textOf(one['action_id']) === wanted.actionId);
    if (element !== undefined) return { block, element };
  }
  return null;
}

export function elementsOf(block: Block): readonly Json[] {
  return [...listOf(block['elements']), ...listOf([block['accessory'], block['element']])];
}

/** One entry of `actions` in a block_actions payload, by the kind of the element. */
export function pressedAction(found: FoundElement, press: Pick<Press, 'value'>): Json {
  const { element, block } = found;
  const type = textOf(element['type']);
  const base = { type, action_id: element['action_id'], block_id: block.block_id };
  if (type === 'feedback_buttons') return { ...base, ...feedback(element, press.value) };
  if (type !== 'button') return { ...base, ...inputState(element, press.value) };
  const { text, value, style } = element;
  return {
    ...base,
    text,
    ...(value === undefined ? {} : { value }),
    ...(style === undefined ? {} : { style }),
  };
}

function feedback(element: Json, value: string | null): Json {
  const sides = listOf([element['positive_button'], element['negative_button']]);
  const side = sides.find((one) => one['value'] === value) ?? sides[0];
  return { value: side?.['value'], text: side?.['text'] };
}

/** The value of an input as `state.values` and actions carry it. `given` is what a hand entered. */
export function inputState(element: Json, given: unknown): Json {
  const type = textOf(element['type']);
  const options = [...listOf(element['options']), ...groupedOptions(element)];
  const pick = (value: unknown) => options.find((option) => option['value'] === value) ?? null;
  switch (type) {
    case 'static_select':
    case 'radio_buttons':
    case 'overflow':
    case 'external_select':
      return { type, selected_option: pick(given) };
    case 'checkboxes':
    case 'multi_static_select':
      return { type, selected_options: (Array.isArray(given) ? given : [given]).map(pick).filter(isJson) };
    case 'users_select':
      return { type, selected_user: textOf(given) || null };
    case 'channels_select':
      return { type, selected_channel: textOf(given) || null };
    case 'conversations_select':
      return { type, selected_conversation: textOf(given) || null };
    case 'datepicker':
      return { type, selected_date: textOf(given) || null };
    case 'timepicker':
      return { type, selected_time: textOf(given) || null };
    case 'file_input':
      // What a hand chose: file objects, as Slack puts them here.
      return { type, files: listOf(given) };
    default:
      return { type, value: textOf(given) || null };
  }
}

function groupedOptions(element: Json): readonly Json[] {
  return listOf(element['option_groups']).flatMap((group) => listOf(group['options']));
}

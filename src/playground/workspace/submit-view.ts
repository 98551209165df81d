import type { Emulator } from './emulator.ts';
import { elementsOf, inputState } from './find-element.ts';
import { dispatch, envelope } from './interactions.ts';
import { jsonOf, textOf } from './json-values.ts';
import type { Json, View } from './model.ts';
import { SlackError } from './slack-error.ts';

/** What a hand entered: block_id -> action_id -> value; a list for checkboxes. */
export type Entered = Readonly<Record<string, Json>>;

/** Submits the top modal and does what the bot answers: errors, update, push, clear, or just close. */
export async function submitView(emulator: Emulator, entered: Entered, user: string): Promise<Json> {
  const view = emulator.views.top;
  if (view === null) throw new SlackError('no_open_view');
  const values = stateOf(view, entered);
  const missing = missingInputs(view, values);
  if (Object.keys(missing).length > 0) return { ok: true, errors: missing };
  emulator.views.setState(values);
  const answer = await dispatch(emulator, `view_submission ${view.callback_id}`, {
    ...envelope(emulator, 'view_submission', user),
    view,
    response_urls: [],
  });
  return answer['ok'] === true ? obey(emulator, view, jsonOf(answer['body'])) : answer;
}

function obey(emulator: Emulator, view: View, body: Json): Json {
  const next = jsonOf(body['view']);
  switch (textOf(body['response_action'])) {
    case 'errors':
      return { ok: true, errors: jsonOf(body['errors']) };
    case 'update':
      emulator.views.update({ viewId: view.id, externalId: '', hash: '' }, next);
      break;
    case 'push':
      emulator.views.push(next);
      break;
    case 'clear':
      emulator.views.clear();
      break;
    default:
      emulator.views.pop();
  }
  return { ok: true };
}

/** Closes the top modal; the bot hears of it when it asked to (`notify_on_close`). */
export async function closeView(emulator: Emulator, user: string): Promise<Json> {
  const view = emulator.views.top;
  if (view === null) throw new SlackError('no_open_view');
  if (view.clear_on_close) emulator.views.clear();
  else emulator.views.pop();
  if (!view.notify_on_close) return { ok: true };
  const { trigger_id: _none, ...payload } = envelope(emulator, 'view_closed', user);
  return dispatch(emulator, `view_closed ${view.callback_id}`, {
    ...payload,
    view,
    is_cleared: view.clear_on_close,
  });
}

function stateOf(view: View, entered: Entered): View['state']['values'] {
  const values: View['state']['values'] = {};
  for (const block of view.blocks) {
    for (const element of elementsOf(block)) {
      const actionId = textOf(element['action_id']);
      const blockId = block.block_id ?? '';
      if (actionId === '' || element['type'] === 'button') continue;
      const given = entered[blockId]?.[actionId] ?? initialOf(element);
      values[blockId] = { ...values[blockId], [actionId]: inputState(element, given) };
    }
  }
  return values;
}

function initialOf(element: Json): unknown {
  const option = jsonOf(element['initial_option'])['value'];
  const many = Array.isArray(element['initial_options'])
    ? element['initial_options'].map((one) => jsonOf(one)['value'])
    : undefined;
  return element['initial_value'] ?? option ?? many;
}

/** Slack's client refuses an empty required input before the bot hears of it. */
function missingInputs(view: View, values: View['state']['values']): Json {
  const missing: Record<string, string> = {};
  for (const block of view.blocks) {
    if (block.type !== 'input' || block['optional'] === true || block.block_id === undefined) continue;
    const states = Object.values(values[block.block_id] ?? {});
    if (states.every(isEmptyState)) missing[block.block_id] = 'This is a required field';
  }
  return missing;
}

function isEmptyState({ type: _type, ...rest }: Json): boolean {
  return Object.values(rest).every((value) => value === null || (Array.isArray(value) && value.length === 0));
}

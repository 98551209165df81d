import { findBlockFaults } from './block-limits.ts';
import { newId } from './ids.ts';
import { isJson, listOf, textOf } from './json-values.ts';
import type { Json, View } from './model.ts';
import { normalizeBlocks } from './normalize-posted.ts';
import type { Settings } from './options.ts';
import { invalid, SlackError } from './slack-error.ts';

const MOST_STACKED = 3;

/** The modals that are open before the person (a stack of three at most) and the home tab. */
export class Views {
  readonly #settings: Settings;
  readonly #onChange: () => void;
  #stack: View[] = [];
  #home: View | null = null;

  constructor(settings: Settings, onChange: () => void) {
    this.#settings = settings;
    this.#onChange = onChange;
  }

  get top(): View | null {
    return this.#stack.at(-1) ?? null;
  }

  get home(): View | null {
    return this.#home;
  }

  open(body: Json): View {
    return this.#put(this.#build(body, 'modal'), 'alone');
  }

  push(body: Json): View {
    if (this.#stack.length >= MOST_STACKED) throw new SlackError('push_limit_reached');
    return this.#put(this.#build(body, 'modal'), 'on top');
  }

  publish(body: Json): View {
    this.#home = this.#build(body, 'home');
    this.#onChange();
    return this.#home;
  }

  update(target: { viewId: string; externalId: string; hash: string }, body: Json): View {
    const wanted = (view: View) =>
      view.id === target.viewId || (target.externalId !== '' && view.external_id === target.externalId);
    const old = this.#stack.find(wanted);
    if (old === undefined) throw new SlackError('not_found');
    if (target.hash !== '' && target.hash !== old.hash) throw new SlackError('hash_conflict');
    const fresh = this.#build(body, 'modal');
    const view: View = {
      ...fresh,
      id: old.id,
      root_view_id: old.root_view_id,
      previous_view_id: old.previous_view_id,
    };
    this.#stack = this.#stack.map((one) => (one.id === old.id ? view : one));
    this.#onChange();
    return view;
  }

  setState(values: View['state']['values']): void {
    if (this.top !== null) this.top.state = { values };
  }

  pop(): void {
    this.#stack = this.#stack.slice(0, -1);
    this.#onChange();
  }

  clear(): void {
    this.#stack = [];
    this.#onChange();
  }

  reset(): void {
    this.#home = null;
    this.clear();
  }

  #put(view: View, how: 'alone' | 'on top'): View {
    const below = how === 'alone' ? null : this.top;
    const placed: View = {
      ...view,
      root_view_id: below?.root_view_id ?? view.id,
      previous_view_id: below?.id ?? null,
    };
    this.#stack = how === 'alone' ? [placed] : [...this.#stack, placed];
    this.#onChange();
    return placed;
  }

  #build(body: Json, type: View['type']): View {
    const faults = findViewFaults(body, type);
    if (faults.length > 0) throw invalid('invalid_arguments', faults);
    const id = newId('V');
    return {
      id,
      type,
      hash: `${Math.floor(Date.now() / 1000)}.${newId('', 8)}`,
      blocks: normalizeBlocks(listOf(body['blocks'])),
      ...(type === 'modal' ? { title: body['title'] as Json } : {}),
      submit: isJson(body['submit']) ? body['submit'] : null,
      close: isJson(body['close']) ? body['close'] : null,
      callback_id: textOf(body['callback_id']),
      private_metadata: textOf(body['private_metadata']),
      external_id: textOf(body['external_id']),
      notify_on_close: body['notify_on_close'] === true,
      clear_on_close: body['clear_on_close'] === true,
      root_view_id: id,
      previous_view_id: null,
      state: { values: {} },
      team_id: this.#settings.teamId,
      app_id: this.#settings.appId,
      bot_id: this.#settings.botId,
    };
  }
}

function findViewFaults(body: Json, type: View['type']): readonly string[] {
  const faults = [...findBlockFaults(body['blocks'] ?? [], type)];
  if (body['type'] !== type) faults.push(`must be of type ${type} [json-pointer:/type]`);
  if (type === 'modal' && !isJson(body['title']))
    faults.push('missing required field: title [json-pointer:/view]');
  for (const field of ['title', 'submit', 'close']) {
    const text = isJson(body[field]) ? textOf((body[field] as Json)['text']) : '';
    if (text.length > 24) faults.push(`must be less than 25 characters [json-pointer:/${field}/text]`);
  }
  if (textOf(body['callback_id']).length > 255)
    faults.push('must be less than 256 characters [json-pointer:/callback_id]');
  if (textOf(body['private_metadata']).length > 3_000)
    faults.push('must be less than 3001 characters [json-pointer:/private_metadata]');
  const hasInput = listOf(body['blocks']).some((block) => block['type'] === 'input');
  if (type === 'modal' && hasInput && !isJson(body['submit']))
    faults.push('submit is required when an input block is within blocks [json-pointer:/submit]');
  return faults;
}

import type { InputBlock, KnownBlock, ModalView, PlainTextElement, PlainTextOption } from '@slack/types';
import { cutText } from '../../../core/card/display-text.ts';
import { encodeFormKey, type Form, type FormField } from '../../../core/card/form.ts';
import { cleanText } from './escape.ts';
import { SLACK_LIMITS } from './limits.ts';
import { renderBlock, roomOn } from './render-block.ts';

/** One listener serves every form; what it is about stands in its metadata. */
export const FORM_VIEW = 'card-form';
export const DESTINATION_BLOCK = 'destination';
/** The field's id is the block's; its element goes by this name. */
export const FIELD_INPUT = 'value';

/** A form as a window. Where it is sent stands beside the intro, so that the fields are the questions alone. */
export function renderForm(form: Form): ModalView {
  const room = roomOn({ surface: 'modal', isPlain: true });
  return {
    type: 'modal',
    callback_id: FORM_VIEW,
    private_metadata: encodeFormKey(form.key),
    title: plain(form.title, SLACK_LIMITS.modalTitle),
    submit: plain(form.submit, SLACK_LIMITS.modalTitle),
    close: plain('Cancel', SLACK_LIMITS.modalTitle),
    blocks: [
      ...form.intro.flatMap((block) => renderBlock(block, room)),
      ...(form.destination === null ? [] : [renderDestination(form.destination)]),
      ...form.fields.map(renderField),
    ],
  };
}

function renderDestination(label: string): KnownBlock {
  return {
    type: 'section',
    block_id: DESTINATION_BLOCK,
    text: plain(label, SLACK_LIMITS.sectionText),
    accessory: {
      type: 'conversations_select',
      action_id: DESTINATION_BLOCK,
      placeholder: plain('Channel or person', SLACK_LIMITS.buttonText),
      filter: { include: ['public', 'private', 'im'], exclude_bot_users: true },
    },
  };
}

function renderField(field: FormField): InputBlock {
  const block = {
    type: 'input' as const,
    block_id: field.id,
    label: plain(field.label, SLACK_LIMITS.inputLabel),
    ...(field.hint === null ? {} : { hint: plain(field.hint, SLACK_LIMITS.inputLabel) }),
  };
  if (field.kind === 'text') {
    const initial = cutText(cleanText(field.initial), SLACK_LIMITS.inputText);
    return {
      ...block,
      optional: field.optional,
      element: {
        type: 'plain_text_input',
        action_id: FIELD_INPUT,
        multiline: field.multiline,
        max_length: SLACK_LIMITS.inputText,
        ...(initial === '' ? {} : { initial_value: initial }),
      },
    };
  }
  const options = field.options.slice(0, SLACK_LIMITS.menuOptions).map(({ id, label, description }) => ({
    text: plain(label, SLACK_LIMITS.optionText),
    value: id.slice(0, SLACK_LIMITS.optionValue),
    ...(description === null ? {} : { description: plain(description, SLACK_LIMITS.optionText) }),
  })) satisfies PlainTextOption[];
  const initial = options.find(({ value }) => value === field.initial);
  const choice = { action_id: FIELD_INPUT, options, ...(initial ? { initial_option: initial } : {}) };
  const isMenu = options.length > SLACK_LIMITS.radioButtons;
  return { ...block, element: { type: isMenu ? 'static_select' : 'radio_buttons', ...choice } };
}

function plain(words: string, max: number): PlainTextElement {
  const text = cutText(cleanText(words).trim(), max);
  return { type: 'plain_text', text: text === '' ? '…' : text, emoji: false };
}

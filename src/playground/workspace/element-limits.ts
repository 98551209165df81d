import { checkText, type Faults } from './faults.ts';
import { isJson, listOf, textOf } from './json-values.ts';
import type { Json } from './model.ts';

const KNOWN =
  'button checkboxes channels_select conversations_select datepicker datetimepicker email_text_input external_select feedback_buttons file_input icon_button image multi_channels_select multi_conversations_select multi_external_select multi_static_select multi_users_select number_input overflow plain_text_input radio_buttons rich_text_input static_select timepicker url_text_input users_select workflow_button';
const STYLES: readonly unknown[] = [undefined, 'primary', 'danger'];

/** Adds the faults of one interactive element: button, menu, input. */
export function checkElement(element: Json, at: string, faults: Faults): void {
  const type = textOf(element['type']);
  if (!KNOWN.split(' ').includes(type)) faults.add(`unsupported type: ${type}`, `${at}/type`);
  limit(element, 'action_id', { max: 255, at, faults });
  if (isJson(element['placeholder']))
    checkText(element['placeholder'], { max: 150, plainOnly: true }, { at: `${at}/placeholder`, faults });
  if (isJson(element['confirm'])) checkConfirm(element['confirm'], `${at}/confirm`, faults);
  if (type === 'button') checkButton(element, at, faults);
  if (type === 'feedback_buttons') checkFeedback(element, at, faults);
  checkOptions(element, type, { at, faults });
}

function limit(of: Json, field: string, rule: { max: number; at: string; faults: Faults }): void {
  if (textOf(of[field]).length > rule.max)
    rule.faults.add(`must be less than ${rule.max + 1} characters`, `${rule.at}/${field}`);
}

function checkButton(button: Json, at: string, faults: Faults): void {
  checkText(button['text'], { max: 75, plainOnly: true }, { at: `${at}/text`, faults });
  limit(button, 'value', { max: 2_000, at, faults });
  limit(button, 'url', { max: 3_000, at, faults });
  limit(button, 'accessibility_label', { max: 75, at, faults });
  if (!STYLES.includes(button['style'])) faults.add('unsupported style', `${at}/style`);
}

function checkFeedback(element: Json, at: string, faults: Faults): void {
  for (const side of ['positive_button', 'negative_button']) {
    const button = element[side];
    if (!isJson(button)) {
      faults.add(`missing required field: ${side}`, at);
      continue;
    }
    checkText(button['text'], { max: 75, plainOnly: true }, { at: `${at}/${side}/text`, faults });
    limit(button, 'value', { max: 2_000, at: `${at}/${side}`, faults });
  }
}

function checkConfirm(confirm: Json, at: string, faults: Faults): void {
  checkText(confirm['title'], { max: 100, plainOnly: true }, { at: `${at}/title`, faults });
  checkText(confirm['text'], { max: 300 }, { at: `${at}/text`, faults });
  checkText(confirm['confirm'], { max: 30, plainOnly: true }, { at: `${at}/confirm`, faults });
  checkText(confirm['deny'], { max: 30, plainOnly: true }, { at: `${at}/deny`, faults });
}

const MOST_OPTIONS: Readonly<Record<string, number>> = {
  static_select: 100,
  multi_static_select: 100,
  overflow: 5,
  radio_buttons: 10,
  checkboxes: 10,
};

function checkOptions(element: Json, type: string, place: { at: string; faults: Faults }): void {
  const most = MOST_OPTIONS[type];
  const { at, faults } = place;
  if (most === undefined || Array.isArray(element['option_groups'])) return;
  const options = listOf(element['options']);
  if (options.length < 1 || options.length > most)
    faults.add(`between 1 and ${most} items allowed`, `${at}/options`);
  options.forEach((option, index) => {
    const here = `${at}/options/${index}`;
    checkText(option['text'], { max: 75 }, { at: `${here}/text`, faults });
    limit(option, 'value', { max: 150, at: here, faults });
  });
}

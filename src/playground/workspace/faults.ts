import { isJson, textOf } from './json-values.ts';

/** Collects faults in Slack's wording: what is wrong, and where as a JSON pointer. */
export interface Faults {
  readonly list: string[];
  add(fault: string, pointer: string): void;
}

export function createFaults(): Faults {
  const list: string[] = [];
  return { list, add: (fault, pointer) => list.push(`${fault} [json-pointer:${pointer}]`) };
}

export interface TextRule {
  readonly max: number;
  readonly plainOnly?: boolean;
}

export function checkText(value: unknown, rule: TextRule, place: { at: string; faults: Faults }): void {
  const { at, faults } = place;
  if (!isJson(value)) {
    faults.add('missing required field: text', at);
    return;
  }
  const type = value['type'];
  if (type !== 'plain_text' && (rule.plainOnly || type !== 'mrkdwn')) {
    faults.add(rule.plainOnly ? 'must be of type plain_text' : 'unsupported text type', `${at}/type`);
  }
  const text = textOf(value['text']);
  if (text.length < 1) faults.add('must be more than 0 characters', `${at}/text`);
  if (text.length > rule.max) faults.add(`must be less than ${rule.max + 1} characters`, `${at}/text`);
}

import { z } from 'zod';
import type { CardBlock } from './card.ts';
import { CardRef } from './card-action.ts';

const v = z.literal(1);

/** What a form is about; it comes back with what was entered. `v` is the version of the encoding. */
export const FormKey = z.discriminatedUnion('form', [
  z.object({ v, form: z.literal('ask-for-help'), card: CardRef }),
  z.object({ v, form: z.literal('wrong'), card: CardRef }),
  z.object({ v, form: z.literal('share'), card: CardRef }),
  z.object({ v, form: z.literal('mute'), card: CardRef }),
  z.object({ v, form: z.literal('remove'), card: CardRef }),
  /** `lists`: asks for the channel's list of repositories too. */
  z.object({
    v,
    form: z.literal('channel-settings'),
    channel: z.string().max(40),
    lists: z.boolean().optional(),
  }),
  z.object({ v, form: z.literal('connect-ci') }),
  z.object({ v, form: z.literal('connect-ci-service'), service: z.string().max(40) }),
  z.object({ v, form: z.literal('disconnect-ci'), service: z.string().max(40) }),
  z.object({ v, form: z.literal('workspace-repositories') }),
  z.object({ v, form: z.literal('search-catalog') }),
]);
export type FormKey = z.infer<typeof FormKey>;

export interface TextField {
  readonly kind: 'text';
  readonly id: string;
  readonly label: string;
  readonly hint: string | null;
  readonly initial: string;
  readonly multiline: boolean;
  readonly optional: boolean;
}

export interface ChoiceField {
  readonly kind: 'choice';
  readonly id: string;
  readonly label: string;
  readonly hint: string | null;
  /** One to a hundred, more than ten as a menu; ids are at most 80 characters. */
  readonly options: readonly FormOption[];
  /** Id of the option that is chosen at first, or null. */
  readonly initial: string | null;
}

export interface FormOption {
  readonly id: string;
  readonly label: string;
  readonly description: string | null;
}

export type FormField = TextField | ChoiceField;

/** A window in which a person enters something. No Slack type, as a card. */
export interface Form {
  readonly key: FormKey;
  /** At most 24 characters, as the button's words. */
  readonly title: string;
  readonly submit: string;
  readonly intro: readonly CardBlock[];
  readonly fields: readonly FormField[];
  /** Asks for a channel or person to send it to, with this label; null when it is sent nowhere. */
  readonly destination: string | null;
}

/** What a person entered: by field id, and where to send it. Fields that were left empty are missing. */
export interface FormEntries {
  readonly values: Readonly<Record<string, string>>;
  readonly destination: string | null;
}

export function encodeFormKey(key: FormKey): string {
  return JSON.stringify(key);
}

/** The key behind a form's metadata, or null when it is not ours. */
export function decodeFormKey(text: string): FormKey | null {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return null;
  }
  const parsed = FormKey.safeParse(json);
  return parsed.success ? parsed.data : null;
}

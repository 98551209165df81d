import { z } from 'zod';

/** The whole vocabulary of buttons. `v` is the version of the encoding: old cards stay clickable. */
export const CardAction = z.discriminatedUnion('type', [
  z.object({ v: z.literal(1), type: z.literal('full-playbook'), playbook: z.string() }),
  z.object({ v: z.literal(1), type: z.literal('explain'), playbook: z.string() }),
  z.object({ v: z.literal(1), type: z.literal('helped'), playbook: z.string() }),
  z.object({ v: z.literal(1), type: z.literal('wrong'), playbook: z.string() }),
  /** "Explain this": asks the language model about the card. */
  z.object({ v: z.literal(1), type: z.literal('summarize') }),
  z.object({ v: z.literal(1), type: z.literal('summary-helped') }),
  z.object({ v: z.literal(1), type: z.literal('summary-wrong') }),
]);
export type CardAction = z.infer<typeof CardAction>;

/** Text for a button's value. At most 300 characters: playbook ids are at most 80. */
export function encodeAction(action: CardAction): string {
  return JSON.stringify(action);
}

/** The action behind a button's value, or null when it is not ours or from a version we no longer know. */
export function decodeAction(value: string): CardAction | null {
  let json: unknown;
  try {
    json = JSON.parse(value);
  } catch {
    return null;
  }
  const parsed = CardAction.safeParse(json);
  return parsed.success ? parsed.data : null;
}

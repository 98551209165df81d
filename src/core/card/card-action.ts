import { z } from 'zod';
import { CATEGORIES } from '../playbook/playbook-vocabulary.ts';

/** Which posted card: the workspace is the one that the click comes from. */
export const CardRef = z.object({ channel: z.string().max(40), message: z.string().max(40) });
export type CardRef = z.infer<typeof CardRef>;

const v = z.literal(1);
const playbook = z.string();

/** The whole vocabulary of buttons. `v` is the version of the encoding: old cards stay clickable. */
export const CardAction = z.discriminatedUnion('type', [
  z.object({ v, type: z.literal('full-playbook'), playbook }),
  z.object({ v, type: z.literal('explain'), playbook }),
  z.object({ v, type: z.literal('helped'), playbook }),
  z.object({ v, type: z.literal('wrong'), playbook }),
  /** Which step helped: its place among the card's steps, from 0, or null for something else. */
  z.object({ v, type: z.literal('helped-step'), card: CardRef, step: z.int().min(0).max(50).nullable() }),
  z.object({ v, type: z.literal('why') }),
  /** "I'm on it." */
  z.object({ v, type: z.literal('take') }),
  z.object({ v, type: z.literal('ask-for-help') }),
  z.object({ v, type: z.literal('run-again') }),
  z.object({ v, type: z.literal('share') }),
  z.object({ v, type: z.literal('mute') }),
  /** Dismiss or forget; a form asks which. */
  z.object({ v, type: z.literal('remove') }),
  /** Shows a dismissed card again. */
  z.object({ v, type: z.literal('restore') }),
  /** A playbook drafted from the log, as a file. */
  z.object({ v, type: z.literal('draft') }),
  z.object({ v, type: z.literal('channel-settings'), channel: z.string().max(40) }),
  /** With a service, its form is opened at once. */
  z.object({ v, type: z.literal('connect-ci'), service: z.string().max(40).optional() }),
  z.object({ v, type: z.literal('disconnect-ci'), service: z.string().max(40) }),
  /** The workspace's list of repositories. */
  z.object({ v, type: z.literal('list-repositories') }),
  z.object({ v, type: z.literal('search-catalog') }),
  /** The playbooks of a category that hold these words. */
  z.object({ v, type: z.literal('list'), category: z.enum(CATEGORIES), words: z.string().max(60) }),
  /** The workspace's test cases, as a file. */
  z.object({ v, type: z.literal('download-cases') }),
  /** "Explain this": asks the language model about the card. */
  z.object({ v, type: z.literal('summarize') }),
  z.object({ v, type: z.literal('summary-helped') }),
  z.object({ v, type: z.literal('summary-wrong') }),
]);
export type CardAction = z.infer<typeof CardAction>;

/** Text for a button's value. At most 150 characters, as a menu's entry takes: playbook ids are at most 80. */
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

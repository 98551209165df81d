import { z } from 'zod';
import type { Playbook } from './playbook.ts';
import { PlaybookSchema } from './playbook-schema.ts';
import { UNUSED_FIELDS } from './unused-fields.ts';

const { match, ...fields } = PlaybookSchema.shape;

/**
 * A playbook as its file may be written: with the id it `extends`, and with the fields of the Faultline
 * command line that we accept and do not use.
 */
export const PlaybookFile = z.strictObject({
  ...fields,
  /** Id of the playbook that this one is built upon: single values override, lists are appended. */
  extends: z.string().optional(),
  match,
  ...UNUSED_FIELDS,
});

/** The same for a playbook that reads source code: its keys are checked, what it says is not ours. */
export const SourcePlaybookFile = z.strictObject(
  Object.fromEntries(
    Object.entries(PlaybookFile.shape).map(([key, value]) => [
      key,
      key in UNUSED_FIELDS ? value : z.unknown().optional(),
    ]),
  ),
);

/** The playbook without what only its file says. */
export function toPlaybook(file: z.infer<typeof PlaybookFile>): Playbook {
  const kept = Object.entries(file).filter(([key]) => key !== 'extends' && !(key in UNUSED_FIELDS));
  return Object.fromEntries(kept) as Playbook;
}

import type { AuthorProblem } from '../errors.ts';
import { assemblePlaybooks } from './assemble-playbooks.ts';
import type { LocatedPlaybook } from './located-playbook.ts';

export { MAX_PLAYBOOK_BYTES } from './draft.ts';
export type { LocatedPlaybook } from './located-playbook.ts';

export type ParsedPlaybook =
  | { readonly kind: 'playbook'; readonly entry: LocatedPlaybook }
  /** A playbook of the Faultline command line that reads source code, not logs: nothing for us. */
  | { readonly kind: 'not-about-logs' }
  | { readonly kind: 'problems'; readonly problems: readonly AuthorProblem[] };

/**
 * A playbook file as a playbook, or everything that is wrong with it, in the order of the file.
 *
 * Alone: what it `extends` or uses of others is not there; {@link assemblePlaybooks} reads files together.
 * Never throws, whatever the text; aliases, doubled keys and oversize files are refused.
 */
export function parsePlaybook(text: string, path: string): ParsedPlaybook {
  const [file] = assemblePlaybooks([{ text, path }]);
  if (file?.entry) return { kind: 'playbook', entry: file.entry };
  const problems = file?.problems ?? [];
  return problems.length > 0 ? { kind: 'problems', problems } : { kind: 'not-about-logs' };
}

/** What somebody asked for in words: after `/faultline`, or after our name. */
export type RequestWords =
  | { readonly kind: 'explain'; readonly name: string }
  | { readonly kind: 'list'; readonly search: string }
  | { readonly kind: 'analyze'; readonly text: string }
  | { readonly kind: 'help' };

/** One row of the help: the words, and what they do. */
export interface RequestHelp {
  readonly usage: string;
  readonly does: string;
}

/** Help is printed from this table; `parseRequestWords` knows exactly these. */
export const REQUEST_HELP: readonly RequestHelp[] = [
  { usage: 'analyze', does: 'opens a form to paste a log into' },
  { usage: 'explain <id>', does: 'shows a playbook, for example `explain http-auth-failure`' },
  { usage: 'list [words]', does: 'lists the playbooks, or those about something' },
  { usage: 'help', does: 'shows this' },
];

/** The request behind some words, or null when they are none of ours (then they may be a log). */
export function parseRequestWords(text: string): RequestWords | null {
  const trimmed = text.trim();
  if (trimmed === '') return { kind: 'help' };
  const [verb = '', ...rest] = trimmed.split(/\s+/);
  const tail = trimmed.slice(verb.length).trim();
  switch (verb.toLowerCase()) {
    case 'help':
    case 'hi':
    case 'hello':
      return rest.length === 0 ? { kind: 'help' } : null;
    case 'explain':
      return rest.length <= 1 ? { kind: 'explain', name: rest[0] ?? '' } : null;
    case 'list':
      return tail.includes('\n') ? null : { kind: 'list', search: tail };
    case 'analyze':
    case 'analyse':
      return { kind: 'analyze', text: tail };
    default:
      return null;
  }
}

/** What somebody asked for in words: after `/faultline`, or after our name. */
export type RequestWords =
  | { readonly kind: 'explain'; readonly name: string }
  | { readonly kind: 'list'; readonly search: string }
  | { readonly kind: 'analyze'; readonly text: string }
  | { readonly kind: 'summaries'; readonly choice: 'on' | 'off' | null; readonly scope: 'me' | 'everywhere' }
  /** What was considered for the last card. */
  | { readonly kind: 'why' }
  | { readonly kind: 'status' }
  | { readonly kind: 'settings' }
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
  {
    usage: 'summaries [on|off]',
    does: 'shows what a language model may read, and what it cost; switches it for your logs',
  },
  { usage: 'why', does: 'says what was considered for the last card here' },
  { usage: 'settings', does: 'shows what I answer in this channel, and changes it' },
  { usage: 'status', does: 'says how I am, and what I could not answer' },
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
    case 'why':
    case 'why?':
      return rest.length === 0 ? { kind: 'why' } : null;
    case 'status':
      return rest.length === 0 ? { kind: 'status' } : null;
    case 'settings':
      return rest.length === 0 ? { kind: 'settings' } : null;
    case 'explain':
      return rest.length <= 1 ? { kind: 'explain', name: rest[0] ?? '' } : null;
    case 'list':
      return tail.includes('\n') ? null : { kind: 'list', search: tail };
    case 'summaries':
      return readSummaries(rest.map((word) => word.toLowerCase()));
    case 'analyze':
    case 'analyse':
      return { kind: 'analyze', text: tail };
    default:
      return null;
  }
}

/** `summaries`, `summaries off`, `summaries off everywhere`. */
function readSummaries([choice, scope, ...more]: readonly string[]): RequestWords | null {
  if (choice === undefined) return { kind: 'summaries', choice: null, scope: 'me' };
  if ((choice !== 'on' && choice !== 'off') || more.length > 0) return null;
  if (scope !== undefined && scope !== 'everywhere') return null;
  return { kind: 'summaries', choice, scope: scope === undefined ? 'me' : 'everywhere' };
}

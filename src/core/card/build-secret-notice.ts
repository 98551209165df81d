import type { Analysis } from '../diagnosis/analysis.ts';
import type { CardBlock } from './card.ts';
import { countOf } from './display-text.ts';

const MAX_KINDS = 5;

/** What was hidden, and what to do about it: whoever read the log has read the secret. Null without secrets. */
export function buildSecretNotice({ redactions }: Analysis): CardBlock | null {
  if (redactions.total === 0) return null;
  const kinds = Object.keys(redactions.kinds).sort();
  const more = kinds.length > MAX_KINDS ? ', …' : '';
  const named = kinds.length === 0 ? '' : ` (${kinds.slice(0, MAX_KINDS).join(', ')}${more})`;
  const it = redactions.total === 1 ? 'it' : 'them';
  return {
    kind: 'notice',
    level: 'warning',
    content: [
      { kind: 'bold', text: `${countOf(redactions.total, 'secret')} hidden` },
      { kind: 'text', text: `${named}. If the log was posted where others read it, rotate ${it}.` },
    ],
  };
}

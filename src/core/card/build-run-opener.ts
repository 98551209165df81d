import type { Alert } from '../alert/run.ts';
import type { Card, Inline } from './card.ts';
import { joinParts } from './describe-request.ts';
import { oneLine } from './display-text.ts';
import { isWebAddress } from './is-web-address.ts';

const MAX_NAME = 80;

/** The message that tells a channel of a failed run; the diagnosis stands in its thread. */
export function buildRunOpener(alert: Alert): Card {
  const workflow = oneLine(alert.workflow ?? alert.job ?? 'A run', MAX_NAME);
  const branch = oneLine(alert.branch ?? '', MAX_NAME);
  const title = `${workflow} failed${branch === '' ? '' : ` on ${branch}`}`;
  const repo = oneLine(alert.repo ?? '', MAX_NAME);
  const content = joinParts([
    [{ kind: 'bold', text: `❌ ${title}` }],
    named(alert.repo),
    named(alert.commit?.slice(0, 7) ?? null),
    alert.author ? [{ kind: 'text', text: `by ${oneLine(alert.author, MAX_NAME)}` }] : [],
    alert.runUrl !== null && isWebAddress(alert.runUrl)
      ? [{ kind: 'link', url: alert.runUrl, text: 'the run' }]
      : [],
  ]);
  const fallback = repo === '' ? `${title}.` : `${title} in ${repo}.`;
  return { title, fallback: oneLine(fallback, 300), blocks: [{ kind: 'paragraph', content }] };
}

function named(text: string | null): readonly Inline[] {
  return text === null ? [] : [{ kind: 'code', text: oneLine(text, MAX_NAME) }];
}

import type { Inline } from '../../../core/card/card.ts';
import { cutText } from '../../../core/card/display-text.ts';
import { escapeCode, escapeMarkup, fitEscaped, isPersonId, safeUrl } from './escape.ts';
import { SLACK_LIMITS } from './limits.ts';

const MORE = ' …';

/** Inline text in Slack's markup, at most `max` characters; what is cut shows as `…`. */
export function renderMarkup(content: readonly Inline[], max: number): string {
  let out = '';
  for (const inline of content) {
    const whole = renderInline(inline);
    if (out.length + whole.length <= max - MORE.length) {
      out += whole;
      continue;
    }
    return `${out}${cutInline(inline, max - out.length - MORE.length)}${MORE}`.trim();
  }
  return out;
}

/** The beginning of an inline; nothing when only a few letters of it would fit. */
function cutInline(inline: Inline, room: number): string {
  if (inline.kind === 'link' || inline.kind === 'user' || room < 40) return '';
  return fitEscaped(inline.text, room, (text) => renderInline({ ...inline, text }));
}

function renderInline(inline: Inline): string {
  switch (inline.kind) {
    case 'text':
      return escapeMarkup(inline.text);
    case 'bold':
      return wrapped('*', escapeMarkup(inline.text));
    case 'italic':
      return wrapped('_', escapeMarkup(inline.text));
    case 'code':
      return wrapped('`', escapeCode(inline.text));
    case 'link': {
      const url = safeUrl(inline.url, SLACK_LIMITS.url);
      const label = escapeMarkup(cutText(inline.text, 200)).replaceAll('|', '¦').replaceAll('\n', ' ');
      return url === null || label.trim() === '' ? label : `<${url.replaceAll('&', '&amp;')}|${label}>`;
    }
    case 'user':
      return isPersonId(inline.id) ? `<@${inline.id}>` : escapeMarkup(inline.id);
    default:
      return assertNever(inline);
  }
}

/** Slack reads a mark only when it touches the words. */
function wrapped(mark: string, text: string): string {
  const inner = text.trim();
  if (inner === '') return text;
  const [before = '', after = ''] = text.split(inner, 2);
  return `${before}${mark}${inner.replaceAll('\n', ' ')}${mark}${after}`;
}

function assertNever(inline: never): never {
  throw new Error(`unknown kind of inline: ${String(inline)}`);
}

import { decodeMarkup } from './decode-markup.ts';
import type { TextPart } from './read-rich-text.ts';

// matches: bash
const FENCE_LANGUAGE =
  /^(?:bash|console|diff|html|java|js|json|log|logs|python|shell|sh|text|ts|txt|xml|yaml|yml)[ \t]*$/i;
// matches: > acme-ui@1.4.0 build
const NPM_ECHO = /^> \S{1,200}@\d\S{0,100} \S/;

/**
 * Splits a message's raw text at its fences: words, code, words, ... An unclosed fence runs to the end.
 *
 * Line breaks beside a fence belong to the fence.
 */
export function splitFences(raw: string): readonly TextPart[] {
  const pieces = raw.split('```');
  const parts: TextPart[] = [];
  for (const [index, piece] of pieces.entries()) {
    const decoded = decodeMarkup(piece);
    if (index % 2 === 0) {
      const start = index > 0 && decoded.startsWith('\n') ? 1 : 0;
      parts.push({ kind: 'words', text: withoutQuoteMarks(decoded.slice(start)) });
    } else parts.push({ kind: 'code', text: withoutFenceLines(decoded) });
  }
  return parts.filter((part) => part.text.trim() !== '');
}

function withoutFenceLines(code: string): string {
  const end = code.indexOf('\n');
  const first = end === -1 ? '' : code.slice(0, end);
  const body = end !== -1 && (first.trim() === '' || FENCE_LANGUAGE.test(first)) ? code.slice(end + 1) : code;
  return body.endsWith('\n') ? body.slice(0, -1) : body;
}

/** Removes the marks of quoted lines; the `> package@version script` of npm's echo is no quote. */
function withoutQuoteMarks(text: string): string {
  const lines = (text.startsWith('>>> ') ? text.slice(4) : text).split('\n');
  const out: string[] = [];
  let isEcho = false;
  for (const line of lines) {
    const isMarked = line.startsWith('> ') || line === '>';
    if (!isMarked) isEcho = false;
    else if (NPM_ECHO.test(line)) isEcho = true;
    out.push(isMarked && !isEcho ? line.slice(2) : line);
  }
  return out.join('\n');
}

import type { TextPart } from './read-rich-text.ts';
import { straightenQuotes } from './straighten-quotes.ts';

export interface MessageText {
  /** What the author wrote, code fences removed but for their content. */
  readonly text: string;
  /** Contents of code blocks and of inline code, in order. */
  readonly code: readonly string[];
  /** The words outside of any code. */
  readonly prose: string;
}

// matches: `npm error code E403`
const INLINE_CODE = /`([^`\n]+)`/g;

/** Joins the parts of a message, each code block on lines of its own. */
export function assembleText(parts: readonly TextPart[]): MessageText {
  const texts: string[] = [];
  const code: string[] = [];
  const prose: string[] = [];
  for (const part of parts.map(recognizeTickedLines)) {
    if (part.kind === 'code') {
      texts.push(part.text);
      code.push(part.text);
      continue;
    }
    const words = straightenQuotes(part.text);
    code.push(...[...words.matchAll(INLINE_CODE)].map((found) => found[1] ?? ''));
    texts.push(words.split('\n').map(withoutTicksAround).join('\n'));
    prose.push(words.replace(INLINE_CODE, ' '));
  }
  return { text: joinLines(texts).trim(), code, prose: joinLines(prose).trim() };
}

/** Several lines between two single backticks are meant as a code block, though Slack does not make one. */
function recognizeTickedLines(part: TextPart): TextPart {
  const text = part.text.trim();
  if (part.kind === 'code' || !text.includes('\n') || !text.startsWith('`')) return part;
  return text.indexOf('`', 1) === text.length - 1 ? { kind: 'code', text: text.slice(1, -1) } : part;
}

/** A line that is nothing but code loses its backticks; between words they stay, as compilers print them too. */
function withoutTicksAround(line: string): string {
  if (!line.includes('`') || line.replace(INLINE_CODE, '').trim() !== '') return line;
  return line.replace(INLINE_CODE, (_whole, inner: string) => inner);
}

function joinLines(texts: readonly string[]): string {
  let out = '';
  for (const text of texts) out += out === '' || out.endsWith('\n') ? text : `\n${text}`;
  return out;
}

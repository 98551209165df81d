import { assertNever } from '../assert-never.ts';
import type { Inline } from './card.ts';
import { visibleText } from './display-text.ts';

/** Paints a word for a terminal, or returns it as it is. */
export type Paint = (style: PaintStyle, text: string) => string;
export type PaintStyle = 'title' | 'bold' | 'italic' | 'code' | 'dim' | 'good' | 'bad' | 'text';

const CODES: Readonly<Record<PaintStyle, readonly [number, number] | null>> = {
  title: [1, 22],
  bold: [1, 22],
  italic: [3, 23],
  code: [36, 39],
  dim: [2, 22],
  good: [32, 39],
  bad: [31, 39],
  text: null,
};

/** A painter with ANSI colours, or one that leaves everything plain. */
export function createPaint(color: boolean): Paint {
  return (style, text) => {
    const codes = CODES[style];
    return color && codes && text !== '' ? `\u001b[${codes[0]}m${text}\u001b[${codes[1]}m` : text;
  };
}

interface Piece {
  readonly style: PaintStyle;
  readonly text: string;
}

/** Inlines as lines of at most `width` characters; only a single word may be longer. */
export function wrapInlines(content: readonly Inline[], width: number, paint: Paint): readonly string[] {
  return visibleLines(content).flatMap((line) => wrapLine(line, width, paint));
}

/** Hard line breaks split; unseen characters are replaced, so no text can drive the terminal. */
function visibleLines(content: readonly Inline[]): readonly (readonly Piece[])[] {
  const lines: Piece[][] = [[]];
  for (const inline of content) {
    const { style, text } = pieceOf(inline);
    for (const [index, part] of visibleText(text).split('\n').entries()) {
      if (index > 0) lines.push([]);
      lines.at(-1)?.push({ style, text: part });
    }
  }
  return lines;
}

function pieceOf(inline: Inline): Piece {
  switch (inline.kind) {
    case 'code':
      return { style: 'code', text: `\`${inline.text.replaceAll('\n', ' ')}\`` };
    case 'link':
      return {
        style: 'text',
        text: inline.text === inline.url ? inline.url : `${inline.text} (${inline.url})`,
      };
    case 'user':
      return { style: 'text', text: `@${inline.id}` };
    case 'bold':
    case 'italic':
    case 'text':
      return { style: inline.kind, text: inline.text };
    default:
      return assertNever(inline);
  }
}

function wrapLine(pieces: readonly Piece[], width: number, paint: Paint): readonly string[] {
  const lines: string[] = [];
  let line: Piece[] = [];
  let used = 0;
  for (const word of wordsOf(pieces)) {
    const length = word.reduce((sum, piece) => sum + piece.text.length, 0);
    if (used > 0 && used + 1 + length > width) {
      lines.push(paintLine(line, paint));
      line = [];
      used = 0;
    }
    if (used > 0)
      line.push({ style: line.at(-1)?.style === word[0]?.style ? styleOf(word) : 'text', text: ' ' });
    line.push(...word);
    used += length + (used > 0 ? 1 : 0);
  }
  if (line.length > 0) lines.push(paintLine(line, paint));
  return lines;
}

function styleOf(word: readonly Piece[]): PaintStyle {
  return word[0]?.style ?? 'text';
}

/** A word may change its style in the middle: `code` and a comma behind it stay together. */
function wordsOf(pieces: readonly Piece[]): readonly (readonly Piece[])[] {
  const words: Piece[][] = [];
  let open = false;
  for (const { style, text } of pieces) {
    for (const [index, part] of text.split(' ').entries()) {
      if (index > 0) open = false;
      if (part === '') continue;
      if (open) words.at(-1)?.push({ style, text: part });
      else words.push([{ style, text: part }]);
      open = true;
    }
  }
  return words;
}

function paintLine(pieces: readonly Piece[], paint: Paint): string {
  const runs: Piece[] = [];
  for (const piece of pieces) {
    const last = runs.at(-1);
    if (last?.style === piece.style) runs[runs.length - 1] = { ...last, text: last.text + piece.text };
    else runs.push(piece);
  }
  return runs.map(({ style, text }) => paint(style, text)).join('');
}

import { ANY, type CharClass, CONTROLS, escapedClass, readClass } from './char-class.ts';

/** One element of an expression, and how often it stands there at least and at most. */
export interface ExpressionNode {
  readonly what: Atom;
  readonly least: number;
  readonly most: number;
}

export type Atom =
  | { readonly kind: 'char'; readonly char: string }
  | { readonly kind: 'class'; readonly class: CharClass; readonly written: string }
  | { readonly kind: 'group'; readonly branches: readonly (readonly ExpressionNode[])[] }
  | { readonly kind: 'start' };

/**
 * The branches of an expression in RE2 or JavaScript syntax. Places (`$`, `\b`, a look around) are left out, and
 * what cannot be read is any character: whoever goes by the result learns too little, never something wrong.
 * Cost: linear. Never throws.
 */
export function parseExpression(expression: string): readonly (readonly ExpressionNode[])[] {
  return readBranches({ text: expression, at: 0 });
}

interface Reader {
  readonly text: string;
  at: number;
}

/** Reads up to the end, or to the `)` that closes a group. */
function readBranches(reader: Reader): ExpressionNode[][] {
  const branches: ExpressionNode[][] = [[]];
  while (reader.at < reader.text.length && reader.text[reader.at] !== ')') {
    if (reader.text[reader.at] === '|') {
      reader.at++;
      branches.push([]);
      continue;
    }
    const what = readAtom(reader);
    const { least, most } = readQuantifier(reader);
    if (what) branches.at(-1)?.push({ what, least, most });
  }
  return branches;
}

function readAtom(reader: Reader): Atom | null {
  const char = reader.text[reader.at++] ?? '';
  switch (char) {
    case '(':
      return readGroup(reader);
    case '[':
      return readBrackets(reader);
    case '.':
      return { kind: 'class', class: ANY, written: '.' };
    case '^':
      return { kind: 'start' };
    case '$':
      return null;
    case '\\':
      return readEscape(reader);
    default:
      return { kind: 'char', char };
  }
}

// (?:a|b)   ·   (?P<name>a)   ·   (?<name>a)   ·   (?i)
const GROUP_HEAD = /\?(?:P?<\w+>|[imsU-]*:|[imsU-]+(?=\)))/y;

// (?=a)   ·   (?!a)   ·   (?<=a)   ·   (?<!a)
const LOOK_AROUND = /\?<?[=!]/y;

function readGroup(reader: Reader): Atom | null {
  LOOK_AROUND.lastIndex = reader.at;
  const looksAround = LOOK_AROUND.test(reader.text);
  if (looksAround) reader.at = LOOK_AROUND.lastIndex;
  GROUP_HEAD.lastIndex = reader.at;
  if (GROUP_HEAD.test(reader.text)) reader.at = GROUP_HEAD.lastIndex;
  const branches = readBranches(reader);
  reader.at++; // the closing parenthesis
  return looksAround ? null : { kind: 'group', branches };
}

function readBrackets(reader: Reader): Atom {
  const start = reader.at;
  if (reader.text[reader.at] === '^') reader.at++;
  if (reader.text[reader.at] === ']') reader.at++;
  while (reader.at < reader.text.length && reader.text[reader.at] !== ']') {
    if (reader.text[reader.at] === '\\') reader.at++;
    reader.at++;
  }
  const written = reader.text.slice(start, reader.at);
  reader.at++;
  return { kind: 'class', class: readClass(written), written };
}

function readEscape(reader: Reader): Atom | null {
  const letter = reader.text[reader.at++] ?? '';
  const escaped = escapedClass(letter);
  if (escaped) return { kind: 'class', class: escaped, written: `\\${letter}` };
  if ('bBAzZ'.includes(letter)) return null;
  if (CONTROLS[letter]) return { kind: 'char', char: CONTROLS[letter] };
  // \x41, \p{Greek}, \Q: rare, and any character is safe
  if (!/[A-Za-z0-9]/.test(letter)) return { kind: 'char', char: letter };
  return {
    kind: 'group',
    branches: [
      [{ what: { kind: 'class', class: ANY, written: '.' }, least: 0, most: Number.POSITIVE_INFINITY }],
    ],
  };
}

// ?   ·   *?   ·   +   ·   {0,3}   ·   {2}
const QUANTIFIER = /(?:(?<sign>[?*+])|\{(?<least>\d+)(?<range>,(?<most>\d*))?\})\??/y;

function readQuantifier(reader: Reader): { least: number; most: number } {
  QUANTIFIER.lastIndex = reader.at;
  const groups = QUANTIFIER.exec(reader.text)?.groups;
  if (!groups) return { least: 1, most: 1 };
  reader.at = QUANTIFIER.lastIndex;
  const { sign, least, range, most } = groups;
  if (sign) return { least: sign === '+' ? 1 : 0, most: sign === '?' ? 1 : Number.POSITIVE_INFINITY };
  if (range === undefined) return { least: Number(least), most: Number(least) };
  return { least: Number(least), most: most ? Number(most) : Number.POSITIVE_INFINITY };
}

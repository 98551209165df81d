/**
 * A set of characters: bit `c & 31` of `bits[c >> 5]` for each ASCII character, both cases of a letter alike.
 * Characters outside of ASCII count as members of every class: a class may say too much, never too little.
 */
export interface CharClass {
  readonly bits: readonly number[];
}

export function classHas({ bits }: CharClass, code: number): boolean {
  return code > 0x7f || (((bits[code >> 5] ?? 0) >>> (code & 31)) & 1) === 1;
}

/** The class of the characters for which `isMember` holds. */
export function classOf(isMember: (char: string) => boolean): CharClass {
  const bits = [0, 0, 0, 0];
  for (let code = 0; code < 0x80; code++) {
    const char = String.fromCharCode(code);
    if (isMember(char.toLowerCase()) || isMember(char.toUpperCase()))
      bits[code >> 5] = (bits[code >> 5] ?? 0) | (1 << (code & 31));
  }
  return { bits };
}

const isDigit = (char: string): boolean => char >= '0' && char <= '9';
const isWord = (char: string): boolean =>
  isDigit(char) || char === '_' || (char >= 'a' && char <= 'z') || (char >= 'A' && char <= 'Z');
const isSpace = (char: string): boolean => '\t\n\f\r '.includes(char);

/** What `\d`, `\W` ... stand for; null for an escape that is no class. */
export function escapedClass(letter: string): CharClass | null {
  switch (letter) {
    case 'd':
      return DIGITS;
    case 'w':
      return WORDS;
    case 's':
      return SPACES;
    case 'D':
      return classOf((char) => !isDigit(char));
    case 'W':
      return classOf((char) => !isWord(char));
    case 'S':
      return NO_SPACES;
    default:
      return null;
  }
}

const DIGITS = classOf(isDigit);
const WORDS = classOf(isWord);
export const SPACES = classOf(isSpace);
const NO_SPACES = classOf((char) => !isSpace(char));
export const ANY = classOf(() => true);

/** The class between `[` and `]`, as RE2 writes it (`^a-z\d_`). */
export function readClass(inside: string): CharClass {
  const negated = inside.startsWith('^');
  const members: ((char: string) => boolean)[] = [];
  for (let at = negated ? 1 : 0; at < inside.length; at++) {
    if (inside.startsWith('[:', at)) return ANY; // a named class: say too much
    const { char, escaped, end } = readMember(inside, at);
    const to = inside[end] === '-' && end + 1 < inside.length ? readMember(inside, end + 1) : null;
    at = (to?.end ?? end) - 1;
    if (escaped) members.push((one) => classHas(escaped, one.charCodeAt(0)));
    else members.push((one) => one >= char && one <= (to?.char ?? char));
  }
  const isMember = (char: string): boolean => members.some((has) => has(char));
  return negated ? negatedClass(isMember) : classOf(isMember);
}

/** `[^A]`, case ignored, is neither `A` nor `a`. */
function negatedClass(isMember: (char: string) => boolean): CharClass {
  return classOf((char) => !isMember(char.toLowerCase()) && !isMember(char.toUpperCase()));
}

function readMember(
  inside: string,
  at: number,
): { readonly char: string; readonly escaped: CharClass | null; readonly end: number } {
  if (inside[at] !== '\\') return { char: inside[at] ?? '', escaped: null, end: at + 1 };
  const letter = inside[at + 1] ?? '';
  const escaped = escapedClass(letter);
  return { char: CONTROLS[letter] ?? letter, escaped, end: at + 2 };
}

/** Escapes that stand for a control character. */
export const CONTROLS: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', f: '\f', v: '\v' };

/** A piece of an expression: one of these texts stands there, or (null) anything. */
type Part = readonly string[] | null;

/** More alternatives than this are not worth an entry each. */
const MOST_ALTERNATIVES = 24;

/**
 * Texts of which at least one stands in every line that the expression (RE2 syntax) matches: the longest
 * that can be told without running it. Empty when nothing fixed can be told.
 *
 * A small class or an optional character counts as alternatives. Case is left as written; the literal index folds it. Cost: linear in the expression, times alternatives.
 */
export function requiredLiterals(expression: string): readonly string[] {
  const reader = { text: expression, at: 0 };
  const branches = readBranches(reader);
  return branches.length === 1 ? best(branches[0] ?? []) : bestOfAll(branches);
}

interface Reader {
  readonly text: string;
  at: number;
}

/** Every branch must give something, or the alternation as a whole gives nothing. */
function bestOfAll(branches: readonly (readonly Part[])[]): readonly string[] {
  const each = branches.map(best);
  const all = each.flat();
  return each.every((texts) => texts.length > 0) && all.length <= MOST_ALTERNATIVES ? all : [];
}

/** The adjacent fixed parts whose shortest combination is the longest. */
function best(parts: readonly Part[]): readonly string[] {
  let found: readonly string[] = [];
  let run: readonly string[] = [''];
  for (const part of [...parts, null]) {
    if (part && run.length * part.length <= MOST_ALTERNATIVES) {
      run = run.flatMap((head) => part.map((tail) => head + tail));
      continue;
    }
    if (weight(run) > weight(found)) found = run;
    run = part ?? [''];
  }
  return weight(found) > 0 ? found : [];
}

function weight(texts: readonly string[]): number {
  return texts.length === 0 ? 0 : Math.min(...texts.map(rarityOf));
}

/** How many characters to go by; a sign outside of ASCII is as rare as four letters. */
export function rarityOf(text: string): number {
  let rarity = 0;
  for (const char of text.replace(/\s+/g, ' ')) rarity += char > '\u007f' ? 4 : 1;
  return rarity;
}

/** Reads up to the end, or to the `)` that closes a group. */
function readBranches(reader: Reader): Part[][] {
  const branches: Part[][] = [[]];
  while (reader.at < reader.text.length && reader.text[reader.at] !== ')') {
    if (reader.text[reader.at] === '|') {
      reader.at++;
      branches.push([]);
      continue;
    }
    branches.at(-1)?.push(...quantified(readAtom(reader), reader));
  }
  return branches;
}

/** What an atom stands for: parts in a row. */
function readAtom(reader: Reader): readonly Part[] {
  const char = reader.text[reader.at++] ?? '';
  switch (char) {
    case '(':
      return readGroup(reader);
    case '[':
      return readClass(reader);
    case '.':
      return [null];
    case '^':
    case '$':
      return [];
    case '\\':
      return readEscape(reader);
    default:
      return [[char]];
  }
}

// (?:a|b)   ·   (?P<name>a)   ·   (?<name>a)   ·   (?i)
const GROUP_HEAD = /\?(?:P?<\w+>|[imsU-]*:|[imsU-]+(?=\)))/y;

function readGroup(reader: Reader): readonly Part[] {
  GROUP_HEAD.lastIndex = reader.at;
  if (GROUP_HEAD.test(reader.text)) reader.at = GROUP_HEAD.lastIndex;
  const branches = readBranches(reader);
  reader.at++; // the closing parenthesis
  if (branches.length === 1) return branches[0] ?? [];
  const texts = branches.map(wholeTexts);
  if (texts.every((each) => each !== null)) return [texts.flatMap((each) => each ?? [])];
  const some = bestOfAll(branches);
  return some.length > 0 ? [null, some, null] : [null];
}

/** The few texts a branch stands for as a whole, or null when it may stand for anything. */
function wholeTexts(parts: readonly Part[]): readonly string[] | null {
  let texts: readonly string[] = [''];
  for (const part of parts) {
    if (!part || texts.length * part.length > MOST_ALTERNATIVES) return null;
    texts = texts.flatMap((head) => part.map((tail) => head + tail));
  }
  return texts;
}

/** A class of a few single characters is as good as alternatives. */
const MOST_CHARACTERS = 6;

function readClass(reader: Reader): readonly Part[] {
  const start = reader.at;
  if (reader.text[reader.at] === '^') reader.at++;
  if (reader.text[reader.at] === ']') reader.at++;
  while (reader.at < reader.text.length && reader.text[reader.at] !== ']') {
    if (reader.text[reader.at] === '\\') reader.at++;
    reader.at++;
  }
  const inside = [...reader.text.slice(start, reader.at)];
  reader.at++;
  const isPlain = inside.length <= MOST_CHARACTERS && !inside.some((char) => '^\\-['.includes(char));
  return [isPlain ? inside : null];
}

function readEscape(reader: Reader): readonly Part[] {
  const char = reader.text[reader.at++] ?? '';
  if (char === 't') return [['\t']];
  if ('bBAz'.includes(char)) return [];
  return /[A-Za-z0-9]/.test(char) ? [null] : [[char]];
}

// ?   ·   *?   ·   +   ·   {0,3}   ·   {2}
const QUANTIFIER = /(?:[?*+]|\{(?<least>\d+)(?:,\d*)?\})\??/y;

function quantified(parts: readonly Part[], reader: Reader): readonly Part[] {
  QUANTIFIER.lastIndex = reader.at;
  const match = QUANTIFIER.exec(reader.text);
  if (!match) return parts;
  reader.at = QUANTIFIER.lastIndex;
  const [only] = parts;
  if (match[0] === '?' && parts.length === 1 && only) return [['', ...only]];
  const isOptional = match[0].startsWith('?') || match[0].startsWith('*') || match.groups?.['least'] === '0';
  return isOptional ? [null] : [...parts, null];
}

import { type ExpressionNode, parseExpression } from './parse-expression.ts';

/** A piece of an expression: one of these texts stands there, or (null) anything. */
type Part = readonly string[] | null;

/** More alternatives than this are not worth an entry each. */
const MOST_ALTERNATIVES = 24;

/**
 * Texts of which at least one stands in every line that the expression (RE2 syntax) matches: the longest
 * that can be told without running it. Empty when nothing fixed can be told.
 *
 * A small class or an optional character counts as alternatives. Case is left as written; the literal index
 * folds it. Cost: linear in the expression, times alternatives.
 */
export function requiredLiterals(expression: string, { digits = false }: Telling = {}): readonly string[] {
  const branches = parseExpression(expression);
  const plain = tell(branches, {});
  if (!digits || weight(plain) >= TELLING) return plain;
  const numbered = tell(branches, { digits });
  return weight(numbered) > weight(plain) && weight(numbered) >= LEAST_NUMBERED ? numbered : plain;
}

/** From so many characters on a text is rare enough as it is. */
const TELLING = 6;
/** With less, ten texts for the ten digits are worth nothing: `a0` to `a9`. */
const LEAST_NUMBERED = 4;

interface Telling {
  /** Where little else is told, a digit counts as ten alternatives: `.py:0` to `.py:9` stand on fewer lines than `.py:`. */
  readonly digits?: boolean;
}

function tell(branches: readonly (readonly ExpressionNode[])[], telling: Telling): readonly string[] {
  const parts = branches.map((nodes) => partsOf(nodes, telling));
  return withoutLonger(parts.length === 1 ? best(parts[0] ?? []) : bestOfAll(parts));
}

/** Where a text stands, so does what it contains: `no such file` is not asked for beside `no such `. */
function withoutLonger(texts: readonly string[]): readonly string[] {
  const each = [...new Set(texts)];
  return each.filter((text) => !each.some((other) => other !== text && text.includes(other)));
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

function partsOf(nodes: readonly ExpressionNode[], telling: Telling): Part[] {
  return nodes.flatMap((node) => partsOfNode(node, telling));
}

function partsOfNode({ what, least, most }: ExpressionNode, telling: Telling): readonly Part[] {
  if (what.kind === 'start') return [];
  const parts = atomParts(what, telling);
  if (least === 1 && most === 1) return parts;
  if (least > 0) return [...parts, null];
  const optional = most === 1 ? wholeTexts(parts) : null;
  return optional ? [['', ...optional]] : [null];
}

function atomParts(
  atom: Exclude<ExpressionNode['what'], { kind: 'start' }>,
  telling: Telling,
): readonly Part[] {
  switch (atom.kind) {
    case 'char':
      return [[atom.char]];
    case 'class':
      return [fewCharacters(atom.written, telling)];
    case 'group':
      return groupParts(atom.branches, telling);
  }
}

/** A class of a few single characters is as good as alternatives. */
const MOST_CHARACTERS = 6;
const DIGITS = [...'0123456789'];

function fewCharacters(written: string, { digits = false }: Telling): Part {
  // [1-9]
  const range = /^(?<from>\d)-(?<to>\d)$/.exec(written)?.groups;
  if (written === '\\d') return digits ? DIGITS : null;
  if (range) return digits ? DIGITS.slice(Number(range['from']), Number(range['to']) + 1) : null;
  const inside = [...written];
  const isPlain = inside.length <= MOST_CHARACTERS && !inside.some((char) => '^\\-[.'.includes(char));
  return isPlain ? inside : null;
}

function groupParts(groups: readonly (readonly ExpressionNode[])[], telling: Telling): readonly Part[] {
  const branches = groups.map((nodes) => partsOf(nodes, telling));
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

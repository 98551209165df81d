/** Four bytes at a time are looked up. */
export const GRAM = 4;

export const SPACE = 0x20;

/** Upper and lower case letters differ in one bit; setting it in every byte folds them (and a few signs) alike. */
export const CASE_BIT = 0x20;
export const CASE_BITS = 0x20202020;

/** Four bytes as one number, the first one lowest, case bits set. */
export function gramAt(bytes: Uint8Array, at: number): number {
  let gram = 0;
  for (let index = 0; index < GRAM; index++) gram |= ((bytes[at + index] ?? 0) | CASE_BIT) << (8 * index);
  return gram;
}

/** In how many ways at most a log may write the `length` bytes that begin at `from`. */
export function countSpellings(bytes: Uint8Array, from: number, length: number): number {
  let ways = 1;
  for (let at = from; at < from + length; at++) {
    const isLastOfRun = at === from && bytes[at] === SPACE;
    ways *= isLastOfRun ? LAST_WHITE.length : continuations(bytes[at]).length;
  }
  return ways;
}

/** How many bytes a literal is looked up by, the gram's among them: as many as can be told in a few spellings. */
export function keyLength(bytes: Uint8Array, from: number): number {
  const isOneByte = bytes[from] === SPACE || continuations(bytes[from]).every((way) => way.length === 1);
  const isTold = (length: number): boolean =>
    isOneByte &&
    from + length <= bytes.length &&
    countSpellings(bytes, from + 1, length - 3) === 1 && // a run of white space fits in what is left
    countSpellings(bytes, from, length) <= MOST_SPELLINGS;
  if (isTold(2 * GRAM)) return 2 * GRAM;
  return isTold(GRAM + 2) ? GRAM + 2 : GRAM;
}

/** What stands beside a literal and begins its gram may be any of 128 signs. */
const MOST_SPELLINGS = 128;

/** Every value a byte can have once its case bit is set. */
const ANY_BYTE = Array.from({ length: 0x80 }, (_, low) => [((low & 0x60) << 1) | CASE_BIT | (low & 0x1f)]);

/** The `length` bytes that begin at `from`, in every spelling a log may have; case bits are set in all four bytes. */
export function spellings(bytes: Uint8Array, from: number, length: number): Set<number> {
  let open: number[][] = [[]];
  const grams = new Set<number>();
  for (let at = from; open.length > 0; at++) {
    const isLastOfRun = at === from && length === GRAM && bytes[at] === SPACE;
    const ways = isLastOfRun ? LAST_WHITE : continuations(bytes[at]);
    const grown = open.flatMap((head) => ways.map((tail) => [...head, ...tail]));
    for (const each of grown)
      if (each.length >= length) grams.add(gramAt(Uint8Array.from(each.slice(0, length)), 0));
    open = grown.filter((each) => each.length < length);
  }
  return grams;
}

/** A gram that begins with white space begins with the last of it: space, tab, CR, the end of a no-break space. */
const LAST_WHITE = [[0x20], [0x09], [0x0d], [0xa0]];
const WHITE = [0x20, 0x09, 0x0d];
/** One or two white signs in any mix; a no-break space. */
const WHITE_RUNS: readonly (readonly number[])[] = [
  ...WHITE.map((one) => [one]),
  ...WHITE.flatMap((one) => WHITE.map((other) => [one, other])),
  [0xc2, 0xa0],
];
const SINGLE_QUOTES = [[0x27], [0xe2, 0x80, 0x98], [0xe2, 0x80, 0x99]];
const DOUBLE_QUOTES = [[0x22], [0xe2, 0x80, 0x9c], [0xe2, 0x80, 0x9d]];

/** How a log may write a literal's byte; outside of the literal anything may stand. */
function continuations(byte: number | undefined): readonly (readonly number[])[] {
  if (byte === undefined) return ANY_BYTE;
  if (byte === SPACE) return WHITE_RUNS;
  if (byte === 0x27) return SINGLE_QUOTES;
  return byte === 0x22 ? DOUBLE_QUOTES : [[byte]];
}

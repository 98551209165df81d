import { foldSpaces } from '../match/fold.ts';

const SPACE = 0x20;

/** A literal as UTF-8, folded the way texts are compared (fold.ts): lower case, one space for any run of them. */
export function foldedBytes(text: string): Uint8Array {
  return new TextEncoder().encode(foldSpaces(text));
}

/** What each byte compares as: lower case, one space for what is white. */
const FOLDED = buildFolded();

function buildFolded(): Uint8Array {
  const folded = new Uint8Array(0x100);
  for (let byte = 0; byte < 0x100; byte++) folded[byte] = byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte;
  folded[0x09] = SPACE;
  folded[0x0d] = SPACE;
  return folded;
}

/** A place in a text where a literal may stand: byte number `from` of the literal at offset `at` of the text. */
export interface BytePlace {
  literal: Uint8Array;
  from: number;
  at: number;
}

/**
 * True when the literal may stand there. Where the text goes on in a sign outside of ASCII it says yes, since
 * that may be a typographic quote: such a line is read and compared exactly.
 */
export function mayStandAt(bytes: Uint8Array, place: Readonly<BytePlace>): boolean {
  return agreesRight(bytes, place) && agreesLeft(bytes, place);
}

function agreesLeft(bytes: Uint8Array, { literal, from, at }: Readonly<BytePlace>): boolean {
  let offset = at;
  for (let index = from; index >= 0; index--) {
    const byte = bytes[offset] ?? 0;
    if (FOLDED[byte] !== literal[index]) return byte > 0x7f;
    offset--;
    if (literal[index] === SPACE) while (FOLDED[bytes[offset] ?? 0] === SPACE) offset--;
  }
  return true;
}

function agreesRight(bytes: Uint8Array, { literal, from, at }: Readonly<BytePlace>): boolean {
  let offset = at;
  for (let index = from; index < literal.length; index++) {
    const byte = bytes[offset] ?? 0;
    if (FOLDED[byte] !== literal[index]) return byte > 0x7f;
    offset++;
    if (literal[index] === SPACE) while (FOLDED[bytes[offset] ?? 0] === SPACE) offset++;
  }
  return true;
}

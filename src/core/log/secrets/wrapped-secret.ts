/** Widths at which terminals, mailers and base64 break a line. */
const WIDTHS = new Set([
  60, 64, 70, 72, 75, 76, 78, 79, 80, 90, 96, 100, 110, 119, 120, 128, 132, 140, 150, 160, 180, 200, 240, 255,
  256,
]);
const SHORTEST_LINE = 60;
const SHORTEST_PIECE = 6;

// 9f8e7d6c5b4a" https://api.example.com
const PIECE = /^(?<piece>[\w+/.~%-]+={0,2})(?=$|["'\s\\,;)\]}@&:])/;
// 2024-05-01, 1.2.3
const DATE_OR_VERSION = /^(?:\d{4}-\d\d-\d\d|v?\d{1,4}\.\d{1,4}(?:\.|$))/;

/**
 * The beginning of `next` that a token cut at the end of `line` may go on in; empty when the line was not cut.
 *
 * A line counts as cut when it has a width at which lines are broken, or when all of the next line is one piece.
 */
export function wrappedPiece(line: { text: string; message: string }, next: string | undefined): string {
  if (next === undefined || line.message.length < SHORTEST_LINE) return '';
  // abc9
  if (!/[\w+/=.~%-]$/.test(line.message)) return '';
  const piece = PIECE.exec(next)?.groups?.['piece'] ?? '';
  if (piece.length < SHORTEST_PIECE || DATE_OR_VERSION.test(piece)) return '';
  // 9f8e7d
  if (!/\d/.test(piece) || !/[A-Za-z]/.test(piece)) return '';
  const isCut = WIDTHS.has(line.text.length) || WIDTHS.has(line.message.length) || piece === next;
  return isCut ? piece : '';
}

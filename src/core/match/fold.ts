/**
 * How text is folded before literals are compared: ASCII letters lose their case, every run of white space
 * is one space, typographic quotes (Slack's smart quotes) are plain ones.
 */
export const SPACE = 0x20;

/** The code a UTF-16 code unit is compared as. Runs of SPACE are the caller's to collapse. */
export function foldCode(code: number): number {
  if (code >= 0x41 && code <= 0x5a) return code + 0x20;
  if (code === 0x09 || code === 0xa0 || code === 0x0d) return SPACE;
  if (code === 0x2018 || code === 0x2019) return 0x27;
  if (code === 0x201c || code === 0x201d) return 0x22;
  return code;
}

/** A literal as the index holds it: folded, without white space at its ends. */
export function foldText(text: string): string {
  return foldSpaces(text).trim();
}

/** The same with one space kept where white space stood at an end. */
export function foldSpaces(text: string): string {
  let folded = '';
  let last = -1;
  for (let index = 0; index < text.length; index++) {
    const code = foldCode(text.charCodeAt(index));
    if (code === SPACE && last === SPACE) continue;
    folded += String.fromCharCode(code);
    last = code;
  }
  return folded;
}

export function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

// it’s “here”     (chat tools make quotes typographic; tools print plain ones)
const TYPOGRAPHIC_QUOTES = /[\u2018\u2019\u201c\u201d]/;

/** The text with the quotes that the tool printed: expressions see what folded literals see. */
export function straightenQuotes(text: string): string {
  if (!TYPOGRAPHIC_QUOTES.test(text)) return text;
  return text.replace(/[\u2018\u2019]/g, "'").replace(/[\u201c\u201d]/g, '"');
}

// matches: curl -H “Authorization: ...”   env = “prod”   {“code”: 403}
const COMMAND_LIKE = /(?:^|\s)-{1,2}[A-Za-z]|[={[(,]\s?[“”„‘’]|:\s?[“”„]/;
// matches: “
const DOUBLE = /[“”„]/g;
// matches: ’
const SINGLE = /[‘’]/g;
// matches: the no-break space that editors paste
const NO_BREAK_SPACE = /[\u00a0\u202f]/g;

/**
 * Straightens the quotes that an editor bent, in lines that look like a command or data.
 *
 * Other lines keep theirs: compilers print ‘curly’ quotes themselves, and signals may count on them.
 */
export function straightenQuotes(text: string): string {
  const spaced = text.replace(NO_BREAK_SPACE, ' ');
  return spaced
    .split('\n')
    .map((line) => (COMMAND_LIKE.test(line) ? line.replace(DOUBLE, '"').replace(SINGLE, "'") : line))
    .join('\n');
}

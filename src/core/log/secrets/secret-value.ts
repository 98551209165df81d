/** A value as it is written behind its name: without its quotes. */
export interface WrittenValue {
  readonly start: number;
  readonly end: number;
  readonly quoted: boolean;
}

// \"hunter2\"
const OPENING = /[bu]?(?<quote>\\{0,3}["'`])/y;
// p4ss;w0rd
const BARE = /[^\s"'`<>]{1,8000}/y;
// ,host=
const NEXT_PAIR = /[,;&](?=[\w.-]{1,40}[=:]|$)/;
// ${{ secrets.NPM_TOKEN }}
const TEMPLATE = /\$?\{\{[^}]{0,200}\}\}|\$\{[^}]{0,200}\}|<[\w .-]{1,60}>/y;
const LONGEST_VALUE = 20_000;

/** The value that begins at `at`: a quoted text, a template, or a run without spaces; null when there is none. */
export function readValue(text: string, at: number): WrittenValue | null {
  OPENING.lastIndex = at;
  const quote = OPENING.exec(text)?.groups?.['quote'];
  const quoted = quote === undefined ? null : readQuoted(text, OPENING.lastIndex, quote);
  if (quoted !== null) return quoted.end > quoted.start ? quoted : null;
  if (quote !== undefined) return readBare(text, OPENING.lastIndex);
  TEMPLATE.lastIndex = at;
  if (TEMPLATE.test(text)) return { start: at, end: TEMPLATE.lastIndex, quoted: false };
  return readBare(text, at);
}

function readBare(text: string, at: number): WrittenValue | null {
  BARE.lastIndex = at;
  const run = BARE.exec(text)?.[0];
  if (run === undefined) return null;
  const cut = run.search(NEXT_PAIR);
  const value = withoutTrailing(cut === -1 ? run : run.slice(0, cut));
  return value === '' ? null : { start: at, end: at + value.length, quoted: false };
}

/** The run without the punctuation of the sentence or code around it; `[secure]` keeps its bracket. */
function withoutTrailing(run: string): string {
  if ('[({'.includes(run[0] ?? '')) return run;
  let end = run.length;
  while (end > 0 && ')]},;.\\'.includes(run[end - 1] ?? '')) end -= 1;
  return run.slice(0, end);
}

/** Null when the quote is never closed. */
function readQuoted(text: string, start: number, quote: string): WrittenValue | null {
  const limit = Math.min(text.length, start + LONGEST_VALUE);
  const mark = quote.at(-1) ?? '';
  let end = start;
  while (end < limit && !closes(text, end, { quote, mark, start })) end += 1;
  return end < limit ? { start, end, quoted: true } : null;
}

/** A quote closes when it is escaped just as the opening one was. */
function closes(text: string, end: number, opened: { quote: string; mark: string; start: number }): boolean {
  if (!text.startsWith(opened.quote, end)) return false;
  return opened.quote !== opened.mark || text[end - 1] !== '\\' || end === opened.start;
}

// ${{ secrets.X }}, $TOKEN, %TOKEN%, {{ token }}, <token>, [secure], (redacted), !Ref Token, xxxx-xxxx, ****, ...
const PLACEHOLDER =
  /^(?:\\{0,2}\$(?:\{.*|\(.*|env:.*|\w+)|%\w+%|\{\{.*|\{\w*\}|<.*|\[(?:hidden:|secure|masked|redacted|filtered|removed|\*).*|\([\w ]*\)|!(?:ref|sub|getatt|reference|vault|secret|env|join|importvalue)\b.*|[x*•.#_\u2026-]+|&[\w.]+;|@\w+@)$/i;
// server-password: GITHUB_TOKEN
const VARIABLE_NAME = /^[A-Z]+(?:_[A-Z]+)+$/;
const MASK = '[hidden:';

// true, none, expired
const NO_VALUE = new Set(
  (
    'true false null none nil undefined yes no on off empty unset set not missing expired invalid required ' +
    'incorrect wrong denied rejected revoked refused failed failure ok success unknown unexpected absent found ' +
    'optional mandatory secure hidden masked redacted filtered removed protected encrypted inherit default ' +
    'string str text value bytes byte boolean bool number int integer object any void char array list dict map ' +
    'self this await new function const let var return optional[str] option function( type error warning ' +
    'token tokens password passwd passphrase secret secrets key keys username user email login auth ' +
    'authentication authorization header headers cookie bearer basic digest negotiate realm scope credentials ' +
    'credential file stdin prompt from for with and or is was has the a an in to of at by must cannot may will ' +
    'your my yourtoken yourpassword mytoken mypassword example changeit foo bar baz eof end identifier name ' +
    'read write admin write-all read-all generated created updated deleted ' +
    'provided given specified configured used using via'
  ).split(' '),
);

/** True for text that stands where a secret would, and is none: a mask, a variable, a word of prose. */
export function isPlaceholder(value: string): boolean {
  if (value.length > 500) return value.startsWith(MASK);
  return (
    PLACEHOLDER.test(value) ||
    VARIABLE_NAME.test(value) ||
    NO_VALUE.has(value.toLowerCase()) ||
    value.includes('***') ||
    value.includes(MASK)
  );
}

// your-token-here
const TEACHING =
  /^<?(?:your|my|insert|replace|enter|put|some)[_-](?:[\w-]{1,30}[_-])?(?:token|key|password|secret|here)/i;
// process.env.NPM_TOKEN
const EXPRESSION = /^[A-Za-z_$]+(?:(?:\?\.|\.|::|->)[A-Za-z_$]+)+$/;
// /run/secrets/token
const PATH = /^(?:~|\.{1,2}|[A-Za-z]:)?[\\/](?:[\w.@ -]{1,80}[\\/]){0,12}[\w.@ -]{0,80}$/;
// https://npm.example.com
const ADDRESS = /^[a-z][a-z0-9+.-]{1,20}:\/\//i;

/** True for source code, a path or an address behind a name that sounds secret. */
export function isReference(value: string): boolean {
  if (value.length > 300) return false;
  return EXPRESSION.test(value) || PATH.test(value) || ADDRESS.test(value) || TEACHING.test(value);
}

// 1.2.3-rc1, 2024-05-01T10:00:00Z, sha256:...
const VERSION_OR_DATE = /^(?:v?\d{1,4}\.\d{1,4}|\d{4}-\d\d-\d\d|sha\d{1,3}[:-])/;
// ExpectedIdentifier, SOME_NAME, some-name
const WORDS = /^(?:[A-Z]?[a-z]+(?:[A-Z][a-z]+)*|[A-Z]+(?:[_-][A-Z]+)*|[a-z]+(?:[._-][a-z]+)*)$/;

/** True when the value is too irregular for a word: used where a name alone does not prove a secret. */
export function looksRandom(value: string, min: number): boolean {
  if (value.length < min) return false;
  if (value.length > 300) return true;
  if (VERSION_OR_DATE.test(value)) return false;
  if (/\d/.test(value) && /[A-Za-z]/.test(value)) return true;
  return value.length >= 12 && !WORDS.test(value) && /[A-Za-z]/.test(value) && !/\s/.test(value);
}

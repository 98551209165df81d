import { prefixLength } from '../log/ci-prefix.ts';

/** What a text looks like, by its form: how many of its lines a program wrote, how many a person. */
export interface TextForm {
  /** Lines that are not blank. */
  readonly lines: number;
  /** Lines in a shape that only programs print. */
  readonly printed: number;
  /** Lines that read like a sentence of a person. */
  readonly prose: number;
  /** Somebody tries things out in an interpreter: no job printed this. */
  readonly session: boolean;
  /** A CI service says how a job began or ended. */
  readonly framed: boolean;
}

/**
 * True when the text is a log and not talk about one: most lines have the shape of program output, and few
 * read like sentences. A single line must have such a shape by itself.
 */
export function looksLikeLog(form: TextForm): boolean {
  if (form.printed === 0 || form.session) return false;
  // What services print about their own work reads like prose.
  if (form.framed && form.lines >= FRAMED_LINES) return true;
  if (form.lines === 1) return form.prose === 0;
  if (form.prose > form.printed) return false;
  return form.printed >= 3 || form.printed / form.lines >= 0.3;
}

/** Cost: one pass; each line is tried against a dozen anchored expressions. */
export function readForm(text: string): TextForm {
  let lines = 0;
  let printed = 0;
  let prose = 0;
  for (const raw of text.split('\n')) {
    const line = raw.trim();
    if (line === '') continue;
    lines++;
    if (isPrinted(raw)) printed++;
    else if (isProse(line)) prose++;
  }
  return { lines, printed, prose, session: SESSION.test(text), framed: FRAME.test(text) };
}

/** A sentence or two around such a line are talk about it. */
const FRAMED_LINES = 5;

// ERROR: Job failed: exit code 1   ·   Running with gitlab-runner 17.5.0 (de9e0b32)   ·   Exited with code exit status 1
// ##[error]Process completed with exit code 1.   ·   Finished: FAILURE   ·   The command "make" exited with 2.
const FRAME =
  /^\s*(?:ERROR: Job failed\b|Running with gitlab-runner \d|Exited with code exit status \d|##\[error\]|Error: Process completed with exit code \d|Finished: (?:FAILURE|ABORTED)|The command "[^"\n]{1,300}" (?:exited with|failed and exited with) \d)/m;

const MAX_LINE_CHARS = 1000;

/** True for a line in a shape that only programs print. */
export function isPrinted(raw: string): boolean {
  const line = raw.slice(0, MAX_LINE_CHARS);
  if (prefixLength(line) > 0) return true;
  if (isQuestion(line)) return false;
  return PRINTED.some((shape) => shape.test(line)) || (PRINTED_WITHIN.test(line) && !isSentence(line.trim()));
}

const PRINTED: readonly RegExp[] = [
  // npm error code E403   ·   npm ERR! 403   ·   yarn error x   ·   pip: error
  /^\s*(?:npm|yarn|pnpm|bun|pip|cargo|go|docker|helm|git|curl|wget|gh|aws|gcloud|terraform|kubectl)(?: (?:error|ERR!|warn|notice|http|verb)\b|: )/,
  // error: failed   ·   ERROR: Job failed   ·   [ERROR] x   ·   error[E0308]: x   ·   fatal: x   ·   panic: x   ·   warning: x
  /^\s*(?:>>> )?\[?(?:error|fatal|panic|warning|warn|info|debug|critical|severe|err)(?:\]|\[\w{1,12}\])?(?:[:\]]| TS\d{3,5}:)/i,
  // ERR_PNPM_OUTDATED_LOCKFILE  x   ·   E401 x   ·   ValueError: x   ·   java.lang.IllegalStateException: x
  /^\s*(?:E {2,})?(?:[A-Z]{3,10}_[A-Z_]{3,60}\b|(?:[\w$]{1,60}\.){0,8}[A-Z]\w{0,60}(?:Error|Exception|Warning|Failure)(?::|$| \[))/,
  //     at foo (bar.js:1:2)   ·   File "a.py", line 3   ·   	... 12 more   ·   Caused by: x
  /^\s*(?:at \S{1,200}(?: \(|:\d)|File "[^"]{1,300}", line \d|\.\.\. \d+ more|Caused by: |Traceback \(most recent call last\))/,
  // src/a.ts:3:5 - error   ·   src/a.ts(3,5): error   ·   main.go:12:3: x   ·   --> src/main.rs:4:5
  /^\s*(?:--> )?[\w./@\\-]{1,200}(?::\d{1,6}(?::\d{1,5})?(?:: |\s+-\s|$)|\(\d{1,6},\d{1,5}\): )/,
  // ##[error]x   ·   ::error::x   ·   [Pipeline] x   ·   section_start:   ·   travis_fold
  /^\s*(?:##\[|::(?:error|warning|group)|\[Pipeline\]|section_(?:start|end):|travis_(?:fold|time):)/,
  // HTTP/1.1 403 Forbidden   ·   < HTTP/2 401   ·   > GET /x HTTP/1.1   ·   "GET /me HTTP/1.1" 403   ·   HTTP 403
  /^(?:[<>*] \S|HTTP\/\d(?:\.\d)? \d{3}\b|HTTP \d{3}\b)|"(?:GET|POST|PUT|PATCH|DELETE|HEAD) \S{1,500} HTTP\/\d(?:\.\d)?" \d{3}\b/,
  // curl: (22) x   ·   remote: x   ·   $ npm ci   ·   + docker push   ·   > app@1.0.0 build   ·   make: *** [all] Error 2
  /^\s*(?:curl: \(\d|remote: |\$ [\w./-]|\+{1,3} [a-z./][\w./-]*(?: |$)|> [\w@./-]{1,100}@\d|make(?:\[\d+\])?: |Step \d+\/\d+ : |#\d{1,4} |->|=> )/,
  // FAIL src/a.test.ts   ·   --- FAIL: TestX   ·   ✕ title (5 ms)   ·   ● suite › title   ·   FAILED tests/test_a.py::test_x
  /^\s*(?:FAIL(?:ED)?[ :]|--- (?:FAIL|PASS)|=== |[✕✗✖✓✔×●] |not ok \d|ok \d|Tests?: +\d|Test Suites: |Ran \d+ tests?|={3,} |_{3,} |-{5,})/u,
  // level=error msg="x"   ·   {"level":"error",
  /^\s*(?:\{?"?(?:level|time|ts|msg|severity)"?[=:]|\[\d{1,6}(?:\.\d+)?\] |\[[A-Z]{4,8}\] )/,
];

// Process completed with exit code 1   ·   exited with 1   ·   Command failed with exit code 2   ·   returned error: 403
const PRINTED_WITHIN =
  /\b(?:exit(?:ed)?(?: with)?(?: code| status)?:? \d{1,3}\b|returned error: \d{3}|status code:? \d{3}\b|BUILD (?:FAILED|FAILURE)|command not found$|No such file or directory|(?:denied|refused|[Uu]nauthorized|[Ff]orbidden)\.?$)/;

function isQuestion(line: string): boolean {
  return /\?\s*$/.test(line) || PERSONAL.test(line);
}

// I'm getting 403   ·   does anyone know   ·   we see   ·   can you   ·   thanks
const PERSONAL =
  /(?:^|[\s,(])(?:I|I'm|I've|I'd|we|we're|you|your|my|anyone|anybody|somebody|someone|please|thanks|thx|hey|hi|hello|lol|maybe|think|guess|guys|it's|that's|doesn't|didn't|isn't)(?:[\s,.!?)]|$)/;

/** A sentence of a person: words and punctuation of prose, no shape of output. */
function isProse(line: string): boolean {
  return isQuestion(line) || plainShare(line, 4) >= 0.75;
}

/** A long line of mostly plain words: somebody quotes an error in a sentence. */
function isSentence(line: string): boolean {
  return plainShare(line, 12) >= 0.55;
}

/** How much of a line of at least so many words is plain words; 0 for a shorter one. */
function plainShare(line: string, leastWords: number): number {
  const words = line.split(/\s+/);
  if (words.length < leastWords) return 0;
  return words.filter((word) => /^["'(]?[A-Za-z][a-z']*["').,:;!?…]*$/.test(word)).length / words.length;
}

// >>> reduce(f, [])   ·   In [3]: x   ·   irb(main):001:0> x   ·   scala> x
const SESSION = /^(?:>>> |In \[\d{1,4}\]: |irb\([^)]{1,20}\):\d{1,4}:\d|scala> |ghci> |sqlite> )/m;

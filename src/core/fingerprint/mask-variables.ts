import { maskPaths } from './mask-paths.ts';

/**
 * The words of a line without what differs from run to run: times, ids, hashes, addresses, ports, paths of a
 * machine, durations, sizes, percentages, counts, places in a file, shard numbers, and the case of letters.
 *
 * Numbers that mean something stay: status codes, error codes (`TS2345`), exit codes, versions, values of an
 * assertion. Two lines that say the same give the same text. Idempotent in effect; never throws.
 * Cost: a fixed number of passes over at most 1,000 characters.
 */
export function maskVariables(line: string): string {
  let text = line.slice(0, LONGEST).replace(DECORATION, '');
  text = text.replace(URL, (_, host: string, path: string | undefined) => `${host}${withoutQuery(path)}`);
  for (const [pattern, replacement] of BEFORE_PATHS) text = text.replace(pattern, replacement);
  text = maskPaths(text);
  for (const [pattern, replacement] of AFTER_PATHS) text = text.replace(pattern, replacement);
  return text.replace(PAUSE, '').replace(BLANKS, ' ').trim().toLowerCase();
}

const LONGEST = 1000;

// ##[error]text   ·   ::error file=a.ts,line=1::text   ·   Error: text   ·   #8 ERROR: text   ·   [error] text   ·   │ text
const DECORATION =
  /^(?:\s|##\[\w{1,20}\]|::(?:error|warning|notice)[^:]{0,300}::|#\d{1,4} (?=[A-Z])|\[?(?:error|err|fatal|failure)\]?[: ]\s?|[│|╷╵] )+/i;
// https://user@api.example.com:8443/v1/x?y=1#z     (scheme, account, port and query go, host and path stay)
const URL =
  /\b(?!file:)[a-z][a-z0-9+.-]{1,12}:\/\/(?:[^\s/@:]{1,100}(?::[^\s/@]{0,100})?@)?(\[[0-9a-f:.]+\]|[\w.-]+)(?::\d{1,5})?(\/[^\s"'<>`)\]},;]*)?/gi;

function withoutQuery(path = ''): string {
  return path.replace(/[?#].*$/, '').replace(/[.:/]+$/, '');
}

type Rule = readonly [pattern: RegExp, replacement: string];

const BEFORE_PATHS: readonly Rule[] = [
  // ***   ·   [hidden:npm-token]   ·   [MASKED]   ·   <redacted>
  [/\*{3,}|\[hidden:[\w-]{1,60}\]|[[<](?:masked|redacted|secret|filtered)[\]>]/gi, '<secret>'],
  // 2026-03-01T10:00:00.123Z   ·   2026/03/01 10:00:00 +0000   ·   2026-03-04T09_12_40_492Z   ·   20260304T091231Z
  [
    /\b(?:19|20)\d\d(?:[-/.]\d\d[-/.]\d\d|\d{4})[T _]\d\d[:_-]?\d\d[:_-]?\d\d(?:[.,_]\d{1,9})?(?: ?(?:Z|UTC|GMT|[+-]\d\d:?\d\d))?/gi,
    '<time>',
  ],
  // Wed, 04 Mar 2026 09:12:31 GMT   ·   04/Mar/2026:09:12:31 +0000   ·   Mar  4 09:12:31 2026
  [
    /\b(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? )?(?:\d{1,2}[ /-])?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[ /-]{1,2}\d{1,4},?[ :]\d\d:\d\d(?::\d\d)?(?:\.\d{1,9})?(?: (?:GMT|UTC|[A-Z]{3,4}|[+-]\d{4}))?(?: (?:19|20)\d\d)?/g,
    '<time>',
  ],
  // 2026-03-01   ·   01/03/2026
  [/\b(?:(?:19|20)\d\d[-/.]\d\d[-/.]\d\d|\d\d[-/.]\d\d[-/.](?:19|20)\d\d)\b/g, '<time>'],
  // 10:00:00.123   ·   10:00:00 PM
  [/\b\d{1,2}:\d\d:\d\d(?:[.,]\d{1,9})?(?: ?[AP]M)?\b/gi, '<time>'],
  // 3b241101-e2bb-4255-8caf-4136c566a962
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, '<id>'],
  // sha512-q1w2e3...==   ·   sha256:9f86d0...
  [/\bsha(?:1|256|384|512)[-:][\w+/=]{16,128}/gi, '<id>'],
  // 0x7ffd1234
  [/\b0x[0-9a-f]{4,16}\b/gi, '<id>'],
  // api-7d4b9c8f6-x2x9z     (a pod)
  [/-(?=[a-z]{0,9}\d)[0-9a-z]{8,10}-[0-9a-z]{5}\b/g, '-<id>'],
  // 9f86d08   ·   a commit, a digest, a container     (a digit and a letter: `defaced` is a word)
  [/\b(?=[0-9a-f]{0,64}[a-f])(?=[0-9a-f]{0,64}\d)[0-9a-f]{7,64}\b/gi, '<id>'],
  // k2v0h1m8x3q9d5j7w1t4n6z0::p9x     (an id of BuildKit)
  [/\b(?=[a-z]{0,40}\d)(?=\d{0,40}[a-z])[0-9a-z]{16,64}\b/g, '<id>'],
  [/\bref [0-9a-z<>]{1,64}::[0-9a-z<>]{1,64}/g, 'ref <id>'],
  // 10.0.3.7:5432   ·   [::1]:3000   ·   fe80::1
  [/(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?::\d{1,5}|\/\d{1,2})?(?![\w.]*\d)/g, '<ip>'],
  [/(?<![\w:.])\[?(?:[0-9a-f]{1,4}:){0,7}:?(?::[0-9a-f]{1,4}){1,7}\]?(?::\d{1,5})?(?![\w:])/gi, '<ip>'],
  // localhost:3000   ·   db.example.com:5432   ·   src/app.ts:12:5   ·   app.ts:12
  [/(\b(?:localhost|[\w-]{1,100}\.[a-z]\w{0,20})):\d{1,6}(?::\d{1,6})?(?!\w)/gi, '$1'],
  // src/app.ts(3,5)   ·   Invoice.java:[4,17]
  [/(\.[a-z]\w{0,9}):?[([]\d{1,6}(?:, ?\d{1,6})?[)\]]/gi, '$1'],
  // "npm error" and "npm ERR!" are one program's two spellings
  [/\bnpm (?:ERR!|error)/g, 'npm error'],
];

const AFTER_PATHS: readonly Rule[] = [
  // bash: line 2: x: command not found   ·   <tmp>: line 2: x   ·   /bin/sh: 1: x: not found
  [
    /^(?:<tmp>(?:\/[\w.-]{1,60})?|[\w./-]{0,60}\b(?:ba|da|z|k)?sh|[\w./-]{1,60}\.sh)(?:\.exe)?: (?:line )?(?:\d{1,5}: )?/,
    '',
  ],
  // line 12, column 5   ·   (line 12)   ·   Ln 4, Col 5
  [/\b(?:line|ln|column|col|character|char|position|offset)s?[ :#=]{0,2}\d{1,7}(?:-\d{1,7})?\b,?/gi, ''],
  // 3:9  error   ·   1:10
  [/(?<![\w.:])\d{1,6}:\d{1,5}(?![\w.:])/g, ''],
  // @@ -1,3 +1,4 @@
  [/@@ -\d[\d,]* \+\d[\d,]* @@/g, '@@'],
  // > 12 |   ·   12 |     (a numbered source line)
  [/^>? ?\d{1,6} \|/, '|'],
  // (3/24)   ·   [3/24]   ·   step 3 of 24
  [/(?<![\w/.-])\d{1,6} ?(?:\/|of) ?\d{1,6}(?![\w/.-])/g, '<n>'],
  // shard 2   ·   worker #4   ·   gw3   ·   attempt 2   ·   job 7   ·   pid=123   ·   port 8080
  [
    /\b(gw|(?:shard|worker|attempt|retry|retries|try|run|build|job|pid|process|thread|agent|runner|executor|slot|container|chunk|partition|pipeline|iteration|seed|step|port|matrix|index|request[-_ ]?id|build[-_ ]?id|run[-_ ]?id|job[-_ ]?id)[ #:=-]{1,3})\d{1,20}\b/gi,
    '$1<n>',
  ],
  // 10m0s   ·   0.79s   ·   5000 ms   ·   3 minutes
  [
    /(?<![\w.-])(?:\d{1,9}(?:\.\d{1,9})? ?(?:ns|µs|us|ms|s|secs?|seconds?|mins?|minutes?|m|hrs?|hours?|h|days?)(?![a-z_-]) ?){1,4}/gi,
    '<duration> ',
  ],
  // 3.1 MB   ·   512 bytes   ·   403.6 KB/sec
  [/(?<![\w.-])\d{1,15}(?:\.\d{1,9})? ?(?:[kmgt]i?b|bytes?)(?:\/s(?:ec)?)?\b/gi, '<size>'],
  // 87.5 %
  [/(?<![\w.-])\d{1,3}(?:\.\d{1,9})? ?%/g, '<percent>'],
  // 11 passed   ·   4 problems   ·   412 packages
  [
    /(?<![\w.:-])\d{1,9}(?= (?:more |previous |other )?(?:passed|failed|failing|passing|pending|skipped|total|completed|succeeded|ignored|errors?|warnings?|problems?|informations?|failures?|tests?|suites?|specs?|examples?|files?|packages?|lines?|issues?|violations?|offenses?|modules?|vulnerabilit|retries|times?|items?|assertions?|fixable|matches)\b)/gi,
    '<n>',
  ],
  // Failed:     1   ·   failures=1   ·   Tests run: 3   ·   ok=7   ·   ℹ fail 1
  [
    /\b(failed|passed|skipped|failures|errors|warnings|total|tests? run|tests|time|duration|ok|changed|unreachable|rescued|ignored|completed|fail|pass)(?: ?[:=] {0,10}| )\d{1,9}(?:\.\d{1,9})?\b(?! ?(?:is|!=|==))/gi,
    '$1 <n>',
  ],
  // 1748332211   ·   12345     (an id; a code behind its name stays)
  [/(?<![\w.-]|(?:code|status|errno|error|exit|signal)[ :=#]{1,2})\d{5,20}(?![\w.-])/gi, '<n>'],
  // ====   ·   ━━━━     (as wide as the terminal)
  [/([=\-_*~^#━─═.])\1{2,}/g, ' '],
  // ‘x’   ·   "x"   ·   `x`
  [/["'`‘’“”]/g, "'"],
  // time= , (<duration> )
  [/[([]\s{0,3}[)\]]/g, ''],
];

// `x:` and `x` say the same before a place that is gone
const PAUSE = /[:;,]+(?=\s|$)/g;
// spaces, tabs, no-break spaces
const BLANKS = /[\s\u00a0\ufeff]+/g;

/**
 * Where the tool's own words begin on a line that a CI service (or a container runtime) put a prefix before.
 *
 * A line may carry several prefixes, outermost first: `gh run view --log` prints job, step and time; inside
 * stands BuildKit's own `#8 12.3`. Cost: one look at the first characters for a line without a prefix.
 */
export function prefixLength(text: string): number {
  let start = 0;
  for (let round = 0; round < MAX_PREFIXES; round++) {
    const next = onePrefix(text, start);
    if (next === start) return start;
    start = next;
  }
  return start;
}

const MAX_PREFIXES = 4;

// release / publish	Publish	2026-03-01T10:00:00.0000000Z npm error
const GH_CLI = /[^\t]{1,200}\t[^\t]{1,200}\t(?=\uFEFF?\S{0,3}\d{4}-\d\d-\d\dT)/y;
// 2026-03-01T10:00:00.0000000Z text   ·   2026-03-01 10:00:00,123 text   ·   [2026-03-01 10:00:00 UTC] text
const ISO_TIME =
  /[ \t]{0,16}\uFEFF?\[?\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?: ?(?:Z|UTC|GMT)| ?[+-]\d\d:?\d\d)?\]?(?:\s|$)/y;
// [10:00:00] text   ·   10:00:00.123 text   ·   [10:00:00]W:	text   ·   [10:00:00] :	text   (TeamCity)
const CLOCK_TIME = /\[?\d\d:\d\d:\d\d(?:[.,]\d{1,6})?(?: [AP]M)?\]?(?:[WEFDi]:| ?:)?\s{1,4}/y;
//  [Step 1/2] text     (TeamCity, behind its time)
const TEAMCITY_STEP = /[ \t]{0,4}\[Step \d{1,3}\/\d{1,3}\] /y;
// Mar  1 10:00:00 text   ·   [Sun Mar 01 10:00:00 2026] text   ·   Sun, 01 Mar 2026 10:00:00 GMT text
const NAMED_TIME =
  /\[?(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? )?(?:\d\d )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) (?:[ \d]\d |\d{4} )\d\d:\d\d:\d\d(?:\.\d{1,9})?(?: \d{4}| [A-Z]{3}| [+-]\d{4})?\]?:?\s/y;
// [1772359200.123] text   ·   1772359200123 text     (seconds or milliseconds since 1970)
const EPOCH_TIME = /(?:\[1[5-9]\d{8}(?:\d{3}|\.\d{1,9})?\]|1[5-9]\d{8}(?:\d{3}|\.\d{1,9}))\s/y;
// 01/Mar/2026:10:00:00 +0000 text   ·   03/01/2026 10:00:00 text
const SLASHED_TIME =
  /\[?\d\d\/(?:\d\d|[A-Z][a-z]{2})\/\d{4}[: ]\d\d:\d\d:\d\d(?:[.,]\d{1,6})?(?: [AP]M| [+-]\d{4})?\]?\s/y;
// 00O text   ·   01E+text     (GitLab's runner: stream number, stream, continuation)
const GITLAB_STREAM = /[0-9a-f]{2}[OE][ +]/y;
// #8 12.34 text     (BuildKit)
const BUILDKIT = /#\d{1,4} \d{1,6}\.\d{1,4}\s/y;

const PREFIXES = [
  ISO_TIME,
  CLOCK_TIME,
  BUILDKIT,
  GITLAB_STREAM,
  TEAMCITY_STEP,
  NAMED_TIME,
  EPOCH_TIME,
  SLASHED_TIME,
  GH_CLI,
];

/** Prefixes that a service prints only behind its own time. */
const INNER: ReadonlySet<RegExp> = new Set([GITLAB_STREAM, TEAMCITY_STEP]);

/** First letters of days and months; GitLab's stream number begins with a to f as well. */
const DAY_OR_MONTH: ReadonlySet<number> = new Set(
  [...'JFMASONDTWabcdef'].map((letter) => letter.charCodeAt(0)),
);

/** Most lines without a prefix are told by their first character. */
function mayBegin(code: number): boolean {
  return code <= 0x39 || code === 0x5b || code === 0xfeff || DAY_OR_MONTH.has(code);
}

function onePrefix(text: string, start: number): number {
  const tabbed = start === 0 && text.includes('\t');
  if (!tabbed && !mayBegin(text.charCodeAt(start))) return start;
  for (const prefix of PREFIXES) {
    if (start === 0 && INNER.has(prefix)) continue;
    if (prefix === GH_CLI && !tabbed) continue;
    prefix.lastIndex = start;
    if (prefix.test(text)) return prefix.lastIndex;
  }
  return start;
}

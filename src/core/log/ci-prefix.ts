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
// 2026-03-01T10:00:00.0000000Z text   ·   2026-03-01 10:00:00,123 text   ·   [2026-03-01T10:00:00+00:00] text
const ISO_TIME =
  /[ \t]{0,16}\uFEFF?\[?\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?\]?(?:\s|$)/y;
// [10:00:00] text   ·   10:00:00.123 text
const CLOCK_TIME = /\[?\d\d:\d\d:\d\d(?:[.,]\d{1,6})?\]?:?\s/y;
// Mar  1 10:00:00 text
const SYSLOG_TIME = /(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) [ \d]\d \d\d:\d\d:\d\d\s/y;
// 00O text   ·   01E+text     (GitLab's runner: stream number, stream, continuation)
const GITLAB_STREAM = /[0-9a-f]{2}[OE][ +]/y;
// #8 12.34 text     (BuildKit)
const BUILDKIT = /#\d{1,4} \d{1,6}\.\d{1,4}\s/y;

const PREFIXES = [ISO_TIME, CLOCK_TIME, BUILDKIT, GITLAB_STREAM, SYSLOG_TIME, GH_CLI];

function onePrefix(text: string, start: number): number {
  for (const prefix of PREFIXES) {
    if (prefix === GITLAB_STREAM && start === 0) continue; // stands only behind the runner's timestamp
    if (prefix === GH_CLI && (start > 0 || !text.includes('\t'))) continue;
    prefix.lastIndex = start;
    if (prefix.test(text)) return prefix.lastIndex;
  }
  return start;
}

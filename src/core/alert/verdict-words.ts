/** What is said about a run: `stopped` ended without a verdict or excuses its failure, `open` has not ended. */
export type Verdict = 'failed' | 'passed' | 'stopped' | 'open';

interface Phrases {
  readonly verdict: Verdict;
  /** 3 overrules the sentence, 2 decides by coming first, 1 speaks only when nothing else does. */
  readonly strength: 1 | 2 | 3;
  readonly words: string;
}

/** Longer phrases win over shorter ones at the same place, so `passed with warnings` is not `passed`. */
const phrases: readonly Phrases[] = [
  {
    verdict: 'passed',
    strength: 3,
    words:
      'back to normal|back to passing|back to green|no longer failing|no longer broken|now passing|passing again|fixed|recovered|works again|green again',
  },
  {
    verdict: 'stopped',
    strength: 3,
    words:
      'passed with warnings|passed with warning|succeeded with warnings|succeeded with issues|partially succeeded|partiallysucceeded|soft failed|soft-failed|soft failure|allowed to fail|probably hanging|investigation|on hold|awaiting approval|waiting for approval|waiting for manual approval|requires approval|requires an approval|required approval|needs approval|approval required|approval requested|approval needed|muted',
  },
  {
    verdict: 'stopped',
    strength: 2,
    words:
      'cancelled|canceled|canceling|cancelling|cancellation|aborted|aborting|killed|skipped|superseded|not built|not_built|timed out waiting for approval',
  },
  {
    verdict: 'failed',
    strength: 2,
    words:
      'failed|failure|failing|fails|fail|failed to start|started failing|still failing|broke|broken|errored|timed out|timed_out|timedout|timeout|internal_error|internal error|regression|startup failure|startup_failure|did not complete|did not succeed|did not pass|not successful|unsuccessful|crashed|unstable|went red|is red|infrastructure_fail|infrastructure_failure|degraded build|action_required',
  },
  {
    verdict: 'passed',
    strength: 2,
    words:
      'succeeded|successful|successfully|success|succeeds|passed|passing|passes|is green|completed|finished deploying',
  },
  { verdict: 'failed', strength: 1, words: 'error|errors|failures|unauthorized' },
  { verdict: 'passed', strength: 1, words: 'deployed|released|published|healthy|synced|done|ok' },
  {
    verdict: 'open',
    strength: 1,
    words:
      'started|starting|in progress|in_progress|inprogress|running|queued|pending|scheduled|building|deploying|waiting|is waiting|progressing|created|stopped|neutral|stale|not run|unknown|requested',
  },
];

const byPhrase: ReadonlyMap<string, Phrases> = new Map(
  phrases.flatMap((group) => group.words.split('|').map((word): [string, Phrases] => [word, group])),
);

const alternatives = [...byPhrase.keys()].sort((a, b) => b.length - a.length).join('|');
// The build [Failed] on main; not `fix-failed-tests`, `failed/`, `failed.ts`
const vocabulary = new RegExp(`(?<![\\w/@#.-])(?:${alternatives})(?![\\w/@#-]|\\.\\w)`, 'gi');

const noise: readonly RegExp[] = [
  // 0 failed checks, no errors, without any failures
  /(?<![#.\w])(?:0|no|zero|without|any)\s{1,3}(?:[a-z]{1,12}\s{1,3}){0,2}(?:failed|failures?|failing|errors?|errored|broken|skipped|cancell?ed)\b/gi,
  // 812 tests passed, 4 skipped; not `build 12 passed`
  /(?<![#.\w])(?<!(?:build|run|job|pipeline|number) )\d{1,9}\s(?:[a-z]{1,12}\s)?(?:passed|skipped|succeeded)\b/gi,
  // Failed: 0, Passed = 810
  /\b(?:failed|failures?|errors?|passed|skipped|broken)(?:\s{1,2}tests?)?\s{0,2}[:=]\s{0,2}\d{1,9}\b/gi,
  // Failed stage, failed jobs
  /\bfailed (?:stages?|jobs?|steps?|tests?|checks?)\b(?=\s{0,2}:|$)/gi,
  // if it failed, on failure, in case of failure
  /\b(?:if|on|case of|when|after|notify on|retry on)\s(?:it\s)?(?:failed|failure|error|success)\b/gi,
  // "fix failing test"
  /["“][^"“”\n]{1,200}["”]/g,
  // Job 'nightly failure report'
  /(?<=^|[\s(])'[^'\n]{1,200}'(?!\w)/g,
];

const failedEmoji =
  'x red_circle no_entry no_entry_sign thumbsdown -1 exclamation rotating_light heavy_multiplication_x negative_squared_cross_mark'.split(
    ' ',
  );
const passedEmoji =
  'white_check_mark heavy_check_mark ballot_box_with_check green_circle large_green_circle thumbsup +1 tada'.split(
    ' ',
  );

/**
 * What a sentence says about the run it speaks of, or null when it says nothing.
 *
 * Phrases that excuse or take back a failure win, then the first clear word, then the weak ones.
 * Counts (`0 failed`) and quotations say nothing.
 */
export function readVerdictWords(sentence: string): { verdict: Verdict; strength: number } | null {
  let text = sentence.slice(0, 1000);
  for (const pattern of noise) text = text.replace(pattern, ' ; ');
  let best: Phrases | null = null;
  for (const [word] of text.matchAll(vocabulary)) {
    const phrase = byPhrase.get(word.toLowerCase());
    if (phrase && phrase.strength > (best?.strength ?? 0)) best = phrase;
  }
  return best && { verdict: best.verdict, strength: best.strength };
}

/** The verdict of the emoji that leads a sentence, or null. */
export function readLeadingEmoji(sentence: string): Verdict | null {
  // :x: api #12
  const name = /^\s{0,5}:([a-z0-9_+-]{1,40}):/.exec(sentence)?.[1];
  if (name) return failedEmoji.includes(name) ? 'failed' : passedEmoji.includes(name) ? 'passed' : null;
  // ❌ api #12
  if (/^\s{0,5}(?:❌|🔴|⛔|🚫|👎|✖|❗|🚨)/u.test(sentence)) return 'failed';
  // ✅ api #12
  return /^\s{0,5}(?:✅|✔|🟢|👍|🎉|☑)/u.test(sentence) ? 'passed' : null;
}

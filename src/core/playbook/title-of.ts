import { captureNames } from './capture-names.ts';
import type { Playbook } from './playbook.ts';

/** What a log said for the `{name}` marks of a playbook; a name that is missing was not caught. */
type Caught = Readonly<Record<string, string | undefined>>;

/**
 * The playbook's title as a sentence: its `{name}` marks filled in, and where the log did not say (or there is no
 * log) worded without them. Only names that the playbook's expressions declare are marks.
 *
 * What the log says is a stranger's text: characters that mean something in Markdown are dropped.
 */
export function titleOf(playbook: Playbook, caught: Caught = {}): string {
  let title = playbook.title;
  for (const name of captureNames(playbook)) {
    const value = caught[name];
    const mark = `{${name}}`;
    title =
      value === undefined ? withoutMark(title, mark, name) : title.replaceAll(mark, plainCapture(value));
  }
  return title.trim();
}

const MAX_CAPTURE_CHARS = 120;

/** A capture without what could steer a chat client, a terminal or Markdown. */
export function plainCapture(value: string): string {
  const kept = value.replace(/[`*[\]<>|\\\u0000-\u001f\u200b-\u200f\u202a-\u202e\u2066-\u2069]/g, '').trim();
  return kept.length > MAX_CAPTURE_CHARS ? `${kept.slice(0, MAX_CAPTURE_CHARS)}…` : kept;
}

/** A clause that only named the thing goes with its mark; where the sentence needs a thing, it is "a file". */
function withoutMark(title: string, mark: string, name: string): string {
  let left = title;
  for (let at = left.indexOf(mark); at !== -1; at = left.indexOf(mark)) {
    const before = left.slice(0, at);
    const after = left.slice(at + mark.length);
    left = joinAround({ before, after }, name);
  }
  return left;
}

// Tests fail: {test}
const NAMED_AT_END = /: $/;
// the login of {user}
const OF = / (?:of|for) $/;
// the package {package}
const THE_THING = /\b[Tt]he [\w.-]{1,40} $/;

function joinAround({ before, after }: { before: string; after: string }, name: string): string {
  const opened = before.lastIndexOf('(');
  const closed = after.indexOf(')');
  if (opened > before.lastIndexOf(')') && closed !== -1)
    return before.slice(0, opened).trimEnd() + after.slice(closed + 1);
  if (NAMED_AT_END.test(before) && after === '') return before.slice(0, -2);
  if (OF.test(before)) return before.replace(OF, '') + after;
  const words = name.replaceAll('_', ' ');
  // The Gradle task {task}
  if (THE_THING.test(before) || before.endsWith(` ${words} `)) return before.trimEnd() + after;
  const article = before.trim() === '' ? (isVowel(words) ? 'An' : 'A') : isVowel(words) ? 'an' : 'a';
  return `${before}${article} ${words}${after}`;
}

function isVowel(words: string): boolean {
  return 'aeio'.includes(words.charAt(0).toLowerCase());
}

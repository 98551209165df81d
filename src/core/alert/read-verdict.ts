import type { MessagePiece } from '../submission/chat-message.ts';
import type { AlertFacts, AlertLine } from './alert-facts.ts';
import { readColor } from './read-color.ts';
import { readLeadingEmoji, readVerdictWords, type Verdict } from './verdict-words.ts';

/** What a message says about its run, and where it said so: a status field proves most, a colour least. */
export interface MessageVerdict {
  readonly verdict: Verdict;
  readonly from: 'status' | 'words' | 'emoji' | 'color';
  /** The sentence that decided, '' for a colour. */
  readonly sentence: string;
}

/** Where senders put their verdict, the surest place first. Places of one group speak together. */
const firstPlaces: readonly ((line: AlertLine) => boolean)[] = [
  (line) => line.slot === 'header',
  (line) => line.index === 0 && ['title', 'pretext', 'text', 'author'].includes(line.slot),
  (line) => line.index === 0 && ['section', 'field'].includes(line.slot),
  (line) => line.slot === 'fallback',
];

/** Further down stand commit messages and lists of jobs as well. */
const laterPlaces: typeof firstPlaces = [
  (line) => line.index > 0 && ['title', 'pretext', 'text', 'section', 'field'].includes(line.slot),
];

/**
 * The verdict of a message, or null when it passes none.
 *
 * A status field decides alone. Otherwise the first place with a clear word decides, and there a success
 * outranks failure words. Emoji speak only when no such word does, then colours, then the lines further down.
 */
export function readVerdict(facts: AlertFacts, pieces: readonly MessagePiece[]): MessageVerdict | null {
  return (
    readStatus(facts) ??
    readSentences(facts, firstPlaces) ??
    readLabels(facts) ??
    readEmoji(facts.lines) ??
    readBars(pieces) ??
    readSentences(facts, laterPlaces)
  );
}

/** With several status fields, one for each job, a single failure is enough. */
function readStatus(facts: AlertFacts): MessageVerdict | null {
  let found: MessageVerdict | null = null;
  for (const fact of facts.facts) {
    if (fact.role !== 'status') continue;
    const verdict = readVerdictWords(fact.value)?.verdict ?? readLeadingEmoji(fact.value);
    if (verdict === 'failed') return { verdict, from: 'status', sentence: `${fact.label}: ${fact.value}` };
    if (verdict) found ??= { verdict, from: 'status', sentence: fact.value };
  }
  return found;
}

function readSentences(facts: AlertFacts, places: typeof firstPlaces): MessageVerdict | null {
  // A commit message that is repeated as the fallback text is still a commit message.
  const quoted = new Set(facts.facts.filter((fact) => fact.role === 'other').map((fact) => fact.value));
  let weak: MessageVerdict | null = null;
  for (const isHere of places) {
    let failed: MessageVerdict | null = null;
    for (const line of facts.lines) {
      if (!isHere(line) || quoted.has(line.text)) continue;
      const sentence = withoutQuotedTitles(line);
      const said = readVerdictWords(sentence);
      if (!said) continue;
      const found: MessageVerdict = { verdict: said.verdict, from: 'words', sentence };
      if (said.strength === 1) weak ??= found;
      else if (said.verdict !== 'failed') return found;
      else if (readLeadingEmoji(sentence) === 'passed') return { ...found, verdict: 'passed' };
      else failed ??= found;
    }
    if (failed) return failed;
  }
  return weak;
}

/** Some authors put the sentence into a field's title: `Build failed`, with the link as its value. */
function readLabels(facts: AlertFacts): MessageVerdict | null {
  for (const fact of facts.facts) {
    const said = fact.role === 'other' ? readVerdictWords(fact.label) : null;
    if (said?.strength === 2) return { verdict: said.verdict, from: 'words', sentence: fact.label };
  }
  return null;
}

function readEmoji(lines: readonly AlertLine[]): MessageVerdict | null {
  for (const line of lines) {
    const verdict = line.index === 0 ? readLeadingEmoji(line.text) : null;
    if (verdict) return { verdict, from: 'emoji', sentence: line.text };
  }
  return null;
}

function readBars(pieces: readonly MessagePiece[]): MessageVerdict | null {
  const bars = new Set(pieces.map((piece) => readColor(piece.color)));
  if (bars.has('failed')) return { verdict: 'failed', from: 'color', sentence: '' };
  return bars.has('passed') ? { verdict: 'passed', from: 'color', sentence: '' } : null;
}

/** Titles of commits, pull requests and issues are quotations: `Fix failing login test` is no verdict. */
function withoutQuotedTitles(line: AlertLine): string {
  let text = line.text;
  for (const link of line.piece.links) {
    const label = link.text.trim();
    if (label.length > 2 && isQuotedTitle(link.url)) text = text.replace(label, ' ; ');
  }
  return text;
}

/** True for links whose label is somebody's title: a commit, a comparison, a request to merge, an issue. */
export function isQuotedTitle(url: string): boolean {
  // https://git.example.com/acme/api/-/merge_requests/7
  return (
    /\/(?:commits?|compare|pull|pull-requests|pullrequest|merge_requests|issues|discussions|browse)\/[^/\s]{1,200}(?:[/?#]|$)/.test(
      url,
    ) && !url.endsWith('/checks')
  );
}

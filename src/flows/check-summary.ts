import type { FailedRequest, RequestStage } from '../core/failed-request/failed-request.ts';
import { redactText } from '../core/log/redact.ts';
import type { SummaryRequest } from './ports.ts';

/** Why an answer of the model is not shown. */
export type SummaryObjection =
  | 'no-request'
  | 'unknown-request'
  | 'not-one-sentence'
  | 'secret'
  | 'mention'
  | 'link'
  | 'not-in-excerpt'
  | 'other-request'
  | 'contradicts-stage';

export type CheckedSummary =
  | { readonly ok: true; readonly sentence: string }
  | { readonly ok: false; readonly reason: SummaryObjection };

const SHORTEST = 15;
const LONGEST = 260;

/**
 * Whether a model's sentence may be shown: it speaks of an offered request, says nothing that the excerpt and that
 * request don't say, and carries nothing that a chat tool would act on. Anything doubtful is discarded.
 */
export function checkSummary(
  answer: { readonly requestId: string | null; readonly sentence: string },
  request: SummaryRequest,
): CheckedSummary {
  const sentence = answer.sentence.trim();
  if (answer.requestId === null) return { ok: false, reason: 'no-request' };
  const chosen = request.candidates.find((candidate) => candidate.id === answer.requestId)?.request;
  if (!chosen) return { ok: false, reason: 'unknown-request' };
  const reason = objectionTo(sentence, chosen, sourceOf(request, chosen));
  return reason === null ? { ok: true, sentence } : { ok: false, reason };
}

function objectionTo(sentence: string, chosen: FailedRequest, source: string): SummaryObjection | null {
  if (!isOneSentence(sentence)) return 'not-one-sentence';
  if (redactText(sentence) !== sentence) return 'secret';
  if (mentions(sentence, source)) return 'mention';
  if (hasLink(sentence, source)) return 'link';
  if (!speaksOf(sentence, chosen)) return 'other-request';
  if (!isFoundedOn(sentence, source)) return 'not-in-excerpt';
  return contradicts(sentence, chosen.stage) ? 'contradicts-stage' : null;
}

/** What the model was shown of the excerpt and of the chosen request. */
function sourceOf(request: SummaryRequest, chosen: FailedRequest): string {
  const { method, url, status, service, client, credential, reason, step } = chosen;
  const lines = request.excerpt.flatMap(({ line, text }) => [String(line), text]);
  return [...lines, method, url, status, service, client, credential, reason, step].join('\n').toLowerCase();
}

function isOneSentence(sentence: string): boolean {
  if (sentence.length < SHORTEST || sentence.length > LONGEST) return false;
  // control characters, line breaks, bidirectional marks, zero-width and tag characters
  if (/[\p{Cc}\p{Cf}\p{Co}\u2028\u2029]/u.test(sentence)) return false;
  // ... failed. Then ...
  return !/[.!?]["')]?\s+\p{Lu}/u.test(sentence) && /\p{L}{2}/u.test(sentence);
}

// <!here>, @channel, ci@example.com
const MENTION = /<[@!#]|(?<word>[\w.+-]*@[\w./-]+)/g;

/** A scoped package of the excerpt (`@acme/ui`) is no mention. */
function mentions(sentence: string, source: string): boolean {
  for (const match of sentence.matchAll(MENTION)) {
    const word = withoutTrailing(match.groups?.['word'] ?? '');
    if (!/^@[\w.-]+\/[\w./-]+$/.test(word) || !source.includes(word.toLowerCase())) return true;
  }
  return false;
}

// https://npm.example.com/x, [here](x), <x|here>
const ADDRESS = /(?:[a-z][a-z0-9+.-]{1,20}:\/\/|www\.|mailto:)[^\s"'`)>]*/gi;

function hasLink(sentence: string, source: string): boolean {
  if (/\]\(|[<>]/.test(sentence)) return true;
  return [...sentence.matchAll(ADDRESS)].some(
    ([address]) => !source.includes(withoutTrailing(address).toLowerCase()),
  );
}

/** Status and method are those of the chosen request. */
function speaksOf(sentence: string, chosen: FailedRequest): boolean {
  // 403
  const statuses = sentence.match(/(?<![\w.])[45]\d\d(?![\w%]|\.\d)/g) ?? [];
  if (statuses.some((status) => chosen.status !== null && Number(status) !== chosen.status)) return false;
  // PUT
  const methods = sentence.match(/\b(?:GET|HEAD|POST|PUT|PATCH|DELETE)\b/g) ?? [];
  return methods.every((method) => chosen.method === null || method === chosen.method.toUpperCase());
}

// npm.example.com, src/app.ts, 1.4.2, 403, /v2/acme
const FACT = /[\w@%+~/:.-]*[\d/]+[\w@%+~/:.-]*|[\w-]+(?:\.[\w-]+)+/g;

/** Every number, address, path, host and version of the sentence stands in the source, as a whole. */
function isFoundedOn(sentence: string, source: string): boolean {
  for (const [found] of sentence.matchAll(FACT)) {
    const fact = withoutTrailing(found).toLowerCase();
    if (fact !== '' && !hasWhole(source, fact)) return false;
  }
  return true;
}

/** True when the text stands in the source and is not a part of a longer name or number. */
function hasWhole(source: string, fact: string): boolean {
  for (let at = source.indexOf(fact); at !== -1; at = source.indexOf(fact, at + 1)) {
    const before = source[at - 1] ?? ' ';
    const after = source.slice(at + fact.length, at + fact.length + 2);
    // 1.4.2 is not in 1.4.21, nor example.com in example.com.evil
    if (!/[\w-]/.test(before) && !/^(?:[\w-]|\.\w)/.test(after)) return true;
  }
  return false;
}

function withoutTrailing(word: string): string {
  // npm.example.com.
  return word.replace(/[.,:;]{1,3}$/, '');
}

const CREDENTIAL = '(?:token|credentials?|password|key|secret|certificate|login|session)';

/** How English speaks of each stage. A sentence that speaks of another stage than the proven one contradicts it. */
const STAGE_WORDS: Readonly<Record<RequestStage, RegExp>> = {
  // could not resolve host
  dns: /\bdns\b|\bresolv(?:e|ed|ing)\b|unknown host|name or service/i,
  // connection refused
  connect:
    /connection (?:was )?(?:refused|reset|timed out)|unreachable|could(?: not|n't) connect|connect timeout/i,
  // certificate has expired
  tls: /\b(?:tls|ssl)\b|certificate|handshake|self-signed/i,
  // the proxy refused
  proxy: /\bproxy\b/i,
  // the token is expired
  authentication: new RegExp(
    `(?:expired|invalid|wrong|missing|revoked|bad|incorrect|stale|unknown|unset|empty)(?: \\w+){0,2} ${CREDENTIAL}\\b` +
      `|\\b${CREDENTIAL}(?: \\w+){0,4} (?:expired|invalid|wrong|missing|revoked|bad|incorrect|stale|unset|empty)\\b` +
      `|\\bno (?:\\w+ )?${CREDENTIAL}\\b|not (?:logged|signed) in|unauthenticated|not authenticated|not recogni[sz]ed|rotate`,
    'i',
  ),
  // not allowed to publish
  authorization:
    /not (?:allowed|permitted|authori[sz]ed)|permission|forbidden|lacks|insufficient|\bscopes?\b|\brights?\b|\brole\b/i,
  // rate limit
  'rate-limit': /rate.?limit|too many requests|throttl|quota/i,
  // does not exist
  'not-found': /not found|does(?: not|n't) exist|no such/i,
  // internal server error
  server: /internal (?:server )?error|bad gateway|unavailable|gateway time-?out|crash|outage|overloaded/i,
};

// 403 Forbidden
const STATUS_NAME =
  /\b([45]\d\d)[ (:"']{1,3}(?:unauthorized|forbidden|not found|too many requests|internal server error|bad gateway|service unavailable|gateway time-?out)/gi;

function contradicts(sentence: string, stage: RequestStage | null): boolean {
  if (stage === null) return false;
  // The name of a status is no claim about the stage.
  const claims = sentence.replace(STATUS_NAME, '$1');
  const spoken = (Object.keys(STAGE_WORDS) as RequestStage[]).filter((other) =>
    STAGE_WORDS[other].test(claims),
  );
  return spoken.some((other) => other !== stage && !isSaidOf(stage, other));
}

/** Words that two stages share: a certificate may be a credential; a proxy refuses with any of the others. */
function isSaidOf(stage: RequestStage, other: RequestStage): boolean {
  if (stage === 'proxy')
    return other === 'authentication' || other === 'authorization' || other === 'connect';
  return stage === 'tls' && other === 'authentication';
}

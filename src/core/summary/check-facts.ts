import { isOrdinary, stemOf } from './ordinary-words.ts';
import { STAGE_VOCABULARY } from './stage-vocabulary.ts';
import type { SummarySource } from './summary-source.ts';

export type FactObjection = 'mention' | 'link' | 'other-request' | 'unknown-line' | 'not-in-excerpt';

// <!here>, #general, @channel, ci@example.com, /invite
const MENTION = /(?<![\w/])[@#](?<name>[\w./%-]+)|[\w.+-]+@[\w-]+\.[\w.-]+/g;
// @acme/ui, @acme/ui@1.4.2, @acme%2fui
const SCOPED = /^@[\w.-]+(?:\/|%2f)[\w./@-]+$/i;

/** A scoped package of the excerpt (`@acme/ui`) is no mention. */
export function mentions(text: string, source: SummarySource): boolean {
  for (const [found] of text.matchAll(MENTION)) {
    const word = withoutTrailing(found);
    if (!SCOPED.test(word) || !hasWhole(source.text, word.toLowerCase())) return true;
  }
  // notify everyone, ping the channel
  return /\b(?:@?here|@?channel|@?everyone)\b.{0,20}(?:attention|now)|\b(?:ping|notify|alert|tell|ask) (?:everyone|@|the (?:whole )?channel)/i.test(
    text,
  );
}

// https://npm.example.com/x   ·   www.example.com   ·   mailto:x   ·   hxxp
const ADDRESS = /(?:[a-z][a-z0-9+.-]{1,20}:\/\/|www\.|mailto:|hxxps?\b)[^\s"'`)>]*/gi;
// [here](x)   ·   example dot com
const DISGUISED = /\]\s?\(|\bdot (?:com|org|net|io|dev|example|test)\b|\[\.\]|\(\.\)/i;

export function hasLink(text: string, source: SummarySource): boolean {
  if (DISGUISED.test(text)) return true;
  return [...text.matchAll(ADDRESS)].some(
    ([address]) => !isOwnAddress(withoutTrailing(address).toLowerCase(), source),
  );
}

/** The request's address, also cut off at one of its parts. */
function isOwnAddress(address: string, { addresses }: SummarySource): boolean {
  return hasWhole(addresses, address) || hasWhole(addresses, address.replace(/\/$/, ''));
}

// line 214   ·   lines 212-214   ·   lines 212, 213 and 214
const LINES_SAID =
  /\blines? (?:no\. ?)?(?<numbers>\d{1,7}(?:(?:\s?[-–,]\s?| and | to | or |, and )\d{1,7}){0,8})/gi;
// three   (of the log, or nobody's)
const NUMBER_WORDS =
  /\b(?:three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|\w{3,6}teen|twenty|thirty|forty|fifty|hundreds?|thousands?|millions?|twice|thrice|half|percent)\b/gi;
const WORD = /[^\s"“”‘()[\],;!?…–—`]+/g;

/**
 * The first thing in a text that neither the excerpt nor the chosen candidate says, or null.
 * Ordinary words are free; names, numbers, addresses, flags, and every telling word have to be founded.
 */
export function objectionToFacts(text: string, source: SummarySource): FactObjection | null {
  for (const match of text.matchAll(LINES_SAID)) {
    const numbers = (match.groups?.['numbers'] ?? '').match(/\d+/g) ?? [];
    if (numbers.some((number) => !source.lines.has(Number(number)))) return 'unknown-line';
  }
  const rest = text.replace(LINES_SAID, 'line');
  for (const [word] of rest.matchAll(NUMBER_WORDS))
    if (!source.stems.has(stemOf(word))) return 'not-in-excerpt';
  for (const [index, { 0: found }] of [...rest.matchAll(WORD)].entries()) {
    const objection = objectionToWord(found, index === 0, source);
    if (objection !== null) return objection;
  }
  return null;
}

function objectionToWord(found: string, isFirst: boolean, source: SummarySource): FactObjection | null {
  const word = withoutTrailing(found.replace(/^['’]+|['’]+$/g, ''));
  if (word === '' || /^[-–&+=]$/.test(word)) return null;
  const plain = word.toLowerCase();
  if (source.foreign.has(plain) || isForeignPart(plain, source)) return 'other-request';
  if (isName(word, isFirst)) return isFounded(plain, source) ? null : 'not-in-excerpt';
  const parts = plain
    .replace(/n['’]t$|['’](?:s|re|ve|ll|d)$/, '')
    .split(/[-/]/)
    .filter((part) => part.length > 1);
  return parts.every((part) => isFoundedWord(part, source)) ? null : 'not-in-excerpt';
}

/** A status or an address that only another request has. */
function isForeignPart(word: string, { foreign, own }: SummarySource): boolean {
  if (/^[45]\d\d$/.test(word)) {
    const statuses = [...own].filter((name) => /^[1-5]\d\d$/.test(name));
    return statuses.length > 0 && !statuses.includes(word);
  }
  return [...foreign].some((name) => name.length > 6 && word.includes(name) && !own.has(word));
}

// 403   ·   npm.example.com   ·   NODE_AUTH_TOKEN   ·   /v2/acme   ·   --force   ·   GitHub   ·   Docker (not at the beginning)
function isName(word: string, isFirst: boolean): boolean {
  if (/[\d_.:=$%@#&+\\]/.test(word) || /^[/~]|\/$|^-{1,2}\w/.test(word)) return true;
  if (COMMON_CAPITALS.has(word)) return false;
  return isFirst ? /^.[^-/]*\p{Lu}/u.test(word) : /\p{Lu}/u.test(word);
}

/** Capitals that are spelling, not names. */
const COMMON_CAPITALS = new Set('I A HTTP HTTPS URL CI API ID JSON The It This'.split(' '));

function isFounded(word: string, source: SummarySource): boolean {
  if (hasWhole(source.text, word)) return true;
  // npm's   ·   403s   ·   Forbidden (the name of the status)   ·   DNS at a request that got no further
  const bare = word.replace(/['’]s$/, '');
  if (bare !== word && hasWhole(source.text, bare)) return true;
  return /^[a-z]+$/.test(bare) && isFoundedWord(bare, source);
}

function isFoundedWord(word: string, { stems, stage, request }: SummarySource): boolean {
  if (isOrdinary(word)) return true;
  const stem = stemOf(word);
  if (stems.has(stem)) return true;
  if (stage !== null && STAGE_VOCABULARY[stage].has(stem)) return true;
  return STATUS_WORDS[request?.status ?? 0]?.split(' ').map(stemOf).includes(stem) ?? false;
}

const STATUS_WORDS: Readonly<Record<number, string>> = {
  400: 'bad request',
  401: 'unauthorized unauthorised',
  403: 'forbidden',
  404: 'found',
  407: 'proxy authentication',
  409: 'conflict',
  422: 'unprocessable',
  429: 'many',
  500: 'internal',
  502: 'bad gateway',
  503: 'unavailable',
  504: 'gateway',
};

/** True when the text stands in the source and is not a part of a longer name or number. */
export function hasWhole(source: string, fact: string): boolean {
  for (let at = source.indexOf(fact); at !== -1; at = source.indexOf(fact, at + 1)) {
    const before = source[at - 1] ?? ' ';
    const after = source.slice(at + fact.length, at + fact.length + 2);
    // 1.4.2 is not in 1.4.21, nor example.com in example.com.evil, nor 4.2 in 1.4.2
    if (
      (!/[\w-]/.test(before) || fact.startsWith('/')) &&
      !endsInside(source, at) &&
      !/^(?:[\w-]|\.\w)/.test(after)
    )
      return true;
  }
  return false;
}

function endsInside(source: string, at: number): boolean {
  return /\w\.$/.test(source.slice(Math.max(0, at - 2), at));
}

// npm.example.com.
function withoutTrailing(word: string): string {
  return word.replace(/[.,:;'’]{1,3}$/, '');
}

import type { FailedRequest, RequestStage } from '../failed-request/failed-request.ts';
import { isOrdinary, stemOf } from './ordinary-words.ts';
import { provenReason } from './proven-reason.ts';
import type { SummaryCandidate, SummaryRequest } from './summary-request.ts';

/** A finding's or error's request stands within so many lines of it. */
const SAME_BLOCK_LINES = 6;

/** What a sentence about the chosen candidate may draw on. */
export interface SummarySource {
  /** Excerpt and chosen candidate, lower case. */
  readonly text: string;
  /** The words of that text, without their endings. */
  readonly stems: ReadonlySet<string>;
  /** The request that the candidate is, or stands beside; null when there is none. */
  readonly request: FailedRequest | null;
  /** The stage that is proven for it, or null. */
  readonly stage: RequestStage | null;
  /** Names and numbers of the other requests alone: saying one of them speaks of another request. */
  readonly foreign: ReadonlySet<string>;
  /** What the chosen candidate is called by. */
  readonly own: ReadonlySet<string>;
  /** Addresses that a sentence may name: the request's own and those of its line. Others of the excerpt are anybody's. */
  readonly addresses: string;
  /** Numbers of the excerpt's lines. */
  readonly lines: ReadonlySet<number>;
}

export function readSource({ excerpt, candidates }: SummaryRequest, chosen: SummaryCandidate): SummarySource {
  const request = requestOf(chosen, candidates);
  const text = [...excerpt.map((line) => line.text), ...wordsOf(chosen), ...(request ? factsOf(request) : [])]
    .join('\n')
    .toLowerCase();
  const beside = linesBeside(excerpt, chosen, candidates);
  const ownLine = excerpt.filter(({ line }) => line === chosen.line).map((line) => line.text.toLowerCase());
  const own = new Set([
    ...(request ? [...namesOf(request), ...pathNames(request.url ?? '')] : []),
    ...tellingWords([...wordsOf(chosen), ...ownLine]),
  ]);
  const foreign = new Set<string>();
  for (const other of candidates) {
    if (other.kind !== 'request' || other.request === request) continue;
    for (const name of namesOf(other.request)) {
      if (!own.has(name) && !isMethodOf(request, name) && !beside.some((line) => line.includes(name)))
        foreign.add(name);
    }
  }
  return {
    text,
    stems: stemsOf(text),
    request,
    stage: request?.stage ?? null,
    foreign,
    own,
    addresses: [request?.url ?? '', ...ownLine].join('\n').toLowerCase(),
    lines: new Set(excerpt.map(({ line }) => line)),
  };
}

// npm.example.com: a part of a host's name is no word of the log
const HOST =
  /[\w-]{1,80}(?:\.[\w-]{1,80}){0,11}\.(?:com|org|net|io|dev|app|cloud|local|internal|example|test)\b/g;

function stemsOf(text: string): ReadonlySet<string> {
  return new Set((text.replace(HOST, ' ').match(/[a-z]{2,}/g) ?? []).map(stemOf));
}

function requestOf(chosen: SummaryCandidate, candidates: readonly SummaryCandidate[]): FailedRequest | null {
  if (chosen.kind === 'request') return chosen.request;
  const beside = candidates.find(
    (other) => other.kind === 'request' && Math.abs(other.line - chosen.line) <= SAME_BLOCK_LINES,
  );
  return beside?.kind === 'request' ? beside.request : null;
}

function wordsOf(candidate: SummaryCandidate): readonly string[] {
  switch (candidate.kind) {
    case 'request':
      return [];
    case 'finding':
      return [candidate.playbook, candidate.title];
    case 'error':
      return [candidate.text];
  }
}

function factsOf(request: FailedRequest): string[] {
  const { method, url, status, service, client, credential, step } = request;
  const parts = [method, url, status, service, client, credential, provenReason(request), step];
  return parts.filter((part) => part !== null).map(String);
}

/** Lower-case names by which a sentence may call the request. */
function namesOf({ method, url, status, service, credential }: FailedRequest): string[] {
  const host = url === null ? null : hostOf(url);
  return [method, url, host, status, service, credential]
    .filter((name) => name !== null)
    .map((name) => String(name).toLowerCase())
    .filter((name) => name !== '');
}

// https://git.example.com/acme/site.git/ -> acme/site.git, site.git
function pathNames(url: string): string[] {
  const path =
    /^[a-z][a-z0-9+.-]{0,20}:\/\/[^/?#]{1,300}\/([^?#]{3,300})/i
      .exec(url)?.[1]
      ?.toLowerCase()
      .replace(/\/$/, '') ?? '';
  const last = path.split('/').at(-1) ?? '';
  return [path, last].filter((name) => name.length >= 4);
}

// https://npm.example.com/@acme%2fui -> npm.example.com
function hostOf(url: string): string | null {
  return /^[a-z][a-z0-9+.-]{0,20}:\/\/(?:[^/@\s]{1,200}@)?([^/:?#\s]{1,253})/i.exec(url)?.[1] ?? null;
}

/** The candidate's line and its neighbours, less those that another request is proven by; lower case. */
function linesBeside(
  excerpt: SummaryRequest['excerpt'],
  chosen: SummaryCandidate,
  candidates: readonly SummaryCandidate[],
): readonly string[] {
  const others = candidates
    .filter((one) => one.kind === 'request' && one.line !== chosen.line)
    .map((one) => one.line);
  return excerpt
    .filter(({ line }) => Math.abs(line - chosen.line) <= 1 && !others.includes(line))
    .map(({ text }) => text.toLowerCase());
}

/** What else a candidate is known by: the words of its title and lines that not every failure has. */
function tellingWords(texts: readonly string[]): readonly string[] {
  const words =
    texts
      .join(' ')
      .toLowerCase()
      .match(/[\w@./-]{3,}/g) ?? [];
  return words.filter((word) => /[^a-z]/.test(word) || !isOrdinary(word));
}

/** A request of unknown method may be called by any. */
function isMethodOf(request: FailedRequest | null, name: string): boolean {
  return request?.method === null && /^[a-z]{3,7}$/.test(name);
}

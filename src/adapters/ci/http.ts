import { type ClientRequest, type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isPrivateHost } from './is-private-address.ts';
import type { LogDecoder } from './log-piece.ts';
import { lookupPublic, PrivateAddressError } from './lookup-public.ts';
import { networkCodeOf } from './network-code.ts';
import { type ReadBody, readBody } from './read-body.ts';
import { ForeignBodyError } from './read-json-entries.ts';

/** What to fetch. Never build `url` from a link that somebody wrote: build it from a configured address and ids. */
export interface ByteRequest {
  readonly url: string;
  /** Sent wherever a redirect leads. */
  readonly headers?: Readonly<Record<string, string>>;
  /**
   * Sent to `url`, and on to where it moved for good within its origin. Any other redirect loses them: it leads
   * to a signed address, whose storage refuses a second credential even where it shares the host.
   */
  readonly credentials?: Readonly<Record<string, string>>;
  /** Origins from the settings; only these may be private addresses or speak plain http. */
  readonly trusted: ReadonlySet<string>;
  /** True: not even these may. Who named the host is not who runs us. */
  readonly publicOnly?: boolean;
  /** Of the body after unpacking and decoding; a longer one loses its middle. */
  readonly maxBytes: number;
  /** For a body that is no plain text. */
  readonly decode?: LogDecoder | undefined;
  /** For everything, redirects and body included. */
  readonly timeoutMs: number;
}

export type ByteOutcome =
  | {
      readonly kind: 'bytes';
      readonly bytes: Uint8Array;
      readonly truncated: boolean;
      readonly contentType: string;
    }
  | {
      readonly kind: 'status';
      readonly status: number;
      /** The first few kilobytes, unread and untrusted. */
      readonly body: string;
      /** From `Retry-After`; null when it says nothing. */
      readonly retryAfterMs: number | null;
    }
  /** We would not go there: an untrusted host, a private address, plain http, too many redirects. */
  | { readonly kind: 'refused'; readonly detail: string }
  | { readonly kind: 'unreachable'; readonly detail: string };

const maxRedirects = 5;

/**
 * Fetches bytes over the one door for logs.
 *
 * Made of node:http and not of fetch because the address we connect to must be checked at the moment of connecting
 * (`lookup`), and because a redirect must be seen before it is followed. Never throws: every end is an outcome.
 */
export async function fetchBytes(request: ByteRequest): Promise<ByteOutcome> {
  const signal = AbortSignal.timeout(request.timeoutMs);
  const origin = new URL(request.url).origin;
  if (!request.trusted.has(origin)) return { kind: 'refused', detail: 'the host is not configured' };
  // Whom we may go to without a look at their address.
  const open = request.publicOnly ? new Set<string>() : request.trusted;
  let url = new URL(request.url);
  let credentials = request.credentials ?? {};
  try {
    for (let hop = 0; hop <= maxRedirects; hop++) {
      const refusal = refusalOf(url, open);
      if (refusal) return { kind: 'refused', detail: refusal[hop === 0 ? 'first' : 'later'] };
      const headers = { ...request.headers, ...credentials };
      const response = await connect(url, { headers, trusted: open, signal });
      const next = redirectOf(response, url);
      if (!next) return await outcomeOf(response, request);
      response.destroy();
      const isMove = response.statusCode === 301 || response.statusCode === 308;
      if (!isMove || next.origin !== origin) credentials = {};
      url = next;
    }
    return { kind: 'refused', detail: 'too many redirects' };
  } catch (error) {
    return failureOf(error, signal);
  }
}

const notHttps = { first: 'the address is not https', later: 'a redirect left https' };
const isPrivate = {
  first: 'the host has a private address',
  later: 'a redirect led to a private address',
};

/** Why we do not go there, at the first step and at a later one; null where we may. */
function refusalOf(url: URL, trusted: ReadonlySet<string>): typeof notHttps | null {
  if (trusted.has(url.origin)) return null;
  if (url.protocol !== 'https:') return notHttps;
  return isPrivateHost(url.hostname) ? isPrivate : null;
}

interface ConnectOptions {
  readonly headers: Readonly<Record<string, string>>;
  readonly trusted: ReadonlySet<string>;
  readonly signal: AbortSignal;
}

function connect(url: URL, options: ConnectOptions): Promise<IncomingMessage> {
  const headers = { 'user-agent': 'faultline', 'accept-encoding': 'gzip, deflate, br', ...options.headers };
  const checked = options.trusted.has(url.origin) ? {} : { lookup: lookupPublic };
  return new Promise((resolve, reject) => {
    const start = url.protocol === 'https:' ? requestHttps : requestHttp;
    const opened: ClientRequest = start(url, { headers, signal: options.signal, ...checked }, resolve);
    opened.on('error', reject);
    opened.end();
  });
}

function redirectOf(response: IncomingMessage, from: URL): URL | null {
  const { location } = response.headers;
  if (![301, 302, 303, 307, 308].includes(response.statusCode ?? 0) || !location) return null;
  return URL.canParse(location, from.href) ? new URL(location, from) : null;
}

async function outcomeOf(response: IncomingMessage, request: ByteRequest): Promise<ByteOutcome> {
  const status = response.statusCode ?? 0;
  const isFine = status >= 200 && status < 300;
  const contentType = response.headers['content-type'] ?? '';
  // A web page in place of a log stays what it is.
  const decode = isFine && !contentType.startsWith('text/html') ? request.decode : undefined;
  const body: ReadBody = await readBody(response, { maxBytes: isFine ? request.maxBytes : 4096 }, decode);
  if (isFine) return { kind: 'bytes', ...body, contentType };
  const text = Buffer.from(body.bytes).toString('utf8');
  return { kind: 'status', status, body: text, retryAfterMs: readRetryAfter(response) };
}

/** Seconds or a date. */
function readRetryAfter(response: IncomingMessage): number | null {
  const text = response.headers['retry-after'];
  if (!text) return null;
  const ms = Number.isNaN(Number(text)) ? Date.parse(text) - Date.now() : Number(text) * 1000;
  return Number.isNaN(ms) ? null : Math.max(0, ms);
}

function failureOf(error: unknown, signal: AbortSignal): ByteOutcome {
  if (error instanceof PrivateAddressError) return { kind: 'refused', detail: error.message };
  if (error instanceof ForeignBodyError) return { kind: 'unreachable', detail: error.message };
  if (signal.aborted) return { kind: 'unreachable', detail: 'no answer in time' };
  return { kind: 'unreachable', detail: networkCodeOf(error) ?? 'the connection broke' };
}

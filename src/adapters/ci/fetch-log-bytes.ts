import type { RunLogOutcome } from '../../flows/ports.ts';
import { type ByteOutcome, fetchBytes } from './http.ts';
import type { LogLimits } from './provider-logs.ts';
import { messageOfBody, type Refuser, statusOutcome } from './status-outcome.ts';
import { waitFor } from './wait-for.ts';

export interface LogRequest {
  readonly url: string;
  readonly credentials: Readonly<Record<string, string>>;
  readonly trusted: ReadonlySet<string>;
  readonly from: Refuser;
  /** False for a job that ended long ago: what it lacks now, it will not get. */
  readonly isFresh: boolean;
}

type LogBytes = { readonly kind: 'bytes'; readonly bytes: Uint8Array; readonly truncated: boolean };

/** Fetches a plain-text log. A log that is not there yet, and a service that asks for patience, are waited for. */
export async function fetchLogBytes(
  request: LogRequest,
  limits: LogLimits,
): Promise<LogBytes | RunLogOutcome> {
  let last: ByteOutcome | null = null;
  const patience = request.isFresh ? limits : { ...limits, maxWaitMs: 0 };
  await waitFor(patience, async () => {
    last = await fetchBytes({
      url: request.url,
      headers: { accept: 'text/plain, */*;q=0.5' },
      credentials: request.credentials,
      trusted: request.trusted,
      maxBytes: limits.maxBytes,
      timeoutMs: limits.timeoutMs,
    });
    return isWorthWaiting(last) ? null : last;
  });
  return readOutcome(last, request.from);
}

function isWorthWaiting(outcome: ByteOutcome): boolean {
  if (outcome.kind === 'bytes') return outcome.bytes.length === 0;
  return outcome.kind === 'status' && [404, 429, 502, 503].includes(outcome.status);
}

function readOutcome(outcome: ByteOutcome | null, from: Refuser): LogBytes | RunLogOutcome {
  if (outcome === null) return { kind: 'still-running' };
  if (outcome.kind === 'status') return statusOutcome(outcome.status, messageOfBody(outcome.body), from);
  if (outcome.kind !== 'bytes') return { kind: 'unreachable', host: from.host, detail: outcome.detail };
  if (outcome.contentType.startsWith('text/html')) {
    return {
      kind: 'unreachable',
      host: from.host,
      detail: 'it answered with a web page in place of the log',
    };
  }
  if (outcome.bytes.length === 0) return { kind: 'not-found', host: from.host, detail: 'the log is empty' };
  return { kind: 'bytes', bytes: outcome.bytes, truncated: outcome.truncated };
}

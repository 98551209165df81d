import type { RunLogProblem } from '../../core/card/run-log-problem.ts';
import type { FetchedLog, LogLimits } from './ci-provider.ts';
import { fetchPatiently } from './fetch-patiently.ts';
import type { ByteOutcome } from './http.ts';
import type { LogDecoder } from './log-piece.ts';
import { messageOfBody, type Refuser, statusProblem } from './status-problem.ts';
import { waitFor } from './wait-for.ts';

export interface LogRequest {
  readonly url: string;
  readonly credentials: Readonly<Record<string, string>>;
  readonly trusted: ReadonlySet<string>;
  readonly from: Refuser;
  /** False for a job that ended long ago: what it lacks now, it will not get. */
  readonly isFresh: boolean;
  /** What the service says about a job that may have left no log. */
  readonly reason?: string | null;
  /** For a service that hands out a log in one form alone. */
  readonly accept?: string;
  /** For a service that does not hand out plain text. */
  readonly decode?: LogDecoder;
}

/** Fetches a log as plain text. A log that is not there yet, and a service that asks for patience, are waited for. */
export async function fetchLogBytes(
  request: LogRequest,
  limits: LogLimits,
): Promise<FetchedLog | RunLogProblem> {
  let last: ByteOutcome = { kind: 'status', status: 404, body: '', retryAfterMs: null };
  const patience = request.isFresh ? limits : { ...limits, maxWaitMs: 0 };
  await waitFor(patience, async () => {
    last = await fetchPatiently(
      {
        url: request.url,
        headers: { accept: request.accept ?? 'text/plain, */*;q=0.5' },
        credentials: request.credentials,
        trusted: request.trusted,
        maxBytes: limits.maxBytes,
        timeoutMs: limits.timeoutMs,
        decode: request.decode,
      },
      limits,
    );
    return isMissing(last) ? null : last;
  });
  return readOutcome(last, request);
}

function isMissing(outcome: ByteOutcome): boolean {
  if (outcome.kind === 'bytes') return outcome.bytes.length === 0;
  return outcome.kind === 'status' && outcome.status === 404;
}

function readOutcome(outcome: ByteOutcome, request: LogRequest): FetchedLog | RunLogProblem {
  const { from } = request;
  if (outcome.kind === 'bytes' && outcome.contentType.startsWith('text/html')) {
    return {
      kind: 'unreachable',
      host: from.host,
      detail: 'it answered with a web page in place of the log',
    };
  }
  if (isMissing(outcome)) {
    // The service has just told us of the job, so it is the log that is gone.
    if (outcome.kind === 'status' && !request.isFresh && !request.reason) return { kind: 'expired' };
    return { kind: 'no-log', detail: request.reason ?? 'the log is empty' };
  }
  if (outcome.kind === 'status') return statusProblem(outcome.status, messageOfBody(outcome.body), from);
  if (outcome.kind !== 'bytes') return { kind: 'unreachable', host: from.host, detail: outcome.detail };
  return { kind: 'bytes', bytes: outcome.bytes, truncated: outcome.truncated };
}

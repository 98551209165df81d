import type { z } from 'zod';
import { type LogLimits, ProblemError } from './ci-provider.ts';
import { fetchPatiently } from './fetch-patiently.ts';
import { messageOfBody, type Refuser, statusProblem } from './status-problem.ts';

/** A service's API: what to show it, and whom to blame. */
export interface ApiDoor {
  readonly credentials: Readonly<Record<string, string>>;
  /** Origins from the settings. */
  readonly trusted: ReadonlySet<string>;
  readonly from: Refuser;
  readonly limits: LogLimits;
  /** True where a web page in place of JSON is how the service says "sign in first". */
  readonly signsInByPage?: boolean;
}

const maxJsonBytes = 8 * 1024 * 1024;

/**
 * One JSON answer of a service, read by `schema`. Throws ProblemError for any other answer, and for none.
 * Build `url` from a configured address and ids, percent-encoded.
 */
export async function fetchJson<T>(door: ApiDoor, url: string, schema: z.ZodType<T>): Promise<T> {
  const { from, limits } = door;
  const unreachable = (detail: string) => new ProblemError({ kind: 'unreachable', host: from.host, detail });
  const request = {
    url,
    headers: { accept: 'application/json' },
    credentials: door.credentials,
    trusted: door.trusted,
    maxBytes: maxJsonBytes,
    timeoutMs: limits.timeoutMs,
  };
  const outcome = await fetchPatiently(request, limits);
  if (outcome.kind === 'status') {
    throw new ProblemError(statusProblem(outcome.status, messageOfBody(outcome.body), from));
  }
  if (outcome.kind !== 'bytes') throw unreachable(outcome.detail);
  if (outcome.truncated) throw unreachable('its answer is too long');
  const parsed = schema.safeParse(parseJson(outcome.bytes));
  if (parsed.success) return parsed.data;
  if (door.signsInByPage && outcome.contentType.startsWith('text/html')) {
    throw new ProblemError({ kind: 'token-refused', ...from, detail: 'it answered with its sign-in page' });
  }
  throw unreachable('it answered with something that is not its API');
}

/** Null for a body without anything in it. */
function parseJson(bytes: Uint8Array): unknown {
  if (bytes.length === 0) return null;
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    return undefined;
  }
}

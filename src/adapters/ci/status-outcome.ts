import type { RunLogOutcome } from '../../flows/ports.ts';

/** Who refused, and which setting would mend it. */
export interface Refuser {
  readonly host: string;
  readonly setting: string;
}

/** The outcome of an answer that is an error. `detail` is the service's own word, cut short. */
export function statusOutcome(status: number, detail: string, from: Refuser): RunLogOutcome {
  const said = `${status}${detail ? `: ${oneLine(detail)}` : ''}`;
  if (status === 401) return { kind: 'token-refused', ...from, detail: said };
  // The API counts requests: neither the token nor the run is at fault.
  if (status === 429 || (status === 403 && /rate limit/i.test(detail))) {
    return { kind: 'unreachable', host: from.host, detail: `too many requests (${said})` };
  }
  if (status === 403) return { kind: 'token-refused', ...from, detail: said };
  if (status === 404) return { kind: 'not-found', host: from.host, detail: said };
  if (status === 410) return { kind: 'expired' };
  return { kind: 'unreachable', host: from.host, detail: said };
}

function oneLine(text: string): string {
  // A page of HTML explains nothing
  if (/^\s{0,20}</.test(text)) return 'it answered with a web page';
  return text.replace(/\s+/g, ' ').trim().slice(0, 200);
}

/** The `message` of a JSON error, or the text itself. */
export function messageOfBody(body: string): string {
  try {
    const parsed: unknown = JSON.parse(body);
    if (typeof parsed === 'object' && parsed !== null) {
      const { message, error } = parsed as { message?: unknown; error?: unknown };
      return String(message ?? error ?? '');
    }
  } catch {
    // Not JSON: the text speaks for itself.
  }
  return body;
}

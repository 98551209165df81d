import type { RunLogProblem } from '../../core/card/run-log-problem.ts';

/** Who refused, and which setting would mend it. */
export interface Refuser {
  readonly host: string;
  readonly setting: string;
}

/** What an answer that is an error means. `detail` is the service's own word, cut short. */
export function statusProblem(status: number, detail: string, from: Refuser): RunLogProblem {
  const said = `${status}${detail ? `: ${oneLine(detail)}` : ''}`;
  if (status === 401) return { kind: 'token-refused', ...from, detail: said };
  // The API counts requests: neither the token nor the run is at fault.
  // You have exceeded a secondary rate limit
  if (status === 429 || (status === 403 && /rate limit/i.test(detail))) {
    return { kind: 'unreachable', host: from.host, detail: `too many requests (${said})` };
  }
  if (status === 403) return { kind: 'token-lacks-scope', ...from, detail: said };
  if (status === 404) return { kind: 'not-found', host: from.host, detail: said };
  if (status === 410) return { kind: 'expired' };
  return { kind: 'unreachable', host: from.host, detail: said };
}

function oneLine(text: string): string {
  // <!doctype html>: a page explains nothing
  if (/^\s{0,20}</.test(text)) return 'it answered with a web page';
  // line breaks and runs of spaces
  return text.replace(/\s+/g, ' ').trim().slice(0, 200);
}

/** The `message` of a JSON error, or the text itself. */
export function messageOfBody(body: string): string {
  try {
    const parsed: unknown = JSON.parse(body);
    if (typeof parsed === 'object' && parsed !== null) {
      const { message, error, error_message: words } = parsed as Readonly<Record<string, unknown>>;
      return wordsOf(message) ?? wordsOf(error) ?? wordsOf(words) ?? '';
    }
  } catch {
    // Not JSON: the text speaks for itself.
  }
  return body;
}

/** `{"error": {"message": "..."}}` is a habit of some. */
function wordsOf(value: unknown): string | null {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return null;
  const { message } = value as { message?: unknown };
  return typeof message === 'string' ? message : null;
}

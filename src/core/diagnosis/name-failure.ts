import type { FailedRequest } from '../failed-request/failed-request.ts';
import { captureNames } from '../playbook/capture-names.ts';
import type { Playbook } from '../playbook/playbook.ts';
import { plainCapture, titleOf } from '../playbook/title-of.ts';

/** What the card calls the failure, and its cause in a sentence or two. */
export interface FailureName {
  readonly title: string;
  readonly summary: string;
}

/**
 * Names the failure and the thing it happened to. A refused request names itself; otherwise the playbook's
 * title does, with the words of the log filled in.
 */
export function nameFailure(
  playbook: Playbook,
  request: FailedRequest | null,
  captures: Readonly<Record<string, string>>,
): FailureName {
  const summary = firstParagraph(fillNames(playbook.summary, playbook, captures));
  const title = titleOf(playbook, captures);
  if (playbook.category !== 'auth' || !request) return { title, summary };
  const named = nameRequest(request);
  return { title: named ?? title, summary: request.reason ?? summary };
}

function nameRequest(request: FailedRequest): string | null {
  const who = request.service;
  if (who === null) return nameByClient(request);
  const what = request.status === null ? 'Refused by' : `${request.status} from`;
  switch (request.stage) {
    case 'authorization':
      return `${what} ${who}: known, but not allowed`;
    case 'authentication':
      return `${what} ${who}: stopped at the entrance`;
    case 'rate-limit':
      return `${what} ${who}: too many requests`;
    case null:
      return `${what} ${who}: the log does not say which side`;
    default:
      return null;
  }
}

/** Where the log names no service: `npm got 401: stopped at the entrance`. Nameless, the playbook's title says more. */
function nameByClient({ client, status, stage }: FailedRequest): string | null {
  if (status === null || client === null) return null;
  const whom = `${plainCapture(client)} got ${status}`;
  switch (stage) {
    case 'authorization':
      return `${whom}: known, but not allowed`;
    case 'authentication':
      return `${whom}: stopped at the entrance`;
    case 'rate-limit':
      return `${whom}: too many requests`;
    default:
      return null;
  }
}

/**
 * `{name}` of a playbook's prose becomes what its expression captured. Only names the playbook's own
 * expressions declare are filled; one that was not captured stands as `<name>`.
 * What the log says is a stranger's text: characters that mean something in Markdown are dropped.
 */
function fillNames(text: string, playbook: Playbook, captures: Readonly<Record<string, string>>): string {
  let filled = text;
  for (const name of captureNames(playbook)) {
    const value = captures[name];
    filled = filled.replaceAll(`{${name}}`, value === undefined ? `<${name}>` : plainCapture(value));
  }
  return filled;
}

function firstParagraph(text: string): string {
  return (text.split(/\n\s*\n/)[0] ?? text).replace(/\s+/g, ' ').trim();
}

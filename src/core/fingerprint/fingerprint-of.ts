import type { FailedRequest } from '../failed-request/failed-request.ts';
import { maskVariables } from './mask-variables.ts';
import { murmurHash128 } from './murmur-hash.ts';

/** What a failure is recognised by. All of it is redacted, and without CI prefixes. */
export interface FailureTraits {
  /** The playbook, or null where none fits. */
  readonly id: string | null;
  /** The lines that prove the diagnosis; for an unknown failure, those of the excerpt. */
  readonly evidence: readonly string[];
  /** The refused request, where the failure is about one. */
  readonly request: FailedRequest | null;
  readonly captures: Readonly<Record<string, string>>;
}

/** Changes whenever the same log would get another key than before: keys of different versions never meet. */
const VERSION = 'v1';

/**
 * One key for one failure, whatever run, machine or CI service it happened on: `v1:` and 32 hex digits.
 *
 * Kept apart: another playbook, test, module, package, file, host, status, error code, exit code, variable,
 * version. Not kept apart: places in a file, ports, counts, durations, numbers of runs, shards and workers,
 * and the order of lines.
 * Null when there is nothing to recognise the failure by.
 */
export function fingerprintOf(traits: FailureTraits): string | null {
  const lines = distinctLines(traits.evidence);
  if (traits.id === null && lines.length === 0) return null;
  const parts = [traits.id ?? '', requestKey(traits.request), captureKey(traits.captures), ...lines];
  return `${VERSION}:${murmurHash128(new TextEncoder().encode(parts.join('\n')))}`;
}

// ##[error]Process completed with exit code 1.   ·   ERROR: Job failed: exit code 1   ·   Finished: FAILURE   ·   script returned exit code 1
const CLOSING =
  /^(?:process completed with exit code|job failed|finished failure|script returned exit code|bash exited with code|the command .{1,500} exited with|exited with code exit status|circleci received exit code|your build exited with|the command exited with status|process exited with code|failure script returned|command exited with|done\. your build exited)/;
// exit code 137   ·   exited with 1
const CODE = /(?:code|status|with)\D{0,4}(\d{1,10})\b/;

/** Sorted, each once. What every job says at its end counts only where nothing else was said. */
function distinctLines(evidence: readonly string[]): string[] {
  const masked = [...new Set(evidence.map(maskVariables))].filter((line) => line !== '').sort();
  const telling = masked.filter((line) => !CLOSING.test(line));
  if (telling.length > 0) return telling;
  const codes = masked.map((line) => CODE.exec(line)?.[1]).filter((code) => code !== undefined);
  return [...new Set(codes)].map((code) => `exit code ${code}`);
}

/** Method, credential and step are left out: whether a log shows them depends on who printed it. */
function requestKey(request: FailedRequest | null): string {
  if (!request) return '';
  return [request.status ?? '', maskVariables(request.service ?? ''), maskVariables(request.url ?? '')].join(
    ' ',
  );
}

// 401   ·   87.5   (a number alone is a place or a count ...)
const NUMBER = /^[\d.,]+$/;
// status   ·   exit_code   (... unless its name says otherwise)
const MEANT = /status|code|version/;

function captureKey(captures: Readonly<Record<string, string>>): string {
  return Object.entries(captures)
    .filter(([name, value]) => !NUMBER.test(value) || MEANT.test(name))
    .map(([name, value]) => `${name}=${maskVariables(value)}`)
    .sort()
    .join(' ');
}

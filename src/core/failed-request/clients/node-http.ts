import type { ClientReader, RequestPattern, Sighting } from '../client-reader.ts';
import type { RequestLines } from '../request-lines.ts';
import { transportStage } from '../transport-stage.ts';
import { completeFromObject } from './object-dump.ts';

const patterns: readonly RequestPattern[] = [
  // AxiosError: Request failed with status code 403
  { form: /Request failed with status code (?<status>\d{3})/, gives: { client: 'axios' } },
  // HTTPError: Response code 403 (Forbidden)
  { form: /\bResponse code (?<status>\d{3}) \(/, gives: { client: 'got' } },
  // HTTPError: Request failed with status code 403 Forbidden: GET https://api.example.com/v1
  {
    form: /HTTPError: .{0,60}\b(?<status>\d{3}) .{0,40}: (?<method>[A-Z]{3,7}) (?<url>https?:\S+)/,
    gives: { client: 'ky' },
  },
  // FetchError: request to https://api.example.com/v1 failed, reason: connect ECONNREFUSED 127.0.0.1:9
  { form: /FetchError: request to (?<url>\S+) failed, reason: /, gives: { client: 'node-fetch' } },
  // FetchError: invalid json response body at https://api.example.com/v1 reason: Unexpected token < in JSON at position 0
  { form: /invalid json response body at (?<url>\S+) reason: /, gives: { client: 'node-fetch' } },
  // TypeError: fetch failed
  { form: /TypeError: fetch failed/, gives: { client: 'fetch' } },
  // Error: Request to https://api.example.com/v1/jobs had HTTP Error: 401, Request had invalid authentication credentials.
  {
    form: /Request to (?<url>\S+) had HTTP Error: (?<status>\d{3}), /,
    gives: { client: 'firebase' },
  },
  // Response {
  { form: /^(?:.{0,40} )?Response \{$/, weight: 'plain', gives: { client: 'fetch' } },
  // FirebaseError: HTTP Error: 401, Request had invalid authentication credentials.
  { form: /HTTP Error: (?<status>\d{3}), /, gives: { client: 'firebase' } },
  // ResponseStatusCodeError: Response status code 403: Forbidden
  { form: /Response status code (?<status>\d{3}): /, gives: { client: 'undici' } },
  // AxiosError: getaddrinfo ENOTFOUND api.example.com
  {
    form: /(?:AxiosError|RequestError|FetchError|ConnectTimeoutError)[^:]{0,20}: .{0,40}(?:ENOTFOUND|EAI_AGAIN) (?<service>\S+)/,
  },
  // AxiosError: connect ECONNREFUSED 192.0.2.7:443
  { form: /(?:AxiosError|RequestError|FetchError)[^:]{0,20}: .{0,40}(?:ECONNREFUSED|ETIMEDOUT|ECONNRESET)/ },
];

/** axios, got, ky, node-fetch, undici and the built-in fetch. Most of the request stands in the fields below. */
export const nodeHttp: ClientReader = {
  client: 'node',
  byProgram: true,
  triggers: [
    'failed with status code',
    'response {',
    'had http error',
    'response code ',
    'httperror',
    'fetcherror',
    'invalid json response',
    'fetch failed',
    'http error: ',
    'response status code',
    'axioserror',
    'requesterror',
  ],
  patterns,
  complete,
};

// [cause]: Error: getaddrinfo ENOTFOUND api.example.com
const cause = /\[cause\]: |\bcode: '(?:E[A-Z_]+|UND_ERR_[A-Z_]+|CERT_\w+|DEPTH_\w+|SELF_\w+|UNABLE_\w+)'/;

function complete(lines: RequestLines, sighting: Sighting): Sighting | null {
  const found = completeFromObject(lines, sighting);
  if (lines.text(sighting.line).endsWith('Response {') && !((found.status ?? 0) >= 400)) return null;
  if (found.status !== null || found.stage !== null) return found;
  const why = lines.after(sighting.line, cause, 12);
  const stage = why ? transportStage(lines.text(why.index)) : null;
  // getaddrinfo ENOTFOUND api.example.com
  const host = why ? /ENOTFOUND (?<host>[\w.-]+)/.exec(lines.text(why.index))?.groups?.['host'] : undefined;
  return { ...found, stage, service: found.service ?? host ?? null, to: why?.index ?? found.to };
}

import { cleanUrl } from '../clean-url.ts';
import type { ClientReader, RequestPattern, Sighting } from '../client-reader.ts';
import type { RequestLines } from '../request-lines.ts';

const patterns: readonly RequestPattern[] = [
  // ERROR: HTTP error 403 while getting https://pypi.example.com/files/acme-1.0.tar.gz
  { form: /HTTP error (?<status>\d{3}) while getting (?<url>\S+)/, gives: { client: 'pip', method: 'GET' } },
  // ERROR: Could not install requirement acme from https://pypi.example.com/acme.whl because of HTTP error 403 Client Error: Forbidden for url: https://pypi.example.com/acme.whl
  {
    form: /Could not install requirement .{1,300} because of HTTP error (?<status>\d{3}) .{0,80} for url: (?<url>\S+)/,
    gives: { client: 'pip', method: 'GET' },
  },
  // WARNING: 401 Error, Credentials not correct for https://pypi.example.com/simple/acme/
  {
    form: /WARNING: (?<status>401) Error, Credentials not correct for (?<url>\S+)/,
    gives: { client: 'pip', method: 'GET', stage: 'authentication' },
  },
  // WARNING: Retrying (Retry(total=4)) after connection broken by 'NewConnectionError('...')': /simple/acme/
  {
    form: /Retrying \(Retry\(.{1,300}: (?<path>\/\S+)$/,
    gives: { client: 'pip', method: 'GET' },
    weight: 'warning',
  },
  // Could not fetch URL https://pypi.example.com/simple/acme/: 403 Client Error: Forbidden for url: https://pypi.example.com/simple/acme/ - skipping
  {
    form: /Could not fetch URL (?<url>\S+): (?<status>\d{3}) Client Error/,
    gives: { client: 'pip', method: 'GET' },
  },
  // Could not fetch URL https://pypi.example.com/simple/acme/: There was a problem confirming the ssl certificate
  { form: /Could not fetch URL (?<url>\S+): /, gives: { client: 'pip', method: 'GET' } },
  // hint: An index URL (https://pypi.example.com/simple) could not be queried due to a lack of valid authentication credentials (401 Unauthorized).
  {
    form: /index URL \((?<url>\S+)\) could not be queried due to a lack of valid authentication credentials \((?<status>\d{3})/,
    gives: { client: 'uv', method: 'GET' },
  },
  // error: Failed to publish `dist/acme-1.0.whl` to https://pypi.example.com/legacy/
  { form: /Failed to publish `.{1,200}` to (?<url>https?:\S+)/, gives: { client: 'uv', method: 'POST' } },
  // ERROR    HTTPError: 403 Forbidden from https://pypi.example.com/legacy/
  {
    form: /HTTPError: (?<status>\d{3}) .{0,60} from (?<url>https?:\S+)/,
    gives: { client: 'twine', method: 'POST' },
  },
  // HTTP Error 403: Invalid or non-existent authentication information | b'<html>'
  { form: /^\s*HTTP Error (?<status>\d{3}): .{0,200} \| b'/, gives: { client: 'poetry', method: 'POST' } },
];

/** pip, uv, poetry and twine where they have words of their own; the rest of theirs is python-http's. */
export const pythonPackages: ClientReader = {
  client: 'pip',
  triggers: [
    'while getting',
    'because of http error',
    'credentials not correct',
    'retrying (retry(',
    'could not fetch url',
    'could not be queried',
    'failed to publish',
    'httperror: ',
    "| b'",
  ],
  patterns,
  complete,
};

// Looking in indexes: https://pypi.example.com/simple
const index = /Looking in indexes: (?<url>[^\s,]+)/;
// Caused by: Upload failed with status code 403 Forbidden. Server says: 403 Invalid token
const uvCause = /status code (?<status>\d{3})/i;

function complete(lines: RequestLines, sighting: Sighting): Sighting | null {
  if (sighting.client === 'uv' && sighting.status === null) {
    const status = lines.after(sighting.line, uvCause, 4)?.groups['status'];
    return { ...sighting, status: status ? Number(status) : null };
  }
  if (sighting.client === 'pip' && sighting.url?.startsWith('/')) {
    const found = lines.before(sighting.line, index, 60)?.groups['url'];
    const base = found ? cleanUrl(found) : null;
    return base ? { ...sighting, url: new URL(sighting.url, base).href } : sighting;
  }
  return sighting;
}

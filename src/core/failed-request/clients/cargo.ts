import type { ClientReader, RequestPattern, Sighting } from '../client-reader.ts';
import type { RequestLines } from '../request-lines.ts';

const patterns: readonly RequestPattern[] = [
  // failed to get successful HTTP response from `https://crates.example.com/index/config.json` (192.0.2.7), got 403
  {
    form: /failed to get successful HTTP response from `(?<url>[^`]+)`.{0,60}got (?<status>\d{3})/,
    gives: { method: 'GET' },
  },
  // error: failed to publish acme v1.0.0 to registry at https://crates.example.com/
  { form: /failed to publish .{0,80}to registry at (?<url>\S+)/, gives: { method: 'PUT' } },
  // the remote server responded with an error (status 403 Forbidden): must be an owner
  { form: /the remote server responded with an error(?: \(status (?<status>\d{3}))?/ },
  // error: token rejected for `acme`, please run `cargo login --registry acme`
  { form: /(?:token rejected for|no token found)[ ,`]/, gives: { stage: 'authentication' } },
  // HTTP status client error (401 Unauthorized) for url (https://api.example.com/v1)
  {
    form: /HTTP status (?:client|server) error \((?<status>\d{3}) [^)]{1,40}\) for url \((?<url>[^\s)]+)\)/,
    gives: { client: null },
  },
  // error sending request for url (https://api.example.com/v1): error trying to connect: dns error
  { form: /error sending request for url \((?<url>[^\s)]+)\)/, gives: { client: null } },
];

/** cargo, and programs written in Rust that use the same HTTP library (uv is one). */
export const cargo: ClientReader = {
  client: 'cargo',
  triggers: [
    'successful http response from',
    'to registry at',
    'remote server responded with',
    'token rejected for',
    'no token found',
    'error sending request for url',
    'http status client error',
    'http status server error',
  ],
  patterns,
  complete,
};

// (status 403 Forbidden)
const status = /\(status (?<status>\d{3})/;
// error: Failed to fetch: `https://pypi.example.com/simple/acme/`
const uvLine = /^\s*(?:error|×|╰─▶|├─▶)?:? ?.{0,40}Failed to (?:fetch|download)/;
// Caused by: client error (Connect)
const cause = /dns error|tcp connect error|Connection refused|certificate|failed to lookup/i;

function complete(lines: RequestLines, sighting: Sighting): Sighting {
  if (sighting.method === 'PUT' && sighting.status === null) {
    const found = lines.after(sighting.line, status, 6);
    return found ? { ...sighting, status: Number(found.groups['status']), to: found.index } : sighting;
  }
  if (sighting.client !== null) return sighting;
  const byUv = lines.before(sighting.line, uvLine, 4) !== null;
  const named = byUv ? { ...sighting, client: 'uv', method: 'GET' } : sighting;
  if (named.status !== null || named.stage) return named;
  const why = lines.after(sighting.line, cause, 5);
  if (!why) return named;
  const words = lines.text(why.index);
  const stage = /dns|lookup/i.test(words) ? 'dns' : /certificate/i.test(words) ? 'tls' : 'connect';
  return { ...named, stage, to: why.index };
}

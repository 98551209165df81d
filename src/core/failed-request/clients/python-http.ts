import { cleanUrl } from '../clean-url.ts';
import type { ClientReader, RequestPattern, Sighting } from '../client-reader.ts';
import type { RequestLines } from '../request-lines.ts';

const patterns: readonly RequestPattern[] = [
  // requests.exceptions.HTTPError: 403 Client Error: Forbidden for url: https://api.example.com/v1
  {
    form: /(?<status>\d{3}) (?:Client|Server) Error: .{0,120}for url: (?<url>\S+)/,
    gives: { client: 'requests' },
  },
  // httpx.HTTPStatusError: Client error '403 Forbidden' for url 'https://api.example.com/v1'
  {
    form: /(?:Client|Server) error '(?<status>\d{3})[^']{0,60}' for url '(?<url>[^']+)'/,
    gives: { client: 'httpx' },
  },
  // HTTP Request: POST https://api.example.com/v1 "HTTP/1.1 401 Unauthorized"
  {
    form: /HTTP Request: (?<method>[A-Z]{3,7}) (?<url>\S+) "HTTP\/[\d.]+ (?<status>\d{3})/,
    gives: { client: 'httpx' },
    weight: 'plain',
  },
  // <HttpError 403 when requesting https://api.example.com/v1 returned "Forbidden".
  {
    form: /<HttpError (?<status>\d{3}) when requesting (?<url>\S+) returned/,
    gives: { client: 'googleapiclient' },
  },
  // aiohttp.client_exceptions.ClientResponseError: 403, message='Forbidden', url='https://api.example.com/v1'
  {
    form: /(?<status>\d{3}), message='[^']{0,80}', url=(?:URL\()?'(?<url>[^']+)'/,
    gives: { client: 'aiohttp' },
  },
  // urllib.error.HTTPError: HTTP Error 403: Forbidden
  { form: /(?:^|[\s:.])HTTP Error (?<status>\d{3}): /, gives: { client: 'urllib' } },
  // HTTPSConnectionPool(host='api.example.com', port=443): Max retries exceeded with url: /v1 (Caused by ProxyError('Unable to connect to proxy'))
  {
    form: /HTTPSConnectionPool\(host='(?<service>[^']+)', port=(?<port>\d+)\): Max retries exceeded with url: (?<path>\S+)/,
    gives: { client: 'requests' },
  },
  // HTTPConnectionPool(host='api.example.com', port=80): Max retries exceeded with url: /v1 (Caused by NewConnectionError('Connection refused'))
  {
    form: /HTTPConnectionPool\(host='(?<service>[^']+)', port=(?<port>\d+)\): Max retries exceeded with url: (?<path>\S+)/,
    gives: { client: 'requests' },
  },
  // urllib.error.URLError: <urlopen error [Errno -2] Name or service not known>
  { form: /<urlopen error /, gives: { client: 'urllib' } },
  // httpx.ConnectError: [Errno -2] Name or service not known
  { form: /httpx\.(?:ConnectError|ConnectTimeout|ProxyError)/, gives: { client: 'httpx' } },
  // openai.PermissionDeniedError: Error code: 403 - {'error': {'message': 'no'}}
  { form: /Error code: (?<status>[45]\d\d) - /, gives: { client: 'httpx' } },
];

/** requests, httpx, aiohttp and urllib, in tracebacks and in log lines. */
export const pythonHttp: ClientReader = {
  client: 'python',
  byProgram: true,
  triggers: [
    'client error',
    'server error',
    'http request: ',
    '<httperror',
    ', message=',
    'http error ',
    'max retries exceeded',
    'urlopen error',
    'httpx.',
    'error code: ',
  ],
  patterns,
  complete,
};

// urllib.request.urlopen("https://api.example.com/v1")
const call = /(?:urlopen|urlretrieve|Request|requests\.\w+|httpx\.\w+)\(\s*['"](?<url>https?:[^'"]+)['"]/;

function complete(lines: RequestLines, sighting: Sighting): Sighting {
  const text = lines.text(sighting.line);
  if (sighting.url?.startsWith('/') && sighting.service) {
    const scheme = text.includes('HTTPSConnectionPool') ? 'https' : 'http';
    // host='api.example.com', port=8443
    const port = /port=(?<port>\d+)/.exec(text)?.groups?.['port'];
    const shown = port && port !== '443' && port !== '80' ? `:${port}` : '';
    return { ...sighting, url: `${scheme}://${sighting.service}${shown}${sighting.url}` };
  }
  if (sighting.url)
    return { ...sighting, method: sighting.method ?? methodInTraceback(lines, sighting.line) };
  const url = lines.before(sighting.line, call, 60)?.groups['url'];
  return {
    ...sighting,
    url: url ? cleanUrl(url) : null,
    method: sighting.method ?? methodInTraceback(lines, sighting.line),
  };
}

/** A traceback repeats the line of source that sent the request. */
function methodInTraceback(lines: RequestLines, index: number): string | null {
  // response = requests.post(url, json=body)
  const source = /\b(?:requests|httpx|session|client|self)\._?(?<method>get|head|post|put|patch|delete)\(/;
  const sent = lines.before(index, source, 40)?.groups['method'];
  if (sent) return sent.toUpperCase();
  // urllib.request.urlopen(url) without data is a GET
  return lines.before(index, /\burlopen\((?!.{0,80}\bdata\b)/, 60) ? 'GET' : null;
}

import type { ClientReader, RequestPattern, Sighting } from '../client-reader.ts';
import type { RequestLines } from '../request-lines.ts';
import { curlCommandAbove } from './curl-command.ts';
import { completeFromHeaders } from './header-trace.ts';

const patterns: readonly RequestPattern[] = [
  // curl: (22) The requested URL returned error: 403 Forbidden
  { form: /curl: \(22\) The requested URL returned error: (?<status>\d{3})/ },
  // curl: (56) Received HTTP code 407 from proxy after CONNECT
  { form: /curl: \(\d+\) Received HTTP code (?<status>\d{3}) from proxy/, gives: { stage: 'proxy' } },
  // curl: (56) CONNECT tunnel failed, response 407
  { form: /curl: \(\d+\) CONNECT tunnel failed, response (?<status>\d{3})/, gives: { stage: 'proxy' } },
  // curl: (5) Could not resolve proxy: proxy.example.com
  { form: /curl: \((?:5|97)\) [^:]{0,40}: ?(?<service>\S*)/, gives: { stage: 'proxy' } },
  // curl: (6) Could not resolve host: api.example.com
  { form: /curl: \(6\) Could(?: not|n't) resolve host:? '?(?<service>[^\s;']+)/, gives: { stage: 'dns' } },
  // curl: (7) Failed to connect to api.example.com port 443 after 3 ms: Couldn't connect to server
  { form: /curl: \((?:7|28)\) .{0,30}to connect to (?<service>\S+) port/, gives: { stage: 'connect' } },
  // curl: (28) Operation timed out after 10001 milliseconds with 0 bytes received
  { form: /curl: \((?:7|28|52|55|56)\) /, gives: { stage: 'connect' } },
  // curl: (60) SSL certificate problem: self-signed certificate
  { form: /curl: \((?:35|51|53|54|58|59|60|66|77|80|82|83|90|91)\) /, gives: { stage: 'tls' } },
  // < HTTP/1.1 403 Forbidden
  { form: /(?:^|\s)<=? (?:Recv header: )?HTTP\/[\d.]+ (?<status>[1-5]\d\d)\b/, weight: 'plain' },
  // HTTP/2 403
  {
    form: /^HTTP\/[\d.]+ (?<status>[1-5]\d\d)(?: [A-Z][\w '-]{1,40})?$/,
    weight: 'plain',
    gives: { client: null },
  },
  // 403
  { form: /^(?<status>[45]\d\d)$/, weight: 'plain' },
];

/** curl with -v, -i, -f and -w, and the header traces of git, which are curl's. */
export const curl: ClientReader = {
  client: 'curl',
  triggers: ['curl: (', 'http/1', 'http/2', 'http/3', ...bareStatuses()],
  patterns,
  complete,
};

function complete(lines: RequestLines, sighting: Sighting): Sighting | null {
  const text = lines.text(sighting.line);
  if (text.includes('< HTTP/') || text.includes('Recv header')) {
    const traced = completeFromHeaders(lines, sighting);
    return text.includes('Recv header') ? { ...traced, client: 'git' } : traced;
  }
  const bare = text.length === 3;
  const command = curlCommandAbove(lines, sighting.line);
  if (bare && !(command?.writesOut && sighting.line - command.index <= 15)) return null;
  if (!command) return completeFromHeaders(lines, sighting);
  return {
    ...sighting,
    client: 'curl',
    method: command.method,
    url: command.url,
    credential: command.credential,
    from: command.index,
  };
}

/** `-w '%{http_code}'` prints nothing but the number. */
function bareStatuses(): string[] {
  return ['400', '401', '403', '404', '407', '409', '422', '429', '500', '502', '503', '504'];
}

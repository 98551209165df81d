import type { ClientReader, RequestPattern, Sighting } from '../client-reader.ts';
import type { RequestLines } from '../request-lines.ts';

const maven = { client: 'maven' } as const;
const gradle = { client: 'gradle' } as const;

const patterns: readonly RequestPattern[] = [
  // Could not transfer artifact acme:ui:pom:1.0 from/to acme (https://maven.example.com/repo): authentication failed for https://maven.example.com/repo/acme/ui/1.0/ui-1.0.pom, status: 401 Unauthorized
  {
    form: /(?:authentication|authorization|transfer) failed for (?<url>https?:\S+), (?:status|proxy): (?<status>\d{3})/,
    gives: maven,
  },
  // Failed to transfer file: https://maven.example.com/repo/acme/ui/1.0/ui-1.0.jar. Return code is: 401, ReasonPhrase: Unauthorized.
  {
    form: /Failed to transfer file:? (?<url>https?:\S+?)\.? (?:Return code is:|with status code) (?<status>\d{3})/,
    gives: maven,
  },
  // Could not transfer artifact acme:ui:pom:1.0 from/to acme (https://maven.example.com/repo): status code: 401, reason phrase: Unauthorized (401)
  {
    form: /Could not transfer (?:artifact|metadata) \S+ from\/to \S+ \((?<url>[^\s)]+)\): .{0,200}?status(?: code)?: (?<status>\d{3})/,
    gives: maven,
  },
  // Could not transfer artifact acme:ui:pom:1.0 from/to acme (https://maven.example.com/repo): Not authorized , ReasonPhrase:Unauthorized.
  {
    form: /Could not transfer (?:artifact|metadata) \S+ from\/to \S+ \((?<url>[^\s)]+)\): Not authorized/,
    gives: { ...maven, stage: 'authentication' },
  },
  // Could not transfer artifact acme:ui:pom:1.0 from/to acme (https://maven.example.com/repo): maven.example.com: Name or service not known
  { form: /Could not transfer (?:artifact|metadata) \S+ from\/to \S+ \((?<url>[^\s)]+)\): /, gives: maven },
  // > Could not GET 'https://maven.example.com/repo/ui-1.0.pom'. Received status code 401 from server: Unauthorized
  {
    form: /Could not (?<method>GET|PUT|HEAD|POST) '(?<url>[^']+)'\. Received status code (?<status>\d{3})/,
    gives: gradle,
  },
  // > Could not GET 'https://maven.example.com/repo/ui-1.0.pom'.
  { form: /Could not (?<method>GET|PUT|HEAD|POST) '(?<url>[^']+)'\./, gives: gradle },
  // Could not upload to 'https://maven.example.com/repo/ui-1.0.jar': HTTP/1.1 401 Unauthorized
  {
    form: /Could not (?:upload|write) to (?:resource )?'(?<url>[^']+)'.{0,20}HTTP\/[\d.]+ (?<status>\d{3})/,
    gives: { ...gradle, method: 'PUT' },
  },
  // java.io.IOException: Server returned HTTP response code: 403 for URL: https://api.example.com/v1
  {
    form: /Server returned HTTP response code: (?<status>\d{3}) for URL: (?<url>\S+)/,
    gives: { client: 'java' },
  },
  // java.io.FileNotFoundException: https://api.example.com/v1
  { form: /FileNotFoundException: (?<url>https?:\S+)/, gives: { client: 'java', status: 404 } },
];

/** Maven and Gradle, and the connection of the JDK that both may use. */
export const jvmBuilds: ClientReader = {
  client: 'maven',
  triggers: [
    'failed for http',
    'failed to transfer file',
    'could not transfer',
    "could not get '",
    "could not put '",
    "could not head '",
    "could not post '",
    'could not upload to',
    'could not write to',
    'http response code',
    'filenotfoundexception: http',
  ],
  patterns,
  complete,
};

// Failed to deploy artifacts: Could not transfer artifact
const deploy = /deploy|Uploading (?:to )?|publish/i;
// Caused by: UnknownHostException: maven.example.com
const cause =
  /^\s*>? ?(?:Caused by: )?.{0,80}(?:No such host|UnknownHost|Connection refused|Connect(?:ion)? timed out|PKIX path|SSLHandshake)/;

function complete(lines: RequestLines, sighting: Sighting): Sighting {
  const text = lines.text(sighting.line);
  if (sighting.client === 'maven') return { ...sighting, method: deploy.test(text) ? 'PUT' : 'GET' };
  if (sighting.client !== 'gradle' || sighting.status !== null) return sighting;
  const why = lines.after(sighting.line, cause, 4);
  if (!why) return sighting;
  const words = lines.text(why.index);
  const stage = /host/i.test(words) ? 'dns' : /PKIX|SSL/.test(words) ? 'tls' : 'connect';
  return { ...sighting, stage, to: why.index };
}

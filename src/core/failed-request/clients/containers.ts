import type { ClientReader, RequestPattern, Sighting } from '../client-reader.ts';
import type { RequestLines } from '../request-lines.ts';

const authentication = { stage: 'authentication' } as const;

const patterns: readonly RequestPattern[] = [
  // ERROR: failed to push registry.example.com/acme/ui: unexpected status from POST request to https://registry.example.com/v2/acme/ui/blobs/uploads/: 403 Forbidden
  {
    form: /unexpected status(?: code)? from (?<method>[A-Z]{3,7}) request to (?<url>https?:\S+): (?<status>\d{3})/,
    gives: { client: 'buildkit' },
  },
  // ERROR: failed to push registry.example.com/acme/ui: unexpected status: 401 Unauthorized
  { form: /unexpected status:? (?:code )?(?:\S+ )?(?<status>[45]\d\d) [A-Z]/, gives: { client: 'buildkit' } },
  // Error response from daemon: login attempt to https://registry.example.com/v2/ failed with status: 401 Unauthorized
  { form: /login attempt to (?<url>\S+) failed with status: (?<status>\d{3})/, gives: { method: 'GET' } },
  // Error response from daemon: Get "https://registry.example.com/v2/": unauthorized: incorrect username or password
  {
    form: /Error response from daemon: (?<method>Get|Head|Post|Put) "?(?<url>https?:[^\s"]+)"?: unauthorized/,
    gives: authentication,
  },
  // Error response from daemon: Head "https://registry.example.com/v2/acme/ui/manifests/1": denied: no access
  { form: /Error response from daemon: (?<method>Get|Head|Post|Put) "?(?<url>https?:[^\s"]+)"?: / },
  // error pushing image: failed to push to destination registry.example.com/acme/ui: POST https://registry.example.com/v2/acme/ui/blobs/uploads/: UNAUTHORIZED: authentication required
  {
    form: /(?<method>GET|HEAD|POST|PUT|PATCH) (?<url>https?:\S+): UNAUTHORIZED/,
    gives: { ...authentication, client: null },
  },
  // POST https://registry.example.com/v2/acme/ui/blobs/uploads/: DENIED: requested access to the resource is denied
  { form: /(?<method>GET|HEAD|POST|PUT|PATCH) (?<url>https?:\S+): DENIED/, gives: { client: null } },
  // HEAD https://registry.example.com/v2/acme/ui/manifests/1: unexpected status code 401 Unauthorized
  {
    form: /(?<method>GET|HEAD|POST|PUT|PATCH) (?<url>https?:\S+): unexpected status code (?<status>\d{3})/,
    gives: { client: null },
  },
  // Requesting bearer token: invalid status code from registry 403 (Forbidden)
  { form: /invalid status code from registry (?<status>\d{3})/, gives: { client: 'skopeo' } },
  // reading manifest latest in registry.example.com/acme/ui: unauthorized: access to the requested resource is not authorized
  {
    form: /(?:manifest|blob|upload)\S* .{0,160}: unauthorized: /,
    gives: { ...authentication, client: null },
  },
  // pull access denied for acme/ui, repository does not exist or may require 'docker login'
  { form: /pull access denied for \S+/, gives: { client: null } },
  // denied: requested access to the resource is denied
  { form: /(?:^|[\s:])denied: (?!unknown$)\S+/, gives: { client: null } },
  // unauthorized: authentication required
  {
    form: /(?:^|[\s:])unauthorized: (?:authentication required|incorrect username|access to the|invalid|not authori[sz]ed|The client)/i,
    gives: { ...authentication, client: null },
  },
  // no basic auth credentials
  { form: /(?:^|[\s:])no basic auth credentials/, gives: { ...authentication, client: null } },
  // toomanyrequests: You have reached your pull rate limit.
  { form: /toomanyrequests: /, gives: { status: 429, client: null } },
  // received unexpected HTTP status: 503 Service Unavailable
  { form: /received unexpected HTTP status: (?<status>\d{3})/ },
  // Error: failed to fetch https://charts.example.com/acme-1.0.tgz : 403 Forbidden
  { form: /failed to fetch (?<url>https?:\S+) : (?<status>\d{3})/, gives: { client: 'helm', method: 'GET' } },
];

/** docker, buildkit, podman, skopeo, kaniko and helm speak to one kind of registry in many tongues. */
export const containers: ClientReader = {
  client: 'docker',
  triggers: [
    'unexpected status',
    'login attempt to',
    'response from daemon',
    ': unauthorized',
    'unauthorized: ',
    'denied: ',
    'invalid status code from registry',
    'pull access denied',
    'no basic auth',
    'toomanyrequests',
    'unexpected http status',
    'failed to fetch http',
  ],
  patterns,
  complete,
};

// The push refers to repository [registry.example.com/acme/ui]
// failed to push registry.example.com/acme/ui:1.0: denied
const image =
  /(?:refers to repository \[|failed to push (?:to destination )?|reading manifest \S+ in |access denied for )(?<host>[\w-]+(?:\.[\w-]+)+(?::\d+)?)\//;

// #12 pushing registry.example.com/acme/ui
const buildkitLine = /^#\d+ |buildx|failed to solve/;

function complete(lines: RequestLines, sighting: Sighting): Sighting | null {
  const text = lines.text(sighting.line);
  // Permission denied: of a file system
  if (/ermission denied: /.test(text) && sighting.status === null && !sighting.url) return null;
  const host = image.exec(text)?.groups?.['host'] ?? lines.before(sighting.line, image, 40)?.groups['host'];
  return {
    ...sighting,
    client: sighting.client ?? toolOf(text),
    service: sighting.service ?? host ?? null,
  };
}

function toolOf(text: string): string {
  if (buildkitLine.test(text)) return 'buildkit';
  // time="2026-03-01T10:00:00Z" level=fatal msg="copying system image from manifest list
  if (/level=fatal|FATA\[/.test(text)) return 'skopeo';
  return text.includes('error pushing image') ? 'kaniko' : 'docker';
}

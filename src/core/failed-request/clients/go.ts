import type { ClientReader, RequestPattern } from '../client-reader.ts';

const patterns: readonly RequestPattern[] = [
  // go: example.com/ui@v1.0.0: reading https://proxy.example.com/example.com/ui/@v/v1.0.0.mod: 403 Forbidden
  { form: /reading (?<url>https?:\S+): (?<status>\d{3})\b/, gives: { method: 'GET' } },
  // Get "https://api.example.com/v1": dial tcp: lookup api.example.com: no such host
  { form: /\b(?<method>Get|Head|Post|Put|Patch|Delete) "(?<url>https?:[^\s"]+)": /, gives: { client: null } },
  // operation error S3: PutObject, https response error StatusCode: 403, RequestID: 1, api error AccessDenied: Access Denied
  {
    form: /operation error (?<service>[\w ]{2,30}): \w+, .{0,30}response error StatusCode: (?<status>\d{3})/,
    gives: { client: 'aws sdk' },
  },
  // googleapi: Error 403: Permission denied on resource
  {
    form: /googleapi: (?:Error|got HTTP response code) (?<status>\d{3})/,
    gives: { client: null, service: 'Google API' },
  },
  // AccessDenied: Access Denied status code: 403, request id: 1
  { form: /status code: (?<status>\d{3}), request id: /, gives: { client: 'aws sdk' } },
  // github.com: GET https://api.example.com/repos/acme/ui: 403 Resource not accessible by integration []
  {
    form: /\b(?<method>GET|HEAD|POST|PUT|PATCH|DELETE) (?<url>https?:\S+): (?<status>\d{3}) /,
    gives: { client: null },
  },
];

/** `go` and the HTTP client of its library, which terraform, kubectl, docker and many others print. */
export const go: ClientReader = {
  client: 'go',
  byProgram: true,
  triggers: [
    'reading http',
    'get "http',
    'head "http',
    'post "http',
    'put "http',
    'patch "http',
    'delete "http',
    'response error statuscode',
    'googleapi:',
    'status code: ',
    'get http',
    'head http',
    'post http',
    'put http',
    'patch http',
    'delete http',
  ],
  patterns,
  complete: (_lines, sighting) => {
    const failed = sighting.status === null || sighting.status >= 400;
    // A Go error without a status is one of the transport, or it is no request of ours to report.
    return failed && (sighting.status !== null || sighting.stage !== null) ? sighting : null;
  },
};

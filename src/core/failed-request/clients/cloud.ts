import type { ClientReader, RequestPattern } from '../client-reader.ts';

const authentication = { stage: 'authentication' } as const;
const authorization = { stage: 'authorization' } as const;

const patterns: readonly RequestPattern[] = [
  // An error occurred (403) when calling the HeadObject operation: Forbidden
  {
    form: /An error occurred \((?<status>[45]\d\d)\) when calling the (?<operation>\w+) operation/,
    gives: { client: 'aws', service: 'AWS' },
  },
  // An error occurred (ExpiredToken) when calling the PutObject operation: The provided token has expired.
  {
    form: /An error occurred \((?:ExpiredToken\w*|InvalidClientTokenId|InvalidAccessKeyId|SignatureDoesNotMatch|UnrecognizedClientException|AuthFailure|RequestTimeTooSkewed|RequestExpired)\)/,
    gives: { ...authentication, client: 'aws', service: 'AWS' },
  },
  // An error occurred (AccessDenied) when calling the PutObject operation: Access Denied
  {
    form: /An error occurred \((?:AccessDenied\w*|UnauthorizedOperation|Forbidden\w*)\)/,
    gives: { client: 'aws', service: 'AWS', status: 403 },
  },
  // Unable to locate credentials. You can configure credentials by running "aws configure".
  {
    form: /Unable to locate credentials|NoCredentialsError|The security token included in the request is (?:expired|invalid)/,
    gives: { ...authentication, client: 'aws', service: 'AWS' },
  },
  // Could not connect to the endpoint URL: "https://s3.example.com/bucket"
  {
    form: /Could not connect to the endpoint URL: "(?<url>[^"]+)"/,
    gives: { client: 'aws', stage: 'connect' },
  },
  // ERROR: (gcloud.run.deploy) PERMISSION_DENIED: Permission 'run.services.get' denied on resource
  {
    form: /\((?:gcloud)\.[\w.-]{1,80}\) (?:\[\S{1,80}\] )?(?:PERMISSION_DENIED|.{0,60}does not have permission)/,
    gives: { ...authorization, client: 'gcloud', service: 'Google Cloud' },
  },
  // ERROR: (gcloud.auth) UNAUTHENTICATED: Request had invalid authentication credentials.
  {
    form: /\((?:gcloud)\.[\w.-]{1,80}\) (?:UNAUTHENTICATED|There was a problem refreshing|You do not currently have an active account)/,
    gives: { ...authentication, client: 'gcloud', service: 'Google Cloud' },
  },
  // ERROR: (gcloud.run.deploy) HTTPError 403: forbidden
  {
    form: /\((?:gcloud)\.[\w.-]{1,80}\) .{0,60}HTTPError (?<status>\d{3})/,
    gives: { client: 'gcloud', service: 'Google Cloud' },
  },
  // AADSTS7000215: Invalid client secret provided.
  { form: /\bAADSTS\d{5,7}:/, gives: { ...authentication, client: 'az', service: 'Microsoft Entra ID' } },
  // (AuthorizationFailed) The client 'x' does not have authorization to perform action
  {
    form: /\(?AuthorizationFailed\)?.{0,200}does not have authorization/,
    gives: { ...authorization, client: 'az', service: 'Azure', status: 403 },
  },
  // RESPONSE 403: 403 Forbidden
  { form: /^RESPONSE (?<status>[45]\d\d): /, gives: { client: 'azure sdk' } },
  // Error from server (Forbidden): pods is forbidden: User "ci" cannot list resource "pods"
  {
    form: /Error from server \(Forbidden\)/,
    gives: { ...authorization, client: 'kubectl', service: 'Kubernetes API', status: 403 },
  },
  // error: You must be logged in to the server (Unauthorized)
  {
    form: /You must be logged in to the server/,
    gives: { ...authentication, client: 'kubectl', service: 'Kubernetes API', status: 401 },
  },
  // Unable to connect to the server: dial tcp: lookup k8s.example.com: no such host
  {
    form: /Unable to connect to the server: .{0,60}(?:lookup|tcp) (?<service>[\w.-]+)?/,
    gives: { client: 'kubectl' },
  },
  // error: unable to upgrade connection: Forbidden (user=ci, verb=create)
  {
    form: /unable to upgrade connection: Forbidden/,
    gives: { ...authorization, client: 'kubectl', service: 'Kubernetes API', status: 403 },
  },
];

/** aws, gcloud, az and kubectl. */
export const cloud: ClientReader = {
  client: 'aws',
  triggers: [
    'an error occurred (',
    'unable to locate credentials',
    'nocredentialserror',
    'security token included',
    'endpoint url',
    '(gcloud.',
    'aadsts',
    'authorizationfailed',
    'response 4',
    'response 5',
    'error from server (forbidden',
    'must be logged in to the server',
    'unable to connect to the server',
    'unable to upgrade connection',
  ],
  patterns,
  complete: (lines, sighting) => {
    if (sighting.client !== 'azure sdk') return sighting;
    // GET https://vault.example.com/secrets/key
    const request = lines.before(sighting.line, /^(?<method>[A-Z]{3,7}) (?<url>https?:\S+)$/, 3);
    return request
      ? { ...sighting, method: request.groups['method'] ?? null, url: request.groups['url'] ?? null }
      : sighting;
  },
};

import type { StageOverride } from './stage-override.ts';

const registryClients = ['npm', 'yarn', 'pnpm', 'bun'];

/** Answers that hide what really happened: one number or one word for several causes. */
export const hidingOverrides: readonly StageOverride[] = [
  {
    words: ['ip allow list', 'ip address is not', 'not in the allowlist', 'ip allowlist', 'ip whitelist'],
    statuses: [401, 403],
    stage: 'authorization',
    reason: 'The service does not accept the address of this runner; the credential is not at fault.',
  },
  {
    words: ['accessnotconfigured', 'service_disabled', 'has not been used in project'],
    statuses: [403],
    stage: 'authorization',
    reason: 'The API is not enabled in this project; the credential is not at fault.',
  },
  {
    words: ['cf-mitigated', 'attention required! | cloudflare', 'error code: 1020', 'just a moment...'],
    statuses: [403, 503],
    stage: null,
    reason: 'A firewall in front of the service answered; neither login nor right was looked at.',
  },
  {
    words: ['<title>sign in', '<title>log in', '<title>login', '<form action="/login', 'name="password"'],
    statuses: [401, 403],
    stage: null,
    reason:
      'A login page for people answered, where data was due: the address is a web page, or a gateway stands in between; this number is the gateway’s.',
  },
  {
    words: [
      'requested access to the resource is denied',
      "may require 'docker login'",
      'access to the resource is denied',
    ],
    stage: null,
    reason:
      'The registry says "denied" both for a missing login and for a missing right; the log does not say which.',
  },
  {
    clients: ['docker', 'buildkit', 'skopeo', 'kaniko'],
    statuses: [null],
    words: ['denied: '],
    stage: null,
    reason:
      'The registry says "denied" and no more: the log does not tell a missing login from a missing right.',
  },
  {
    clients: registryClients,
    methods: ['PUT', 'POST'],
    statuses: [404],
    stage: null,
    reason:
      'This registry hides refused publishes behind 404: the login or the right to this package is missing.',
  },
  {
    statuses: [404],
    hosts: ['api.github.com'],
    stage: null,
    reason: 'GitHub answers 404 both for what does not exist and for what the caller may not see.',
  },
  {
    statuses: [404],
    clients: ['git', 'gh', 'octokit'],
    stage: null,
    reason:
      'The host answers 404 both for a repository that does not exist and for one that the caller may not see.',
  },
  {
    words: [
      "could not be found or you don't have permission",
      'does not exist or you do not have permission',
      'not found or you do not have access',
      'repository not found',
    ],
    stage: null,
    reason: 'The host gives one answer for what does not exist and for what the caller may not see.',
  },
  {
    statuses: [403],
    words: ['headobject', 'getobject', 's3://', 'nosuchkey'],
    stage: null,
    reason:
      'The object store answers 403 both for a missing right and for a missing key when the caller may not list the bucket.',
  },
  {
    words: ['unexpected token <', "unexpected token '<'", 'text/html where json'],
    stage: null,
    reason: 'An HTML page came where JSON was due: a login page or a proxy answered instead of the service.',
  },
];

import type { Provider } from '../alert/run.ts';

/** A CI service as a person who connects it must know it. */
export interface CiService {
  readonly id: Provider;
  readonly name: string;
  /** Whether the address of a server is asked for: there is no public one, there may be one's own, there is none. */
  readonly address: 'needed' | 'possible' | 'none';
  readonly addressHint: string;
  /** Where its token is made, and what it must be allowed to do. */
  readonly tokenHint: string;
  /** For a service that wants a name beside the token. */
  readonly userHint: string | null;
  /** Whether an App can stand in for the token. */
  readonly hasApp: boolean;
}

const plain = { address: 'none', addressHint: '', userHint: null, hasApp: false } as const;
const OWN = 'Address of your own server; empty: the public one';

/** Every service whose logs can be read, in the order in which they are offered. */
export const CI_SERVICES = [
  {
    ...plain,
    id: 'github-actions',
    name: 'GitHub Actions',
    address: 'possible',
    addressHint: 'Of an Enterprise server, like https://git.example.com; empty: github.com',
    tokenHint: 'A fine-grained token with Actions: read (Checks: read shows why a run did not start)',
    hasApp: true,
  },
  {
    ...plain,
    id: 'gitlab',
    name: 'GitLab CI',
    address: 'possible',
    addressHint: 'Of your own instance, like https://git.example.com; empty: gitlab.com',
    tokenHint: 'A project, group or personal access token with read_api',
  },
  {
    ...plain,
    id: 'circleci',
    name: 'CircleCI',
    address: 'possible',
    addressHint: OWN,
    tokenHint: 'A personal API token; a project token can not read what jobs print',
  },
  {
    ...plain,
    id: 'buildkite',
    name: 'Buildkite',
    tokenHint: 'An API access token with read_builds and read_build_logs',
  },
  {
    ...plain,
    id: 'jenkins',
    name: 'Jenkins',
    address: 'needed',
    addressHint: 'Of the controller, with its path: https://ci.example.com/jenkins',
    tokenHint: 'An API token of a user with Job/Read',
    userHint: 'The user whose token it is',
  },
  {
    ...plain,
    id: 'azure-devops',
    name: 'Azure DevOps',
    address: 'possible',
    addressHint: 'Of your own server with its collection; empty: dev.azure.com',
    tokenHint: 'A personal access token with Build: read',
  },
  {
    ...plain,
    id: 'bitbucket',
    name: 'Bitbucket Pipelines',
    tokenHint: 'An access token with pipelines: read, or an Atlassian API token',
    userHint: 'The e-mail address of an Atlassian API token; empty for an access token',
  },
  {
    ...plain,
    id: 'travis',
    name: 'Travis CI',
    address: 'possible',
    addressHint: OWN,
    tokenHint: 'The API token of a user who sees the repositories',
  },
  {
    ...plain,
    id: 'teamcity',
    name: 'TeamCity',
    address: 'needed',
    addressHint: 'Of the server: https://ci.example.com',
    tokenHint: 'An access token of a user with View project',
  },
  {
    ...plain,
    id: 'drone',
    name: 'Drone',
    address: 'needed',
    addressHint: 'Of the server: https://drone.example.com',
    tokenHint: 'The token of a user who sees the repositories',
  },
  {
    ...plain,
    id: 'woodpecker',
    name: 'Woodpecker',
    address: 'needed',
    addressHint: 'Of the server: https://ci.example.com',
    tokenHint: 'The token of a user who sees the repositories',
  },
  {
    ...plain,
    id: 'appveyor',
    name: 'AppVeyor',
    address: 'possible',
    addressHint: OWN,
    tokenHint: 'An API key of the account',
  },
  {
    ...plain,
    id: 'semaphore',
    name: 'Semaphore',
    address: 'needed',
    addressHint: 'Of the organization: https://acme.semaphoreci.com',
    tokenHint: 'An API token of a member of the organization',
  },
] as const satisfies readonly CiService[];

/** Null for what is none of them. */
export function ciServiceOf(id: string): (typeof CI_SERVICES)[number] | null {
  return CI_SERVICES.find((one) => one.id === id) ?? null;
}

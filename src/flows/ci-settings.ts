import type { Provider } from '../core/alert/run.ts';

/** A GitHub App, which asks for a token of its own for each repository. */
export interface GithubApp {
  readonly id: string;
  /** PEM. */
  readonly privateKey: string;
}

/** How one CI service is reached; null is not set. */
export interface ProviderSettings {
  readonly token: string | null;
  /** Of a server of one's own, or of its API; null is the public service. */
  readonly url: string | null;
  /** For services that want a name beside the token. */
  readonly user: string | null;
  /** In place of a token; GitHub alone has it. */
  readonly app: GithubApp | null;
  /** True where the person who named the server does not run us: it must be public then, and speak https. */
  readonly publicOnly?: boolean;
}

export const noProviderSettings: ProviderSettings = { token: null, url: null, user: null, app: null };

interface ProviderVariables {
  readonly token: string;
  readonly url: string | null;
  readonly user: string | null;
}

/**
 * Every provider whose logs can be read, with the names of the settings that a person has to know: they are
 * read from the environment, and they stand on the cards that ask for them.
 */
export const providerVariables = {
  'github-actions': { token: 'GITHUB_TOKEN', url: 'GITHUB_API_URL', user: null },
  gitlab: { token: 'GITLAB_TOKEN', url: 'GITLAB_URL', user: null },
  circleci: { token: 'CIRCLECI_TOKEN', url: 'CIRCLECI_URL', user: null },
  buildkite: { token: 'BUILDKITE_TOKEN', url: null, user: null },
  jenkins: { token: 'JENKINS_TOKEN', url: 'JENKINS_URL', user: 'JENKINS_USER' },
  'azure-devops': { token: 'AZURE_DEVOPS_TOKEN', url: 'AZURE_DEVOPS_URL', user: null },
  bitbucket: { token: 'BITBUCKET_TOKEN', url: null, user: 'BITBUCKET_USER' },
  travis: { token: 'TRAVIS_TOKEN', url: 'TRAVIS_URL', user: null },
  teamcity: { token: 'TEAMCITY_TOKEN', url: 'TEAMCITY_URL', user: null },
  drone: { token: 'DRONE_TOKEN', url: 'DRONE_SERVER', user: null },
  woodpecker: { token: 'WOODPECKER_TOKEN', url: 'WOODPECKER_SERVER', user: null },
  appveyor: { token: 'APPVEYOR_TOKEN', url: 'APPVEYOR_URL', user: null },
  semaphore: { token: 'SEMAPHORE_TOKEN', url: 'SEMAPHORE_URL', user: null },
} as const satisfies Partial<Record<Provider, ProviderVariables>>;

/** A provider whose logs can be read. */
export type LogProvider = keyof typeof providerVariables;

export const logProviders = Object.keys(providerVariables) as readonly LogProvider[];

/** The settings of one workspace; a provider that is left out has none. */
export type CiSettings = Readonly<Partial<Record<LogProvider, ProviderSettings>>>;

import { z } from 'zod';
import type { LogProvider, ProviderSettings } from '../../flows/ci-settings.ts';

/** The one harmless question that tells whether a service knows a token. */
export interface TokenProbe {
  readonly url: string;
  readonly credentials: Readonly<Record<string, string>>;
  /** One scope of each group must be among those that `scopesOf` finds in the answer. */
  readonly needs?: readonly (readonly string[])[];
  readonly scopesOf?: (answer: unknown) => readonly string[] | null;
  /** The question itself wants a permission that reading logs does not: a 403 still means that the token is known. */
  readonly mayRefuse?: boolean;
}

const Scopes = z.object({ scopes: z.array(z.string()) });
const scopesOf = (answer: unknown) => Scopes.safeParse(answer).data?.scopes ?? null;

/** For each service how to ask; null where nothing can be asked without naming a project. */
export const tokenProbes: Readonly<Record<LogProvider, (settings: ProviderSettings) => TokenProbe | null>> = {
  'github-actions': ({ url, token }) => ({
    // /user is closed to the tokens of Apps and Actions; the budget is open to all that are known.
    url: `${addressOf(url ?? 'https://api.github.com')}/rate_limit`,
    credentials: bearer(token),
  }),
  gitlab: ({ url, token }) => ({
    url: `${addressOf(url ?? 'https://gitlab.com')}/api/v4/personal_access_tokens/self`,
    credentials: bearer(token),
    needs: [['read_api', 'api']],
    scopesOf,
  }),
  circleci: ({ url, token }) => ({
    url: `${addressOf(url ?? 'https://circleci.com')}/api/v2/me`,
    credentials: { 'circle-token': token ?? '' },
  }),
  buildkite: ({ token }) => ({
    url: 'https://api.buildkite.com/v2/access-token',
    credentials: bearer(token),
    needs: [['read_builds'], ['read_build_logs']],
    scopesOf,
  }),
  jenkins: ({ url, user, token }) => ({
    url: `${addressOf(url ?? '')}/whoAmI/api/json`,
    credentials: basic(user ?? '', token),
  }),
  // A personal token belongs to an organization, which only a link names; a server is one.
  'azure-devops': ({ url, token }) =>
    url === null
      ? null
      : {
          url: `${addressOf(url)}/_apis/projects?$top=1&api-version=7.1`,
          credentials: basic('', token),
        },
  bitbucket: ({ user, token }) => ({
    url: 'https://api.bitbucket.org/2.0/user',
    credentials: user === null ? bearer(token) : basic(user, token),
    mayRefuse: true,
  }),
  travis: ({ url, token }) => ({
    url: `${url === null ? 'https://api.travis-ci.com' : `${addressOf(url)}/api`}/user`,
    credentials: { authorization: `token ${token}`, 'travis-api-version': '3' },
  }),
  teamcity: ({ url, token }) => ({
    url: `${addressOf(url ?? '')}/app/rest/server?fields=version`,
    credentials: bearer(token),
  }),
  drone: ({ url, token }) => ({ url: `${addressOf(url ?? '')}/api/user`, credentials: bearer(token) }),
  woodpecker: ({ url, token }) => ({ url: `${addressOf(url ?? '')}/api/user`, credentials: bearer(token) }),
  // A key of the second version works below the account alone, which only a link names.
  appveyor: ({ url, token }) =>
    token?.startsWith('v2.')
      ? null
      : {
          url: `${addressOf(url ?? 'https://ci.appveyor.com')}/api/projects`,
          credentials: bearer(token),
        },
  semaphore: ({ url, token }) => ({
    url: `${addressOf(url ?? '')}/api/v1alpha/projects`,
    credentials: { authorization: `Token ${token}` },
  }),
};

/** Without the slashes at its end. */
function addressOf(url: string): string {
  // https://git.example.com/lab/
  return url.replace(/\/+$/, '');
}

function bearer(token: string | null) {
  return { authorization: `Bearer ${token ?? ''}` };
}

function basic(user: string, token: string | null) {
  return { authorization: `Basic ${Buffer.from(`${user}:${token ?? ''}`).toString('base64')}` };
}

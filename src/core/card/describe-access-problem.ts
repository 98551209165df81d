import { assertNever } from '../assert-never.ts';
import { oneLine } from './display-text.ts';
import type { RunLogProblem } from './run-log-problem.ts';

/** What to say when a run's log could not be read. `why` and `steps` are Markdown of ours; `detail` is the service's. */
export interface Notice {
  readonly title: string;
  readonly why: string;
  readonly detail: string | null;
  readonly steps: readonly string[];
}

export const PASTE = 'Or paste the failed part of the log into this thread.';

/** What each token must be allowed to do, by the variable that holds it. */
const SCOPES: ReadonlyMap<string, string> = new Map([
  [
    'GITHUB_TOKEN',
    'a fine-grained token with **Actions: read** for this repository, or a classic one with `repo`',
  ],
  ['GITHUB_APP_PRIVATE_KEY', 'the App needs **Actions: read**, and its installation must be active'],
  ['GITLAB_TOKEN', 'a project or personal access token with the scope `read_api`'],
  ['CIRCLECI_TOKEN', 'a personal API token; a project token cannot read job output'],
  ['BUILDKITE_TOKEN', 'an API access token with `read_builds` and `read_build_logs`'],
  ['JENKINS_TOKEN', 'an API token of a user with **Job/Read**, with the name in `JENKINS_USER`'],
  ['AZURE_DEVOPS_TOKEN', 'a personal access token with **Build: read**'],
  ['BITBUCKET_TOKEN', 'an access token with `pipeline`'],
  ['TRAVIS_TOKEN', 'an API token of a user who sees the repository'],
  ['TEAMCITY_TOKEN', 'an access token of a user with **View project** for this build'],
  ['DRONE_TOKEN', 'the token of a user who sees the repository'],
  ['WOODPECKER_TOKEN', 'the token of a user who sees the repository'],
  ['APPVEYOR_TOKEN', 'an API token of the account'],
  ['SEMAPHORE_TOKEN', 'an API token of a member of the project'],
]);

type AccessProblem = Extract<
  RunLogProblem,
  { kind: 'no-token' | 'host-not-configured' | 'token-refused' | 'token-lacks-scope' }
>;

const ACCESS_TITLES = {
  'no-token': (host: string) => `No token for ${host}`,
  'host-not-configured': (host: string) => `${host} is not connected`,
  'token-refused': (host: string) => `${host} does not know the token`,
  'token-lacks-scope': (host: string) => `The token may not read this log on ${host}`,
} as const;

/** No token, or one that does not do, in a workspace whose admins enter them. */
export function connectNotice(problem: AccessProblem): Notice {
  const host = oneLine(problem.host, 80);
  const scope = SCOPES.get(problem.setting);
  const need = scope ? `: ${scope}` : '';
  const steps = [
    `Let an admin of this workspace connect it: \`/faultline settings\`, Connect a CI service${need}.`,
    'Mention me in this thread afterwards.',
    PASTE,
  ];
  const why = 'The log of the failed job can only be read with a token that is allowed to.';
  return {
    ...notice(ACCESS_TITLES[problem.kind](host), why, steps),
    detail: 'detail' in problem ? problem.detail : null,
  };
}

/** The same where whoever runs us sets them in the environment. */
export function accessNotice(problem: AccessProblem): Notice {
  const host = oneLine(problem.host, 80);
  const setting = oneLine(problem.setting, 80);
  const scope = SCOPES.get(problem.setting);
  const need = scope ? `: ${scope}` : '';
  const restart = 'Start Faultline again; the next alert gets an answer.';
  switch (problem.kind) {
    case 'no-token':
      return notice(
        `No token for ${host}`,
        'The log of the failed job can only be read with a token, and none is set.',
        [`Set \`${setting}\` where Faultline runs${need}.`, restart, PASTE],
      );
    case 'host-not-configured':
      return notice(`${host} is not set up`, 'I send tokens only to hosts that were named in the settings.', [
        `Set \`${setting}\` where Faultline runs, if \`${host}\` is yours.`,
        restart,
        PASTE,
      ]);
    case 'token-refused':
      return {
        ...notice(
          `${host} does not know the token`,
          `The token in \`${setting}\` is wrong, revoked or expired.`,
          [`Put a valid one into \`${setting}\` and start Faultline again${need}.`, PASTE],
        ),
        detail: problem.detail,
      };
    case 'token-lacks-scope':
      return {
        ...notice(
          `The token may not read this log on ${host}`,
          `The token in \`${setting}\` is valid, and not allowed to do this.`,
          [`Give it the permission, or its owner access to the repository${need}.`, restart, PASTE],
        ),
        detail: problem.detail,
      };
    default:
      return assertNever(problem);
  }
}

export function notice(title: string, why: string, steps: readonly string[]): Notice {
  return { title, why, detail: null, steps };
}

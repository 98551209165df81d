import type { Alert } from '../alert/run.ts';
import { assertNever } from '../assert-never.ts';
import type { Card, CardBlock, CardListItem, Inline } from './card.ts';
import { joinParts } from './describe-request.ts';
import { oneLine } from './display-text.ts';
import { isWebAddress } from './is-web-address.ts';
import { parseInline, plainText } from './parse-inline.ts';
import type { RunLogProblem } from './run-log-problem.ts';

/** What to say when a run's log could not be read. `why` and `steps` are Markdown of ours; `detail` is the service's. */
interface Notice {
  readonly title: string;
  readonly why: string;
  readonly detail: string | null;
  readonly steps: readonly string[];
}

const PASTE = 'Or paste the failed part of the log into this thread.';

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

/** Why an alert got no diagnosis: what is missing and how to give it. One card for every outcome but the log. */
export function buildRunOutcomeCard(problem: RunLogProblem, alert: Alert | null): Card {
  const notice = noticeOf(problem);
  const place = describeRun(alert);
  const blocks: CardBlock[] = [
    ...(place.length > 0 ? [{ kind: 'context' as const, content: place }] : []),
    { kind: 'paragraph', content: parseInline(notice.why) },
    ...(notice.detail ? [{ kind: 'code' as const, text: oneLine(notice.detail, 300) }] : []),
    ...stepsBlock(notice.steps),
  ];
  const first = plainText(parseInline(notice.steps[0] ?? notice.why));
  return {
    title: oneLine(notice.title, 150),
    fallback: oneLine(`${notice.title}. ${first}`, 300),
    blocks,
  };
}

function stepsBlock(steps: readonly string[]): readonly CardBlock[] {
  if (steps.length === 0) return [];
  const items = steps.map(
    (step): CardListItem => ({ blocks: [{ kind: 'paragraph', content: parseInline(step) }] }),
  );
  return [
    { kind: 'heading', text: 'Do this' },
    { kind: 'steps', items },
  ];
}

/** acme/api · branch main · the run */
function describeRun(alert: Alert | null): readonly Inline[] {
  if (!alert) return [];
  const name = (text: string | null): readonly Inline[] =>
    text ? [{ kind: 'code', text: oneLine(text, 80) }] : [];
  const url = alert.runUrl;
  const isWeb = url !== null && isWebAddress(url);
  return joinParts([
    name(alert.repo),
    name(alert.branch),
    name(alert.workflow ?? alert.job),
    isWeb ? [{ kind: 'link', url, text: 'the run' }] : [],
  ]);
}

const RUN_NOTICES = {
  expired: notice(
    'The log of this run is gone',
    'The service deletes logs after a while, and this one is deleted.',
    ['Re-run the job; the alert of the new run gets an answer.'],
  ),
  'still-running': notice('The run is still going', 'The failed job’s log is complete when the run ends.', [
    'Mention me in this thread when the run has ended.',
  ]),
  'nothing-failed': notice(
    'No job of this run failed',
    'Every job ended well or was skipped; a later attempt may have passed.',
    [],
  ),
} as const;

function noticeOf(problem: RunLogProblem): Notice {
  switch (problem.kind) {
    case 'no-token':
    case 'host-not-configured':
    case 'token-refused':
    case 'token-lacks-scope':
      return accessNotice(problem);
    case 'app-not-installed':
      return notInstalledNotice(problem);
    case 'not-found':
    case 'unreachable':
      return hostNotice(problem);
    case 'expired':
    case 'still-running':
    case 'nothing-failed':
      return RUN_NOTICES[problem.kind];
    case 'no-job':
      return {
        ...notice('No job began', 'The service refused the run before any job started, so there is no log.', [
          'Read the run’s page: the configuration file is invalid, or a limit of the account stops the run.',
        ]),
        detail: problem.detail,
      };
    case 'no-log':
      return {
        ...notice('The failed job left no log', 'The service has the job, and nothing that it printed.', [
          'Read the job’s page: it may have failed before its first command. Re-run it if the service was at fault.',
        ]),
        detail: problem.detail,
      };
    case 'not-connected': {
      const name = oneLine(problem.repo ?? problem.host, 80);
      return notice(
        `${name} is not connected`,
        'I read only the repositories that were listed for this workspace and channel, and this is none of them.',
        [
          `If it is yours, let an admin add \`${name}\` to the list: in Faultline’s settings, or in \`FAULTLINE_REPOSITORIES\`.`,
          PASTE,
        ],
      );
    }
    case 'unsupported':
      return notice(
        `I cannot read logs of ${oneLine(problem.provider, 60)} yet`,
        'The alert is understood; fetching its log is not built.',
        ['Paste the failed part of the log into this thread.'],
      );
    default:
      return assertNever(problem);
  }
}

function accessNotice(
  problem: Extract<
    RunLogProblem,
    { kind: 'no-token' | 'host-not-configured' | 'token-refused' | 'token-lacks-scope' }
  >,
): Notice {
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

function notInstalledNotice(problem: Extract<RunLogProblem, { kind: 'app-not-installed' }>): Notice {
  const repo = oneLine(problem.repo, 100);
  const page = isWebAddress(problem.installUrl) ? `: <${problem.installUrl}>` : '';
  return notice(
    `The GitHub App is not installed on ${repo}`,
    `An App reads only the repositories it is installed on, and \`${repo}\` is none of them.`,
    [
      `Let an owner install the App on this repository${page}.`,
      'Mention me in this thread afterwards; nothing needs a restart.',
      PASTE,
    ],
  );
}

function hostNotice(problem: Extract<RunLogProblem, { kind: 'not-found' | 'unreachable' }>): Notice {
  const host = oneLine(problem.host, 80);
  if (problem.kind === 'unreachable') {
    return {
      ...notice(`${host} cannot be reached`, 'The log was not read.', [
        'Try again in a few minutes: mention me in this thread.',
        PASTE,
      ]),
      detail: problem.detail,
    };
  }
  return {
    ...notice(
      `${host} does not show this run`,
      'The run was deleted, or the token’s owner may not see the repository.',
      ['Open the run’s link. If it opens for you, give the token’s owner access to the repository.', PASTE],
    ),
    detail: problem.detail,
  };
}

function notice(title: string, why: string, steps: readonly string[]): Notice {
  return { title, why, detail: null, steps };
}

import type { Alert } from '../alert/run.ts';
import { assertNever } from '../assert-never.ts';
import type { Card, CardBlock, CardListItem, Inline } from './card.ts';
import { accessNotice, connectNotice, type Notice, notice, PASTE } from './describe-access-problem.ts';
import { joinParts } from './describe-request.ts';
import { oneLine } from './display-text.ts';
import { isWebAddress } from './is-web-address.ts';
import { parseInline, plainText } from './parse-inline.ts';
import type { RunLogProblem } from './run-log-problem.ts';

/** Who can give what is missing: whoever runs us, by the environment, or an admin of the workspace, in a form. */
export type SetBy = 'environment' | 'admin';

/** Why an alert got no diagnosis: what is missing and how to give it. One card for every outcome but the log. */
export function buildRunOutcomeCard(
  problem: RunLogProblem,
  alert: Alert | null,
  setBy: SetBy = 'environment',
): Card {
  const notice = noticeOf(problem, setBy);
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

function noticeOf(problem: RunLogProblem, setBy: SetBy): Notice {
  switch (problem.kind) {
    case 'no-token':
    case 'host-not-configured':
    case 'token-refused':
    case 'token-lacks-scope':
      return setBy === 'admin' ? connectNotice(problem) : accessNotice(problem);
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
          setBy === 'admin'
            ? `If it is yours, let an admin add \`${name}\` to the list: \`/faultline settings\`, Repositories.`
            : `If it is yours, let an admin add \`${name}\` to the list: \`/faultline settings\`, Repositories, or \`FAULTLINE_REPOSITORIES\`.`,
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

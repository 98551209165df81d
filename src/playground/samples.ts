import type { Catalog } from '../core/playbook/catalog.ts';
import { titleOf } from '../core/playbook/title-of.ts';
import type { FakeRun } from './github/runs.ts';
import { pipelineAlert } from './sample-pipeline.ts';

/** Playbooks whose noisiest example is offered in the page's menu, in the order of the menu. */
const SAMPLED = [
  'npm-registry-auth',
  'http-auth-failure',
  'git-auth-failure',
  'typescript-compile-error',
  'jest-failure',
  'npm-eresolve',
];

export interface SampleLog {
  readonly name: string;
  readonly text: string;
}

/** Logs to paste: the longest example of a few playbooks, so that what people try is what is tested. */
export function sampleLogs(catalog: Catalog): readonly SampleLog[] {
  return SAMPLED.flatMap((id) => {
    const playbook = catalog.find(id)?.playbook;
    const examples = [...(playbook?.examples.positive ?? [])].sort((a, b) => b.log.length - a.log.length);
    return playbook && examples[0] ? [{ name: titleOf(playbook), text: examples[0].log }] : [];
  });
}

const SHA = '5d1c9be2f0a84c7796b1e3d2a4f5061728394a5b';
const RUN_ID = 90210;
const JOB_ID = 88412;

/** The run behind the GitHub sample alert: a release whose publish was refused. */
export function sampleRun(log: string): FakeRun {
  // All of it happened within the second of its first line.
  const second = `${log.slice(0, '2026-03-04T09:12:31'.length)}Z`;
  const when = { startedAt: second, completedAt: second };
  return {
    owner: 'acme',
    repo: 'shop',
    id: RUN_ID,
    name: 'release',
    headBranch: 'main',
    headSha: SHA,
    conclusion: 'failure',
    runNumber: 214,
    author: 'jo',
    isPrivate: true,
    jobs: [
      {
        id: JOB_ID,
        name: 'publish',
        conclusion: 'failure',
        ...when,
        steps: [
          { name: 'Set up job', number: 1, conclusion: 'success', ...when },
          { name: 'Set up Node', number: 2, conclusion: 'success', ...when },
          { name: 'Publish', number: 3, conclusion: 'failure', ...when },
        ],
        log,
      },
    ],
  };
}

export interface SampleAlert {
  readonly name: string;
  readonly message: Readonly<Record<string, unknown>>;
}

/** Alerts as the CI services' own apps post them; the addresses are where the fake services listen. */
export function sampleAlerts(urls: { github: string; gitlab: string }): readonly SampleAlert[] {
  const githubUrl = urls.github;
  return [
    { name: 'GitHub Actions: release failed', message: githubAlert(githubUrl) },
    { name: 'GitLab: pipeline failed', message: pipelineAlert(urls.gitlab) },
    {
      name: 'GitLab: pipeline failed on a server that is not set up',
      message: pipelineAlert('https://gitlab.example.com'),
    },
    { name: 'GitHub Actions: release passed', message: passedAlert(githubUrl) },
  ];
}

function githubAlert(githubUrl: string): SampleAlert['message'] {
  return {
    subtype: 'bot_message',
    username: 'GitHub Actions',
    bot_id: 'B0GHACTION',
    text: 'Job failed in acme/shop',
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: '❌ release failed' } },
      {
        type: 'section',
        fields: [
          { type: 'mrkdwn', text: '*Repository*\nacme/shop' },
          { type: 'mrkdwn', text: '*Branch*\nmain' },
          { type: 'mrkdwn', text: '*Job*\npublish' },
          { type: 'mrkdwn', text: `*Commit*\n\`${SHA.slice(0, 7)}\`` },
        ],
      },
      {
        type: 'actions',
        elements: [
          {
            type: 'button',
            text: { type: 'plain_text', text: 'View run' },
            url: `${githubUrl}/acme/shop/actions/runs/${RUN_ID}`,
          },
        ],
      },
    ],
  };
}

function passedAlert(githubUrl: string): SampleAlert['message'] {
  return {
    subtype: 'bot_message',
    username: 'GitHub Actions',
    bot_id: 'B0GHACTION',
    text: '',
    attachments: [
      {
        color: '2eb886',
        title: 'release passed',
        title_link: `${githubUrl}/acme/shop/actions/runs/${RUN_ID + 1}`,
        text: 'acme/shop, main: fix failing publish step',
        fallback: 'release passed',
      },
    ],
  };
}

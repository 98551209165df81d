import type { FakePipeline } from './gitlab/pipelines.ts';

const SHA = '0f2c4e6a8b1d3f5769708192a3b4c5d6e7f80912';
const PIPELINE_ID = 4711;
const JOB_ID = 991;
const PROJECT = 'acme/core/api';

/** The pipeline behind the GitLab sample alert; one of its two failures is allowed to be one. */
export function samplePipeline(log: string): FakePipeline {
  return {
    project: PROJECT,
    id: PIPELINE_ID,
    ref: 'main',
    sha: SHA,
    status: 'failed',
    author: 'jo',
    commitTitle: 'Add rate limiter',
    isPrivate: true,
    jobs: [
      {
        id: JOB_ID - 1,
        name: 'style',
        stage: 'test',
        status: 'failed',
        allowFailure: true,
        finishedAt: '2026-03-01T10:00:20.000Z',
        trace: 'ERROR: Job failed: exit code 1\n',
      },
      {
        id: JOB_ID,
        name: 'integration',
        stage: 'test',
        status: 'failed',
        finishedAt: '2026-03-01T10:02:10.000Z',
        trace: traceOf(log),
      },
    ],
  };
}

/** A job's log as the runner frames it: its own words, a section around the script, the end. */
function traceOf(log: string): string {
  const erase = '\r\u001b[0K';
  return [
    '\u001b[0KRunning with gitlab-runner 17.8.0 on shared-1',
    `section_start:1772359200:step_script${erase}\u001b[0K\u001b[36;1mExecuting "step_script" stage of the job script\u001b[0;m`,
    '\u001b[32;1m$ npm ci && npm test\u001b[0;m',
    log.trimEnd(),
    `section_end:1772359320:step_script${erase}\u001b[31;1mERROR: Job failed: exit code 1`,
    '\u001b[0;m',
  ].join('\n');
}

/** The alert that GitLab's own Slack app posts. `gitlabUrl` is where the instance lives. */
export function pipelineAlert(gitlabUrl: string): Readonly<Record<string, unknown>> {
  const project = `${gitlabUrl}/${PROJECT}`;
  return {
    subtype: 'bot_message',
    username: 'GitLab',
    bot_id: 'B0GITLAB00',
    text: '',
    attachments: [
      {
        color: 'a30200',
        fallback: `Pipeline #${PIPELINE_ID} of branch main by Jo Doe (jo) has failed in 02:10`,
        author_name: 'Jo Doe (jo)',
        title: `Pipeline #${PIPELINE_ID} has failed in 02:10`,
        title_link: `${project}/-/pipelines/${PIPELINE_ID}/failures`,
        fields: [
          { title: 'Branch', value: `<${project}/-/commits/main|main>`, short: true },
          { title: 'Commit', value: `<${project}/-/commit/${SHA}|Add rate limiter>`, short: true },
          { title: 'Failed job', value: `<${project}/-/jobs/${JOB_ID}|integration>`, short: true },
        ],
        footer: 'api',
      },
    ],
  };
}

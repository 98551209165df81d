import { describe, expect, it } from '@jest/globals';
import { messageOf } from '../../../../src/core/log/log-line.ts';
import type { LogReading } from '../../../../src/core/log/log-reading.ts';
import { readLog } from '../../../../src/core/log/read-log.ts';
import { redactedLogOf } from '../../../support/redacted-log.ts';

const read = (...lines: string[]): LogReading => readLog(redactedLogOf(lines.join('\n')));

/** The reading in short: each step with its lines, `!` for failed. */
const stepsOf = ({ steps }: LogReading): string[] =>
  steps.map(({ name, from, to, failed }) => `${from}-${to} ${name}${failed ? ' !' : ''}`);

const echoesOf = ({ kinds }: LogReading): number[] =>
  kinds.flatMap((kind, index) => (kind === 'echo' ? [index + 1] : []));

describe('readLog, GitHub Actions', () => {
  const stamp = '2026-03-04T09:12:31.1234567Z ';
  const job = [
    "Current runner version: '2.320.0'",
    'Complete job name: test (ubuntu, 20)',
    '##[group]Run npm ci',
    'npm ci',
    'shell: /usr/bin/bash -e {0}',
    '##[endgroup]',
    'added 12 packages',
    '##[group]Run npm test',
    'npm test',
    '##[endgroup]',
    '1 failing',
    '##[error]Process completed with exit code 2.',
    'Post job cleanup.',
    'Cleaning up orphan processes',
  ];

  it('reads a raw log', () => {
    const reading = read(...job.map((line) => stamp + line));
    expect(reading).toMatchObject({
      ci: 'github-actions',
      outcome: 'failed',
      exitCode: 2,
      failedLine: 12,
      failedJob: 'test (ubuntu, 20)',
      failedStep: { name: 'npm test' },
    });
    expect(stepsOf(reading)).toEqual([
      '1-2 Set up job',
      '3-7 npm ci',
      '8-12 npm test !',
      '13-13 Post job cleanup',
      '14-14 Complete job',
    ]);
    expect(echoesOf(reading)).toEqual([3, 4, 5, 8, 9]);
  });

  it('reads the columns of gh run view, several jobs in one log', () => {
    const line = (job: string, step: string, text: string): string => `${job}\t${step}\t${stamp}${text}`;
    const reading = read(
      line('lint', 'Run eslint', 'fine'),
      line('test', 'Set up job', 'hello'),
      line('test', 'Unit tests', '##[group]Run npm test'),
      line('test', 'Unit tests', '##[endgroup]'),
      line('test', 'Unit tests', '##[error]Process completed with exit code 1.'),
      line('test', 'Complete job', 'Cleaning up orphan processes'),
    );
    expect(reading).toMatchObject({ failedJob: 'test', failedStep: { name: 'Unit tests', from: 3, to: 5 } });
    expect(stepsOf(reading)).toEqual([
      '1-1 Run eslint',
      '2-2 Set up job',
      '3-5 Unit tests !',
      '6-6 Complete job',
    ]);
  });

  it('finds the steps itself where gh does not know their names', () => {
    const reading = read(...job.map((line) => `test\tUNKNOWN STEP\t${stamp}${line}`));
    expect(reading.failedStep).toMatchObject({ name: 'npm test', job: 'test', from: 8, to: 12 });
  });

  it('reads a copy of the page, which has no marks', () => {
    const reading = read(
      'Run npm ci',
      '  npm ci',
      '  shell: /usr/bin/bash -e {0}',
      'added 12 packages',
      'Run npm test',
      '1 failing',
      'Error: Process completed with exit code 1.',
    );
    expect(reading).toMatchObject({ ci: 'github-actions', outcome: 'failed', exitCode: 1 });
    expect(stepsOf(reading)).toEqual(['1-4 npm ci', '5-7 npm test !']);
    expect(echoesOf(reading)).toEqual([1, 2, 3]);
  });

  const step = (name: string, ...words: string[]): string[] => [
    `##[group]Run ${name}`,
    '##[endgroup]',
    ...words,
  ];
  const failure = '##[error]Process completed with exit code 1.';
  const end = ['Post job cleanup.', 'Cleaning up orphan processes'];

  it('a step may fail where the job was told to go on', () => {
    const lines = [
      ...step('npm audit', '##[error]2 vulnerabilities', failure),
      ...step('npm run build', 'built'),
      ...end,
    ];
    expect(read(...lines)).toMatchObject({ outcome: 'passed', exitCode: 0, failedStep: null });
  });

  it.each([
    [
      'uploads and reports run always',
      [...step('npm test', failure), ...step('actions/upload-artifact@v4', 'ok'), ...end],
    ],
    ['the end is cut off', [...step('npm audit', failure), ...step('npm run build', 'built')]],
    [
      'the work is another job’s',
      [...step('npm test', failure), ...end, ...step('npm run build', 'built'), ...end],
    ],
  ])('is no such step: %s', (_, lines) => {
    expect(read(...lines)).toMatchObject({ outcome: 'failed', failedLine: 3 });
  });

  it.each([
    ['a script', [...step('npm run build', failure)], 'npm run build'],
    ['an action', [...step('docker push x', '##[error]denied')], 'docker push x'],
  ])('an allowed failure is not the one that ended the job: %s', (_, later, name) => {
    const reading = read(...step('npm audit', failure), ...later, ...end);
    expect(reading).toMatchObject({ outcome: 'failed', failedLine: 6, failedStep: { name } });
  });

  it('marks a later step that failed too', () => {
    const lines = [
      ...step('npm test', failure),
      ...step('actions/github-script@v7', '##[error]Unhandled error'),
      ...end,
    ];
    expect(stepsOf(read(...lines)).filter((name) => name.endsWith('!'))).toHaveLength(2);
  });
});

describe('readLog, GitLab', () => {
  const words = [
    'Running with gitlab-runner 17.5.0',
    'section_start:1770000000:prepare_executor\r\u001b[0KPreparing the "docker" executor',
    'section_end:1770000001:prepare_executor\r\u001b[0Ksection_start:1770000001:step_script\r\u001b[0KExecuting "step_script" stage of the job script',
    '$ npm ci',
    'section_start:1770000002:my_lint[collapsed=true]\r\u001b[0KLint',
    'fine',
    'section_end:1770000003:my_lint\r\u001b[0K',
    '$ npm test',
    '1 failing',
    'section_end:1770000004:step_script\r\u001b[0Ksection_start:1770000004:cleanup_file_variables\r\u001b[0KCleaning up project directory and file based variables',
    'section_end:1770000005:cleanup_file_variables\r\u001b[0KERROR: Job failed: exit code 3',
  ];

  it('reads sections, and sections within', () => {
    const reading = read(...words);
    expect(reading).toMatchObject({
      ci: 'gitlab',
      outcome: 'failed',
      exitCode: 3,
      failedStep: { name: 'step_script' },
    });
    expect(reading.steps.map(({ name }) => name)).toEqual([
      'prepare_executor',
      'step_script',
      'my_lint',
      'cleanup_file_variables',
    ]);
    expect(echoesOf(reading)).toEqual([4, 8]);
  });

  it('reads through FF_TIMESTAMPS and stream marks', () => {
    const reading = read(...words.map((line) => `2026-03-04T09:12:31.123456Z 01O ${line}`));
    expect(reading).toMatchObject({ ci: 'gitlab', exitCode: 3, failedStep: { name: 'step_script' } });
    expect(echoesOf(reading)).toEqual([4, 8]);
  });

  it('reads a copy of the page, without section marks', () => {
    const reading = read(
      'Running with gitlab-runner 17.5.0',
      'Preparing the "docker" executor',
      'Executing "step_script" stage of the job script',
      '$ npm test',
      '1 failing',
      'Uploading artifacts for failed job',
      'ERROR: Job failed: command terminated with exit code 1',
    );
    expect(reading.failedStep).toMatchObject({
      name: 'Executing "step_script" stage of the job script',
      from: 3,
      to: 5,
    });
  });

  it('says when the job succeeded', () => {
    expect(read('$ npm test', 'ok', 'Job succeeded')).toMatchObject({
      ci: 'gitlab',
      outcome: 'passed',
      exitCode: 0,
    });
  });
});

describe('readLog, Jenkins', () => {
  const pipeline = (...inner: string[]): string[] => [
    '[Pipeline] Start of Pipeline',
    '[Pipeline] node',
    '[Pipeline] {',
    ...inner,
    '[Pipeline] }',
    '[Pipeline] // node',
    '[Pipeline] End of Pipeline',
  ];
  const stage = (name: string, ...words: string[]): string[] => [
    '[Pipeline] stage',
    `[Pipeline] { (${name})`,
    ...words,
    '[Pipeline] }',
    '[Pipeline] // stage',
  ];
  const red = ['ERROR: script returned exit code 2', 'Finished: FAILURE'];

  it('finds the last stage that ran, through brackets that are no stage', () => {
    const reading = read(
      ...pipeline(
        ...stage('Build', '[Pipeline] sh', '+ make', 'ok'),
        ...stage(
          'Test',
          '[Pipeline] withEnv',
          '[Pipeline] {',
          '[Pipeline] sh',
          '+ make test',
          'boom',
          '[Pipeline] }',
          '[Pipeline] // withEnv',
        ),
        ...stage('Declarative: Post Actions', 'mail sent'),
      ),
      ...red,
    );
    expect(reading).toMatchObject({
      ci: 'jenkins',
      outcome: 'failed',
      exitCode: 2,
      failedStep: { name: 'Test' },
    });
    expect(stepsOf(reading)).toEqual(['5-9 Build', '12-20 Test !', '23-25 Declarative: Post Actions']);
    expect(echoesOf(reading)).toEqual([7, 16]);
  });

  it('believes what it says of stages it skipped', () => {
    const skipped = 'Stage "Deploy" skipped due to earlier failure(s)';
    const reading = read(
      ...pipeline(...stage('Test', 'boom'), ...stage('Deploy', skipped), ...stage('Notify', 'mail')),
      ...red,
    );
    expect(reading.failedStep?.name).toBe('Test');
  });

  it('finds the branch of parallel ones', () => {
    const branch = (name: string, ...words: string[]): string[] => [
      `[Pipeline] { (Branch: ${name})`,
      ...words,
      '[Pipeline] }',
    ];
    const reading = read(
      ...pipeline(
        '[Pipeline] parallel',
        ...branch('unit', '[unit] + make unit', '[unit] boom', 'Failed in branch unit'),
        ...branch('lint', '[lint] + make lint'),
      ),
      ...red,
    );
    expect(reading.failedStep?.name).toBe('unit');
    expect(echoesOf(reading)).toEqual([6, 11]);
  });

  it('reads a freestyle job', () => {
    const reading = read(
      '[shop] $ /bin/sh -xe /tmp/jenkins123.sh',
      '+ make',
      'boom',
      "Build step 'Execute shell' marked build as failure",
      'Finished: FAILURE',
    );
    expect(reading.failedStep?.name).toBe('/bin/sh -xe /tmp/jenkins123.sh');
  });

  it('is green where it says so, and red where it is unstable', () => {
    expect(read('[Pipeline] sh', 'ERROR: tried', 'Finished: SUCCESS').outcome).toBe('passed');
    expect(read('[Pipeline] sh', 'Finished: UNSTABLE').outcome).toBe('failed');
  });
});

describe('readLog, other services', () => {
  it('CircleCI', () => {
    const reading = read(
      '#!/bin/bash -eo pipefail',
      'npm ci',
      'added 12 packages',
      '#!/bin/bash -eo pipefail',
      'npm test',
      '1 failing',
      '',
      'Exited with code exit status 4',
    );
    expect(reading).toMatchObject({
      ci: 'circleci',
      outcome: 'failed',
      exitCode: 4,
      failedStep: { name: 'npm test' },
    });
    expect(echoesOf(reading)).toEqual([1, 2, 4, 5]);
  });

  it('Azure Pipelines', () => {
    const reading = read(
      '2026-03-04T09:12:31.1234567Z ##[section]Starting: Build',
      '2026-03-04T09:12:31.1234567Z Script contents:',
      '2026-03-04T09:12:31.1234567Z npm run build',
      '2026-03-04T09:12:31.1234567Z ========================== Starting Command Output ===========================',
      "2026-03-04T09:12:31.1234567Z ##[error]Bash exited with code '7'.",
      '2026-03-04T09:12:31.1234567Z ##[section]Finishing: Build',
      '2026-03-04T09:12:31.1234567Z ##[section]Starting: Finalize Job',
      '2026-03-04T09:12:31.1234567Z ##[section]Finishing: Finalize Job',
    );
    expect(reading).toMatchObject({
      ci: 'azure-devops',
      outcome: 'failed',
      exitCode: 7,
      failedStep: { name: 'Build' },
    });
    expect(stepsOf(reading)).toEqual(['1-6 Build !', '7-8 Finalize Job']);
    expect(echoesOf(reading)).toEqual([2, 3, 4]);
  });

  it('Buildkite; a patch is no group', () => {
    const reading = read(
      '~~~ Preparing working directory',
      '$ git fetch',
      '~~~ Running commands',
      '$ make',
      '--- a/main.c',
      '+++ b/main.c',
      '🚨 Error: The command exited with status 2',
    );
    expect(reading).toMatchObject({
      ci: 'buildkite',
      outcome: 'failed',
      exitCode: 2,
      failedStep: { name: 'Running commands' },
    });
    expect(stepsOf(reading)).toEqual(['1-2 Preparing working directory', '3-7 Running commands !']);
  });

  const travis = [
    'Using worker: worker-1',
    'travis_fold:start:install\r$ npm ci',
    'added',
    'travis_fold:end:install',
    '$ npm run lint',
    'fine',
    'The command "npm run lint" exited with 0.',
    '$ npm test',
    '1 failing',
  ];

  it('Travis: folds, and the exit of each command', () => {
    const reading = read(
      ...travis,
      'The command "npm test" exited with 1.',
      '',
      'Done. Your build exited with 1.',
    );
    expect(reading).toMatchObject({ ci: 'travis', outcome: 'failed', exitCode: 1, failedLine: 10 });
    expect(stepsOf(reading)).toEqual(['2-3 install', '5-7 npm run lint', '8-10 npm test !']);
  });

  it('Travis: what fails after the script decides nothing', () => {
    const after = [
      'travis_fold:start:after_success\r$ upload',
      'The command "upload" exited with 1.',
      'travis_fold:end:after_success',
    ];
    expect(read(...travis, 'The command "npm test" exited with 0.', ...after).outcome).not.toBe('failed');
    expect(read(...travis, ...after, 'Done. Your build exited with 0.')).toMatchObject({
      outcome: 'passed',
      exitCode: 0,
    });
  });

  it('Bitbucket', () => {
    const reading = read(
      'Images used:',
      '+ npm ci',
      'added',
      '+ npm test',
      '1 failing',
      'Build teardown started at x',
    );
    expect(reading.ci).toBe('bitbucket');
    expect(stepsOf(reading)).toEqual(['2-3 npm ci', '4-6 npm test']);
    expect(echoesOf(reading)).toEqual([2, 4]);
  });

  it('TeamCity, whose prefix names the step', () => {
    const reading = read(
      '[10:00:00] :\t Step 1/2: Install (Command Line)',
      '[10:00:01] :\t [Step 1/2] added 12 packages',
      '[10:00:02] :\t Step 2/2: Unit tests (Command Line)',
      '[10:00:03]W:\t [Step 2/2] 1 failing',
      '[10:00:04]W:\t [Step 2/2] Process exited with code 5',
    );
    expect(reading).toMatchObject({
      ci: 'teamcity',
      outcome: 'failed',
      exitCode: 5,
      failedStep: { name: 'Unit tests (Command Line)' },
    });
  });

  it('none: a fragment has no steps, and is open', () => {
    expect(read('npm error code E403')).toMatchObject({
      ci: null,
      steps: [],
      outcome: 'open',
      exitCode: null,
    });
    expect(read('')).toMatchObject({ ci: null, steps: [], outcome: 'open' });
  });
});

describe('the prefix of a line', () => {
  it.each([
    '2026-03-04T09:12:31.1234567Z ',
    '2026-03-04T09:12:31Z ',
    '2026-03-04T09:12:31.123+01:00 ',
    '[2026-03-04T09:12:31.123Z] ',
    '2026-03-04 09:12:31 ',
    '2026-03-04 09:12:31,123 ',
    '[2026-03-04 09:12:31 UTC] ',
    '2026/03/04 09:12:31 ',
    '[09:12:31] ',
    '09:12:31.123 ',
    'Mar  4 09:12:31 ',
    '[Wed Mar 04 09:12:31 2026] ',
    'Wed, 04 Mar 2026 09:12:31 GMT ',
    '[1772615551.123] ',
    '1772615551.123 ',
    '04/Mar/2026:09:12:31 +0000 ',
    '03/04/2026 09:12:31 ',
    '[09:12:31]W:\t [Step 1/2] ',
    '[09:12:31] :\t [Step 1/2] ',
    '2026-03-04T09:12:31.123456Z 01O ',
    'release / publish\tPublish\t2026-03-04T09:12:31.1234567Z ',
    '#8 12.34 ',
  ])('%j is cut', (prefix) => {
    const line = redactedLogOf(`${prefix}npm error code E403`).lines[0];
    expect(line && messageOf(line)).toBe('npm error code E403');
  });

  it.each(['[ERROR] no', '12 passed', '1772615551 rows', 'Mar a la Playa', '[12] no', 'March 4 is a day'])(
    '%j has none',
    (text) => {
      const line = redactedLogOf(text).lines[0];
      expect(line && messageOf(line)).toBe(text);
    },
  );
});

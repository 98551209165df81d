import { type Ci, type LogLine, messageOf } from './log-line.ts';

/** Words that only one service prints. Order is meaning: the first that stands anywhere in the sample wins. */
const MARKS: readonly { readonly ci: Ci; readonly words: readonly string[] }[] = [
  {
    ci: 'gitlab',
    words: ['Running with gitlab-runner', 'section_start:', 'ERROR: Job failed', 'Job succeeded'],
  },
  { ci: 'azure-devops', words: ['##[section]Starting:', '##vso[', '##[section]Finishing:'] },
  {
    ci: 'github-actions',
    words: [
      '##[group]',
      '##[error]',
      '##[endgroup]',
      'Current runner version:',
      'GITHUB_TOKEN Permissions',
      '::error',
      '##[warning]',
    ],
  },
  {
    ci: 'jenkins',
    words: [
      '[Pipeline] ',
      'Finished: FAILURE',
      'Finished: SUCCESS',
      'Finished: UNSTABLE',
      'Finished: ABORTED',
    ],
  },
  { ci: 'travis', words: ['travis_fold:', 'travis_time:', 'Using worker: ', 'Your build exited with'] },
  { ci: 'buildkite', words: ['buildkite-agent', 'Running commands', '🚨 Error: The command exited with'] },
  {
    ci: 'circleci',
    words: [
      'CircleCI received exit code',
      'Exited with code exit status',
      'circleci/',
      '#!/bin/bash -eo pipefail',
    ],
  },
  { ci: 'teamcity', words: ['##teamcity[', 'TeamCity server version', 'TeamCity server:'] },
  { ci: 'bitbucket', words: ['BITBUCKET_', 'Build teardown', 'Images used:'] },
];

const SAMPLE_LINES = 400;

/** The service that printed the log, by words of its own in the head and the tail, or null. */
export function detectCi(lines: readonly LogLine[]): Ci | null {
  const sample =
    lines.length <= 2 * SAMPLE_LINES
      ? lines
      : [...lines.slice(0, SAMPLE_LINES), ...lines.slice(-SAMPLE_LINES)];
  if (sample.some((line) => line.mark)) {
    return sample.some((line) => messageOf(line).includes('exited with')) ? 'travis' : markedService(sample);
  }
  for (const { ci, words } of MARKS) {
    if (sample.some((line) => words.some((word) => line.text.includes(word)))) return ci;
  }
  if (sample.some((line) => GITHUB_TIME.test(line.text))) return 'github-actions';
  if (sample.some((line) => TEAMCITY_LINE.test(line.text))) return 'teamcity';
  return sample.some((line) => COPIED_GITHUB.test(messageOf(line))) ? 'github-actions' : null;
}

// [10:00:00]W:	 [Step 1/2] text   ·   [10:00:00] :	 [Step 1/2] text
const TEAMCITY_LINE = /^\[\d\d:\d\d:\d\d\][ WEFDi]:\s{1,8}\[Step \d{1,3}\/\d{1,3}\] /;
// Error: Process completed with exit code 1.     (copied from the page: no marks, no times)
const COPIED_GITHUB = /^Error: Process completed with exit code \d/;

/** Travis writes folds, GitLab sections; the marks carry no service, the runner's banner does. */
function markedService(lines: readonly LogLine[]): Ci {
  return lines.some((line) => line.text.includes('travis')) ? 'travis' : 'gitlab';
}

// 2026-03-01T10:00:00.0000000Z     (seven decimals: the Actions runner)
const GITHUB_TIME = /^(?:[^\t]{1,200}\t[^\t]{1,200}\t)?\S{0,3}\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z /;

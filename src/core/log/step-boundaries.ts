import { type Ci, type LogLine, messageOf } from './log-line.ts';

/**
 * What a line says of steps. `open` begins a step: inside the one that is open where it is `nested`, else in
 * its place. `close` ends the innermost step, or the one of that name with all in it; `name` null is a
 * bracket of the service that is no step of its own.
 */
export type Boundary =
  | {
      readonly kind: 'open';
      readonly name: string | null;
      readonly job: string | null;
      readonly nested: boolean;
    }
  | { readonly kind: 'close'; readonly name: string | null; readonly inclusive: boolean };

/** What a line that says something of steps, jobs and scripts begins with, for whoever must find such lines. */
export const STEP_FORMS: readonly RegExp[] = [
  /^##\[(?:group|endgroup|section|command)\]/,
  /section_(?:start|end):\d/,
  /travis_fold:(?:start|end):/,
  /^\[Pipeline\] [{}]/,
  /^(?:Post job cleanup|Current runner version:|Complete job name: )/,
  /^(?:Executing "\w+" stage of the job script|Getting source from Git repository|Running after[ _]script)/,
  /^(?:Preparing the "\w+" executor|Preparing environment|Restoring cache|Downloading artifacts)/,
  /^(?:Saving cache|Uploading artifacts) for (?:failed|successful) job/,
  /^Step \d{1,3}\/\d{1,3}: /,
  /^#!\/bin\/(?:ba)?sh/,
  /^(?:Failed in branch |Stage "\w.{0,200}" skipped due to)/,
  /^(?:Script contents:|={20,} Starting Command Output)/,
  /^shell: \S/,
];

export type BoundaryReader = (line: LogLine, next: LogLine | undefined) => Boundary | null;

/** The reader for a service's log; services that write section marks are read by those. */
export function createBoundaryReader(ci: Ci | null, lines: readonly LogLine[]): BoundaryReader | null {
  const marked = lines.some((line) => line.mark);
  if (ci === 'travis') return createTravisReader(marked);
  if (marked) return readMark;
  if (ci === 'github-actions') return createGithubReader(lines);
  return ci === null ? null : (READERS[ci] ?? null);
}

const READERS: Partial<Record<Ci, BoundaryReader>> = {
  gitlab: (line) => openWith(GITLAB_STAGE, line),
  'azure-devops': readAzure,
  jenkins: readJenkins,
  buildkite: (line) => openWith(BUILDKITE_GROUP, line),
  circleci: readCircle,
  teamcity: (line) => openWith(TEAMCITY_STEP, line),
  bitbucket: (line) => openWith(BITBUCKET_COMMAND, line),
};

// Executing "step_script" stage of the job script   ·   Getting source from Git repository   (GitLab, without its marks)
const GITLAB_STAGE =
  /^(?<name>Executing "\w{1,40}" stage of the job script|Preparing the "\w{1,40}" executor|Preparing environment|Getting source from Git repository|Restoring cache|Downloading artifacts|Running after[ _]script|(?:Saving cache|Uploading artifacts) for (?:failed|successful) job|Cleaning up project directory.{0,60})$/;
// --- :npm: Install   ·   ~~~ Preparing   ·   +++ Running     (a patch's `--- a/file` is none)
const BUILDKITE_GROUP = /^(?:---|~~~|\+\+\+) (?![ab]\/)(?<name>.{1,200})$/;
// Step 2/3: Unit tests (Command Line)
const TEAMCITY_STEP = /^Step \d{1,3}\/\d{1,3}: (?<name>.{1,200})$/;
// + npm test
const BITBUCKET_COMMAND = /^\+ (?<name>.{1,200})$/;

function open(name: string | null, job: string | null = null, nested = false): Boundary {
  return { kind: 'open', name, job, nested };
}

function openWith(pattern: RegExp, line: LogLine): Boundary | null {
  const name = pattern.exec(messageOf(line).trimEnd())?.groups?.['name'];
  return name ? open(name.trim()) : null;
}

function readMark({ mark }: LogLine): Boundary | null {
  if (!mark) return null;
  return mark.kind === 'start'
    ? open(mark.name, null, true)
    : { kind: 'close', name: mark.name, inclusive: false };
}

// $ npm test
const TRAVIS_COMMAND = /^\$ (?<name>.{1,200})$/;
// The command "npm test" exited with 1.
const TRAVIS_EXIT = /^The command ".{1,500}" (?:failed and )?exited with \d/;

/** Folds, and each command of the script, which stands outside of any fold. */
function createTravisReader(marked: boolean): BoundaryReader {
  let folded = false;
  return (line) => {
    if (line.mark) {
      folded = line.mark.kind === 'start';
      return folded ? open(line.mark.name) : { kind: 'close', name: line.mark.name, inclusive: false };
    }
    if (folded && marked) return null;
    const message = messageOf(line).trimEnd();
    if (TRAVIS_EXIT.test(message)) return { kind: 'close', name: null, inclusive: true };
    return openWith(TRAVIS_COMMAND, line);
  };
}

// release	Publish	2026-03-01T10:00:00.0000000Z text     (`gh run view --log`)
const GH_CLI = /^(?<job>[^\t]{1,200})\t(?<step>[^\t]{1,200})\t\S{0,3}\d{4}-\d\d-\d\dT/;
const NO_STEP_NAME = 'UNKNOWN STEP';

function createGithubReader(lines: readonly LogLine[]): BoundaryReader {
  const columns = lines.some((line) => GH_CLI.test(line.text));
  const marked = lines.some((line) => messageOf(line).startsWith('##[group]'));
  const readLine = createGithubLineReader(marked);
  return columns ? createColumnReader(readLine) : readLine;
}

/** The first two columns name job and step; a change of either is a boundary. */
function createColumnReader(readLine: BoundaryReader): BoundaryReader {
  let last = '';
  return (line, next) => {
    const groups = GH_CLI.exec(line.text)?.groups;
    if (!groups) return null;
    const job = groups['job'] ?? '';
    const step = groups['step'] ?? '';
    const key = `${job}\t${step}`;
    const changed = key !== last;
    last = key;
    if (step !== NO_STEP_NAME) return changed ? open(step, job) : null;
    const boundary = readLine(line, next) ?? (changed ? open('Set up job') : null);
    return boundary?.kind === 'open' ? { ...boundary, job } : boundary;
  };
}

// Complete job name: test (ubuntu-latest, 20)
const JOB_NAME = /^Complete job name: (?<name>.{1,200})$/;
// Run npm ci     (a copy of the page has no marks)
const RUN = /^Run (?<name>\S.{0,199})$/;

function createGithubLineReader(marked: boolean): BoundaryReader {
  let job: string | null = null;
  return (line) => {
    const message = messageOf(line).trimEnd();
    if (message.startsWith('##[group]Run ')) return open(message.slice('##[group]Run '.length).trim(), job);
    if (message.startsWith('Post job cleanup.')) return open('Post job cleanup', job);
    if (message.startsWith('Cleaning up orphan processes')) return open('Complete job', job);
    if (message.startsWith('Current runner version:')) {
      job = null;
      return open('Set up job');
    }
    job = JOB_NAME.exec(message)?.groups?.['name'] ?? job;
    return marked ? null : openWith(RUN, line);
  };
}

function readAzure(line: LogLine): Boundary | null {
  const message = messageOf(line);
  if (message.startsWith('##[section]Starting: '))
    return open(message.slice('##[section]Starting: '.length), null, true);
  if (!message.startsWith('##[section]Finishing: ')) return null;
  return { kind: 'close', name: message.slice('##[section]Finishing: '.length), inclusive: true };
}

// [Pipeline] { (Build)   ·   [Pipeline] { (Branch: unit)
const JENKINS_STAGE = /^\[Pipeline\] \{ \((?:Branch: )?(?<name>.{1,200})\)$/;
// [shop] $ /bin/sh -xe /tmp/jenkins123.sh     (a freestyle job)
const JENKINS_SHELL = /^\[[^\]]{1,100}\] \$ (?<name>.{1,200})$/;

function readJenkins(line: LogLine): Boundary | null {
  const message = messageOf(line).trimEnd();
  if (message.startsWith('[Pipeline] {')) {
    return open(JENKINS_STAGE.exec(message)?.groups?.['name'] ?? null, null, true);
  }
  if (message === '[Pipeline] }') return { kind: 'close', name: null, inclusive: true };
  return openWith(JENKINS_SHELL, line);
}

// #!/bin/bash -eo pipefail     (CircleCI prints the script under its shell)
const CIRCLE_SHELL = /^#!\/\S{1,40}(?: -\S{1,10}(?: \w{1,20})?)?$/;

function readCircle(line: LogLine, next: LogLine | undefined): Boundary | null {
  if (!CIRCLE_SHELL.test(messageOf(line).trimEnd())) return null;
  return open(next ? messageOf(next).trim() || 'script' : 'script');
}

/** What happened in a job, whoever prints it. */
export type JobEvent =
  | { readonly kind: 'step'; readonly name: string }
  | { readonly kind: 'line'; readonly text: string }
  | { readonly kind: 'marked'; readonly text: string }
  | { readonly kind: 'end'; readonly exitCode: number };

/** One CI service: where it checks out, how it stamps lines, and how it writes steps and the end. */
export interface CiFrame {
  readonly name: string;
  readonly workspace: string;
  readonly home: string;
  readonly stamp: (time: Date, job: string) => string;
  readonly step: (name: string) => readonly string[];
  readonly marked: (text: string) => string;
  readonly end: (exitCode: number) => readonly string[];
}

const iso = (time: Date): string => time.toISOString();
const none = (): string => '';
const same = (text: string): string => text;

export const CI_FRAMES: readonly CiFrame[] = [
  {
    name: 'github-actions',
    workspace: '/home/runner/work/shop/shop',
    home: '/home/runner',
    stamp: (time) => `${iso(time).replace('Z', '1234Z')} `,
    step: (name) => [`##[group]Run ${name}`, name, 'shell: /usr/bin/bash -e {0}', '##[endgroup]'],
    marked: (text) => `##[error]${text}`,
    end: (code) => [`##[error]Process completed with exit code ${code}.`, 'Post job cleanup.'],
  },
  {
    name: 'gh run view',
    workspace: '/__w/shop/shop',
    home: '/github/home',
    stamp: (time, job) => `${job}\tVerify\t${iso(time).replace('Z', '5678Z')} `,
    step: (name) => [`##[group]Run ${name}`, name, '##[endgroup]'],
    marked: (text) => `##[error]${text}`,
    end: (code) => [`##[error]Process completed with exit code ${code}.`],
  },
  {
    name: 'a copy of GitHub’s page',
    workspace: '/home/runner/work/shop/shop',
    home: '/home/runner',
    stamp: none,
    step: (name) => [`Run ${name}`],
    marked: (text) => `Error: ${text}`,
    end: (code) => [`Error: Process completed with exit code ${code}.`],
  },
  {
    name: 'gitlab',
    workspace: '/builds/acme/shop',
    home: '/root',
    stamp: none,
    step: (name) => [`section_start:1770000000:step_script\r\u001b[0K$ ${name}`],
    marked: same,
    end: (code) => [
      'Cleaning up project directory and file based variables',
      `ERROR: Job failed: exit code ${code}`,
    ],
  },
  {
    name: 'gitlab with timestamps',
    workspace: '/builds/aB3xYz9_/0/acme/shop',
    home: '/root',
    stamp: (time) => `${iso(time).replace('Z', '123Z')} 01O `,
    step: (name) => [`$ ${name}`],
    marked: same,
    end: (code) => [`ERROR: Job failed: exit code ${code}`],
  },
  {
    name: 'jenkins',
    workspace: '/var/jenkins_home/workspace/shop_main@2',
    home: '/var/jenkins_home',
    stamp: (time) => `[${iso(time)}] `,
    step: (name) => ['[Pipeline] sh', `+ ${name}`],
    marked: same,
    end: (code) => [
      '[Pipeline] End of Pipeline',
      `ERROR: script returned exit code ${code}`,
      'Finished: FAILURE',
    ],
  },
  {
    name: 'azure',
    workspace: '/home/vsts/work/1/s',
    home: '/home/vsts',
    stamp: (time) => `${iso(time).replace('Z', '9012Z')} `,
    step: (name) => ['##[section]Starting: Verify', `##[command]${name}`],
    marked: (text) => `##[error]${text}`,
    end: (code) => [`##[error]Bash exited with code '${code}'.`, '##[section]Finishing: Verify'],
  },
  {
    name: 'circleci',
    workspace: '/home/circleci/project',
    home: '/home/circleci',
    stamp: none,
    step: (name) => ['#!/bin/bash -eo pipefail', `+ ${name}`],
    marked: same,
    end: (code) => ['', `Exited with code exit status ${code}`],
  },
  {
    name: 'buildkite',
    workspace: '/var/lib/buildkite-agent/builds/agent-7/acme/shop',
    home: '/var/lib/buildkite-agent',
    stamp: (time) => `\u001b_bk;t=${time.getTime()}\u0007`,
    step: (name) => ['~~~ Running commands', `$ ${name}`],
    marked: same,
    end: (code) => [`🚨 Error: The command exited with status ${code}`],
  },
  {
    name: 'travis',
    workspace: '/home/travis/build/acme/shop',
    home: '/home/travis',
    stamp: none,
    step: (name) => [`$ ${name}`],
    marked: same,
    end: (code) => [`The command "make" exited with ${code}.`, '', `Done. Your build exited with ${code}.`],
  },
  {
    name: 'a paste from somewhere',
    workspace: '/usr/src/app',
    home: '/home/ci',
    stamp: (time) => `[${iso(time).slice(11, 19)}] `,
    step: () => [],
    marked: same,
    end: () => [],
  },
];

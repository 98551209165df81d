import { type Ci, type LogLine, messageOf } from './log-line.ts';
import type { LogStep } from './log-reading.ts';

interface OpenStep {
  readonly name: string;
  readonly job: string | null;
  readonly from: number;
}

/** A line that begins a step, or ends the one before it (`name` null). Null: the line says nothing of steps. */
type Boundary = { readonly name: string | null; readonly job: string | null } | null;

/**
 * The steps of a job, in order; the one that holds `failedLine` is marked failed.
 * Cost: one pass.
 */
export function readSteps(ci: Ci | null, lines: readonly LogLine[], failedLine: number | null): LogStep[] {
  const steps: LogStep[] = [];
  let open: OpenStep | null = null;
  const close = (to: number): void => {
    if (!open) return;
    const failed = failedLine !== null && open.from <= failedLine && failedLine <= to;
    steps.push({ ...open, to, failed });
    open = null;
  };
  const boundaryOf = boundaryReader(ci, lines);
  for (const line of lines) {
    const boundary = boundaryOf(line);
    if (!boundary) continue;
    close(line.number - 1);
    if (boundary.name !== null) open = { name: boundary.name, job: boundary.job, from: line.number };
  }
  close(lines.at(-1)?.number ?? 0);
  return steps;
}

function boundaryReader(ci: Ci | null, lines: readonly LogLine[]): (line: LogLine) => Boundary {
  if (lines.some((line) => line.mark)) return markedBoundary;
  if (ci === 'github-actions')
    return lines.some((line) => GH_CLI.test(line.text)) ? ghCliReader() : githubBoundary;
  if (ci === 'azure-devops') return azureBoundary;
  if (ci === 'jenkins') return jenkinsBoundary;
  if (ci === 'buildkite') return buildkiteBoundary;
  return () => null;
}

function markedBoundary(line: LogLine): Boundary {
  if (!line.mark) return null;
  return { name: line.mark.kind === 'start' ? line.mark.name : null, job: null };
}

// release	Publish	2026-03-01T10:00:00.0000000Z text     (`gh run view --log`)
const GH_CLI = /^(?<job>[^\t]{1,200})\t(?<step>[^\t]{1,200})\t\S{0,3}\d{4}-\d\d-\d\dT/;

/** The first two columns name job and step; a change of either is a boundary. */
function ghCliReader(): (line: LogLine) => Boundary {
  let last = '';
  return (line) => {
    const groups = GH_CLI.exec(line.text)?.groups;
    if (!groups) return null;
    const job = groups['job'] ?? '';
    const step = groups['step'] ?? '';
    const key = `${job}\t${step}`;
    if (key === last) return null;
    last = key;
    return { name: step, job };
  };
}

function githubBoundary(line: LogLine): Boundary {
  const message = messageOf(line);
  if (message.startsWith('##[group]Run '))
    return { name: message.slice('##[group]Run '.length).trim(), job: null };
  if (message.startsWith('Post job cleanup.')) return { name: 'Post job cleanup', job: null };
  if (message.startsWith('Cleaning up orphan processes')) return { name: 'Complete job', job: null };
  return null;
}

function azureBoundary(line: LogLine): Boundary {
  const message = messageOf(line);
  if (message.startsWith('##[section]Starting: '))
    return { name: message.slice('##[section]Starting: '.length), job: null };
  return message.startsWith('##[section]Finishing: ') ? { name: null, job: null } : null;
}

// [Pipeline] { (Build)
const JENKINS_STAGE = /^\[Pipeline\] \{ \((?<name>.{1,200})\)$/;

function jenkinsBoundary(line: LogLine): Boundary {
  const message = messageOf(line);
  const name = JENKINS_STAGE.exec(message)?.groups?.['name'];
  if (name) return { name, job: null };
  return message.startsWith('[Pipeline] // stage') ? { name: null, job: null } : null;
}

// --- :npm: Install   ·   ~~~ Preparing   ·   +++ Running
const BUILDKITE_GROUP = /^(?:---|~~~|\+\+\+) (?<name>.{1,200})$/;

function buildkiteBoundary(line: LogLine): Boundary {
  const name = BUILDKITE_GROUP.exec(messageOf(line))?.groups?.['name'];
  return name ? { name, job: null } : null;
}

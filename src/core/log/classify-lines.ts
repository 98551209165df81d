import { classifyLine } from './classify-line.ts';
import { type Ci, type LogLine, messageOf } from './log-line.ts';
import type { LineKind } from './log-reading.ts';
import { findReplacedAttempts } from './replaced-attempts.ts';

/** Where a service repeats a script before it runs: the line that begins it, and the one that ends it. */
interface Script {
  readonly begins: (message: string) => boolean;
  readonly ends: (message: string) => boolean;
  /** More lines than this are no script: its end is missing. */
  readonly most: number;
}

const GITHUB: Script = {
  begins: (message) => message.startsWith('##[group]Run '),
  ends: (message) => message.startsWith('##[endgroup]'),
  most: 400,
};
/** A copy of GitHub's page shows the script between `Run x` and its shell. */
const COPIED_GITHUB: Script = {
  begins: (message) => /^Run \S/.test(message),
  ends: (message) => message.trimStart().startsWith('shell: '),
  most: 60,
};
const AZURE: Script = {
  begins: (message) => message.startsWith('Script contents:'),
  ends: (message) => message.startsWith('========================== Starting Command Output'),
  most: 200,
};
/** CircleCI prints the shell, and the command in the next line. */
const CIRCLE: Script = {
  begins: (message) => message.startsWith('#!/bin/') || message.startsWith('#!/usr/bin/env '),
  ends: () => true,
  most: 2,
};

/**
 * What each line is: by its form, and by its place in a script that the service repeats before it runs it.
 * Cost: one pass, and a look ahead at each script's begin.
 */
export function classifyLines(ci: Ci | null, lines: readonly LogLine[]): LineKind[] {
  const kinds = lines.map((line) => classifyLine(messageOf(line)));
  for (const index of findReplacedAttempts(lines)) kinds[index] = 'passing';
  const script = scriptOf(ci, lines);
  if (!script) return kinds;
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index];
    if (!line || !script.begins(messageOf(line))) continue;
    const end = endOf(script, lines, index);
    if (end > index) kinds.fill('echo', index, script === GITHUB ? end : end + 1);
    index = Math.max(index, end);
  }
  return kinds;
}

function scriptOf(ci: Ci | null, lines: readonly LogLine[]): Script | null {
  if (ci === 'azure-devops') return AZURE;
  if (ci === 'circleci') return CIRCLE;
  if (ci !== 'github-actions' && ci !== null) return null;
  const marked = lines.some((line) => GITHUB.begins(messageOf(line)));
  return marked ? GITHUB : ci === null ? null : COPIED_GITHUB;
}

/** Index of the line that ends a script, or -1 where it is missing or another script begins first. */
function endOf(script: Script, lines: readonly LogLine[], begin: number): number {
  const last = (lines[begin]?.number ?? 0) + script.most;
  for (let index = begin + 1; index < lines.length; index++) {
    const line = lines[index];
    if (!line || line.number > last) return -1;
    const message = messageOf(line);
    if (script.ends(message)) return index;
    if (script.begins(message)) return -1;
  }
  return -1;
}

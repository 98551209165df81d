import { cleanUpSteps, type OrdinaryStep, ordinarySteps } from './ordinary-steps.ts';

/** How many lines of a healthy job stand around a failure. */
export interface Surroundings {
  readonly before: number;
  readonly after: number;
  readonly seed: number;
}

/** How a CI service begins a step; each makes the lines before the step's own output. */
type StepFrame = (command: string) => readonly string[];

/**
 * The log as part of a longer job, in the style of its own CI service: ordinary successful steps before it;
 * behind it what a job still does after a failure. Words that end a job (`ERROR: Job failed`) stay last.
 */
export function surround(log: string, { before, after, seed }: Surroundings): string {
  const lines = log.replace(/\n$/, '').split('\n');
  const frame = frameOf(lines);
  const cut = endOfJob(lines);
  const body = lines.slice(0, cut);
  const stamps = {
    first: prefixOf(lines[0] ?? ''),
    last: prefixOf(lines.findLast((line) => line !== '') ?? ''),
  };
  const head = write(ordinarySteps(before, seed), frame, stamps.first);
  const opening = before === 0 || beginsStep(lines) ? [] : frame(OWN_STEP).map((line) => stamps.first + line);
  const tail = write(cleanUpSteps(after, seed + 1), frame, stamps.last);
  return `${[...head, ...opening, ...body, ...tail, ...lines.slice(cut)].join('\n')}\n`;
}

/** The step a fragment without one of its own is put into. */
const OWN_STEP = './ci/verify.sh';

function write(steps: readonly OrdinaryStep[], frame: StepFrame, stamp: string): string[] {
  return steps.flatMap(({ command, lines }) => [...frame(command), ...lines].map((line) => stamp + line));
}

// release	Publish	2026-03-01T10:00:00.0000000Z text
const GH_CLI = /^[^\t]+\t[^\t]+\t\S+Z /;
// 2026-03-01T10:00:00.0000000Z text   ·   2026-03-01T10:00:00.000000Z 01O text   ·   [2026-03-01T10:00:00.000Z] text   ·   [10:00:00] text
const STAMP = /^\[?(?:\d{4}-\d\d-\d\d[T ])?\d\d:\d\d:\d\d(?:[.,]\d+)?Z?\]? (?:[0-9a-f]{2}[OE][ +])?/;

/** What the service writes before every line; time stands still, which no reader minds. */
function prefixOf(line: string): string {
  const cli = GH_CLI.exec(line)?.[0];
  if (cli) return cli.replace(/\t[^\t]+\t/, '\tPrepare\t');
  return STAMP.exec(line)?.[0] ?? '';
}

const FRAMES: readonly { readonly mark: string; readonly frame: StepFrame }[] = [
  {
    mark: 'section_start:',
    frame: (command) => [`section_start:1770000000:step_${command.length}\r\u001b[0K$ ${command}`],
  },
  { mark: '##[section]', frame: (command) => [`##[section]Starting: ${command}`, `##[command]${command}`] },
  {
    mark: '##[',
    frame: (command) => [`##[group]Run ${command}`, command, 'shell: /usr/bin/bash -e {0}', '##[endgroup]'],
  },
  { mark: '[Pipeline]', frame: (command) => ['[Pipeline] sh', `+ ${command}`] },
  { mark: '~~~ ', frame: (command) => [`~~~ ${command}`, `$ ${command}`] },
  { mark: '--- :', frame: (command) => [`--- ${command}`, `$ ${command}`] },
];

/** By the marks that the log itself holds; a log of no known service gets a shell's echo. */
function frameOf(lines: readonly string[]): StepFrame {
  const known = FRAMES.find(({ mark }) => lines.some((line) => line.includes(mark)));
  if (known) return known.frame;
  // 2026-03-01T10:00:00.0000000Z     (seven decimals: the Actions runner)
  const github = lines.some((line) => /(?:^|\t)\d{4}-\d\d-\d\dT[\d:]{8}\.\d{7}Z /.test(line));
  return github ? (FRAMES[2]?.frame ?? shell) : shell;
}

function shell(command: string): readonly string[] {
  return [`$ ${command}`];
}

// ##[group]Run npm ci   ·   Current runner version: '2.321.0'   ·   section_start:1770000000:prepare   ·   ##[section]Starting: Build
const STEP_BEGINS =
  /##\[(?:group|section)\]|Current runner version|section_start:|\[Pipeline\]|^(?:~~~|---) /;

function beginsStep(lines: readonly string[]): boolean {
  return STEP_BEGINS.test(lines.find((line) => line.trim() !== '') ?? '');
}

// ERROR: Job failed: exit code 1   ·   Finished: FAILURE   ·   Done. Your build exited with 1.   ·   [Pipeline] End of Pipeline
const LAST_WORDS =
  /(?:^|\s)(?:ERROR: Job failed|ERROR: script returned exit code|Finished: [A-Z]+|Done\. Your build exited|\[Pipeline\] (?:\/\/|\}|End)|Cleaning up project directory|section_end:)/;

/** Index of the line where the job's own last words begin; the length when it has none. */
function endOfJob(lines: readonly string[]): number {
  const ends = /ERROR: Job failed|Finished: [A-Z]+|Done\. Your build exited/;
  if (!lines.slice(-4).some((line) => ends.test(line))) return lines.length;
  let cut = lines.length;
  while (cut > 0 && (LAST_WORDS.test(lines[cut - 1] ?? '') || (lines[cut - 1] ?? '').trim() === '')) cut--;
  return cut;
}

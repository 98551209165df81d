import { CI_FRAMES, type CiFrame, type JobEvent } from './ci-frames.ts';
import { createRandom } from './random-numbers.ts';

/**
 * The same failure as it would look on another day, on another machine, in another CI service: the same seed
 * gives the same disguise. The words and the meaning of the log stay; times, ids, paths of the machine,
 * hashes, addresses, ports, durations, places in files and shard numbers do not.
 */
export function disguise(log: string, seed: number): string {
  const random = createRandom(seed);
  const frame = CI_FRAMES[Math.floor(random() * CI_FRAMES.length)] ?? (CI_FRAMES[0] as CiFrame);
  const job = `verify (${1 + Math.floor(random() * 24)}/24)`;
  let time = 1_760_000_000_000 + Math.floor(random() * 40_000_000_000);
  const lines = frameEvents(readEvents(log), frame).map((line) => {
    time += Math.floor(random() * 900);
    return frame.stamp(new Date(time), job) + paint(changeValues(line, { frame, random }), random);
  });
  return lines.join(random() < 0.3 ? '\r\n' : '\n');
}

// 2026-03-04T09:12:31.7429207Z text
const STAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3,7}Z ?/;

// Current runner version: '2.321.0'   ·   [command]/usr/bin/git version     (the Actions runner's own words)
const RUNNER = /^(?:Current runner version|Prepare (?:workflow|all)|Complete job name|\[command\])/;

function readEvents(log: string): JobEvent[] {
  const events: JobEvent[] = [];
  let inGroup = false;
  for (const raw of log.trimEnd().split('\n')) {
    const text = raw.replace(STAMP, '');
    const end = /^##\[error\]Process completed with exit code (\d+)/.exec(text);
    if (text.startsWith('##[group]Run ')) {
      events.push({ kind: 'step', name: text.slice('##[group]Run '.length) });
      inGroup = true;
    } else if (text.startsWith('##[endgroup]')) inGroup = false;
    else if (
      inGroup ||
      text.startsWith('##[group]') ||
      text.startsWith('Post job cleanup') ||
      RUNNER.test(text)
    )
      continue;
    else if (end) {
      events.push({ kind: 'end', exitCode: Number(end[1]) });
      return events; // what the runner cleans up afterwards is of no other service
    } else if (text.startsWith('##[error]'))
      events.push({ kind: 'marked', text: text.slice('##[error]'.length) });
    else events.push({ kind: 'line', text });
  }
  return events;
}

function frameEvents(events: readonly JobEvent[], frame: CiFrame): string[] {
  return events.flatMap((event) => {
    if (event.kind === 'step') return frame.step(event.name);
    if (event.kind === 'end') return frame.end(event.exitCode);
    return event.kind === 'marked' ? frame.marked(event.text) : event.text;
  });
}

/** Colours, as a terminal would get them. */
function paint(line: string, random: () => number): string {
  if (random() > 0.15 || line.trim() === '' || line.includes('\u001b')) return line;
  return `\u001b[${31 + Math.floor(random() * 6)}m${line}\u001b[0m`;
}

interface Change {
  readonly frame: CiFrame;
  readonly random: () => number;
}

function changeValues(line: string, { frame, random }: Change): string {
  const number = (from: number, to: number): string => String(from + Math.floor(random() * (to - from)));
  const hex = (length: number): string => {
    let digits = 'a1';
    while (digits.length < length) digits += Math.floor(random() * 16).toString(16);
    return digits.slice(0, length);
  };
  const uuid = (): string => `${hex(8)}-${hex(4)}-${hex(4)}-${hex(4)}-${hex(12)}`;
  return line
    .replace(/\/home\/runner\/work\/app\/app/g, frame.workspace)
    .replace(/\/home\/runner\/work\/_temp/g, `/tmp/ci-${hex(6)}`)
    .replace(/\/home\/runner(?=\/)/g, frame.home)
    .replace(/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g, uuid)
    .replace(/\b(?=[0-9a-f]*[a-f])(?=[0-9a-f]*\d)[0-9a-f]{12,64}\b/g, (old) => hex(old.length))
    .replace(
      /\b20\d\d-\d\d-\d\dT\d\d_\d\d_\d\d_\d\d\dZ/g,
      () => `2027-0${number(1, 9)}-11T03_0${number(1, 9)}_44_${number(100, 999)}Z`,
    )
    .replace(
      /\b(?:127|10)\.\d+\.\d+\.\d+\b/g,
      () => `10.${number(0, 250)}.${number(0, 250)}.${number(1, 250)}`,
    )
    .replace(
      /(\blocalhost|10\.\d+\.\d+\.\d+):\d{2,5}\b/g,
      (_, host: string) => `${host}:${number(1024, 65_000)}`,
    )
    .replace(
      /(\.(?:tsx?|jsx?|py|java|kt|go|rs|rb|php|c|cpp|cs|scala)):\d+:\d+/g,
      (_, end: string) => `${end}:${number(1, 900)}:${number(1, 80)}`,
    )
    .replace(/(\.(?:tsx?|java|cs|py|go)):\d+(?=[:)\s]|$)/g, (_, end: string) => `${end}:${number(1, 900)}`)
    .replace(/(\.(?:tsx?|cs))\(\d+,\d+\)/g, (_, end: string) => `${end}(${number(1, 900)},${number(1, 80)})`)
    .replace(/:\[\d+,\d+\]/g, () => `:[${number(1, 900)},${number(1, 80)}]`)
    .replace(/\bline \d+\b/g, () => `line ${number(1, 900)}`)
    .replace(/\b\d+\.\d+ ?s\b/g, () => `${number(0, 60)}.${number(10, 99)}s`)
    .replace(/\b\d+ ms\b/g, () => `${number(1, 900)} ms`)
    .replace(/\b\d{1,3}%/g, () => `${number(1, 100)}%`)
    .replace(/\((\d+)\/(\d+)\)/g, () => `(${number(1, 9)}/${number(9, 25)})`)
    .replace(/\b(shard|worker|attempt) \d+/g, (_, word: string) => `${word} ${number(1, 30)}`);
}

import type { Analysis, RunnerUp } from '../../core/diagnosis/analysis.ts';
import { describeBar } from '../../core/diagnosis/find-runner-up.ts';
import type { ConsideredPlaybook, ConsideredSignal, ConsideredVeto } from '../../core/match/considered.ts';

/** More signals or lines of one playbook than this hide the others. */
const MOST_SIGNALS = 6;
const MOST_LINES = 4;
/** A log's line, so that it stays one line of the terminal. */
const MAX_LINE_CHARS = 160;

/**
 * Why this diagnosis and no other, as plain text: each playbook that had a hit with its signals, where they
 * hit, what each gave and what was vetoed by what, and what would tell the runner-up from the winner.
 */
export function renderExplanation({ considered, verdict, findings, runnerUp }: Analysis): string {
  if (considered.length === 0) return `Why: no playbook was considered, the verdict is ${verdict}.\n`;
  const head = verdict === 'diagnosed' ? 'Why' : `Why, although the verdict is ${verdict}`;
  const [best] = findings;
  const texts = new Map(findings.flatMap(({ evidence }) => evidence.map(({ line, text }) => [line, text])));
  const sure = new Map(findings.map(({ id, confidence }) => [id, `, confidence ${confidence}`]));
  const parts = [
    head,
    ...considered.map(
      (one, index) =>
        `${index + 1}. ${describeHead(one)}${sure.get(one.id) ?? ''}${renderConsidered(one, texts)}`,
    ),
  ];
  if (best && runnerUp) parts.push(renderRunnerUp(best.id, runnerUp));
  return `${parts.join('\n\n')}\n`;
}

function describeHead(one: ConsideredPlaybook): string {
  return `${one.id}: ${describeOutcome(one)}, score ${one.score}`;
}

function renderConsidered(
  { base, signals, vetoes }: ConsideredPlaybook,
  texts: ReadonlyMap<number, string>,
): string {
  const hidden = signals.length - MOST_SIGNALS;
  return [
    '',
    ...(signals.length > 0 ? [`   ${signed(base)}  for fitting where it does`] : []),
    ...signals.slice(0, MOST_SIGNALS).flatMap((signal) => renderSignal(signal, texts)),
    ...(hidden > 0 ? [`   and ${hidden} more signals`] : []),
    ...vetoes.map(renderVeto),
  ].join('\n');
}

function describeOutcome(one: ConsideredPlaybook): string {
  switch (one.outcome) {
    case 'fits':
      return 'fits best';
    case 'outscored':
      return 'fits, and is outscored';
    case 'cascade':
      return `fits, and ${one.replacedBy} explains it`;
    case 'replaced':
      return `fits, and the more specific ${one.replacedBy} stands for it`;
    case 'vetoed':
      return 'is vetoed';
    case 'gate-missing':
      return `does not fit: ${describeBar(one) ?? 'a gate is not open'}`;
  }
}

function renderSignal(one: ConsideredSignal, texts: ReadonlyMap<number, string>): string[] {
  const { signal, role, lines, line, weight, place, gave } = one;
  const others = lines.filter((other) => other !== line);
  const also = others.length > 0 ? `, also on ${listLines(others)}` : '';
  const gate = role === 'any' ? '' : ` (${role})`;
  const text = texts.get(line)?.trim();
  return [
    `   ${signed(gave)}  line ${line} holds “${signal}”${gate}: weight ${weight}, place ${place}${also}`,
    ...(text
      ? [`          ${text.length > MAX_LINE_CHARS ? `${text.slice(0, MAX_LINE_CHARS)}…` : text}`]
      : []),
  ];
}

function listLines(lines: readonly number[]): string {
  const shown = lines.slice(0, MOST_LINES).join(', ');
  return lines.length > MOST_LINES ? `${shown} and ${lines.length - MOST_LINES} more` : shown;
}

function renderVeto({ signal, scope, line, silenced }: ConsideredVeto): string {
  const whom = silenced === null ? 'the playbook' : `“${silenced}”`;
  return `    veto  line ${line} holds “${signal}”, which silences ${whom} in this ${scope}`;
}

function renderRunnerUp(winner: string, { id, behind, keptOut, onlyWinner, wouldSpeak, command }: RunnerUp) {
  const lines = [`The runner-up is ${id}, ${keptOut ? keptOut : `${behind} behind`}.`];
  if (onlyWinner) lines.push(`Only ${winner} explains line ${onlyWinner.line}: ${onlyWinner.text.trim()}`);
  const words = wouldSpeak.map((signal) => `“${signal}”`);
  if (words.length > 0) lines.push(`A line with ${words.join(' or ')} would speak for ${id}.`);
  if (command) lines.push(`This tells whether it is ${id}: ${command}`);
  return lines.join('\n');
}

function signed(value: number): string {
  return `+${value.toFixed(2)}`;
}

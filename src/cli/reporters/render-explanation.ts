import type { Analysis } from '../../core/diagnosis/analysis.ts';
import type { Finding } from '../../core/match/finding.ts';
import type { Catalog } from '../../core/playbook/catalog.ts';
import type { Playbook, Signal } from '../../core/playbook/playbook.ts';

/** What is known of the playbooks that were considered. */
export interface ExplainedAnalysis {
  readonly analysis: Analysis;
  readonly catalog: Catalog;
}

/** More lines of one playbook than this hide the others. */
const MOST_LINES = 6;
/** Signals named as what would speak for the runner-up. */
const MOST_SIGNALS = 3;

/**
 * Why this diagnosis and no other, as plain text: each playbook that fits with its signals, the lines they
 * hit and what the ranking says of it, and what would tell the runner-up from the winner.
 */
export function renderExplanation({ analysis, catalog }: ExplainedAnalysis): string {
  const { findings, verdict } = analysis;
  if (findings.length === 0) return `Why: no playbook was considered, the verdict is ${verdict}.\n`;
  const [best, second] = findings;
  const parts = ['Why', ...findings.map(renderFinding)];
  if (best && second) parts.push(renderRivalry(best, second, catalog));
  return `${parts.join('\n\n')}\n`;
}

function renderFinding(finding: Finding, index: number): string {
  const { id, score, confidence, evidence, because, cascadeOf } = finding;
  const head = `${index + 1}. ${id}: score ${score}, confidence ${confidence}`;
  const hits = evidence.slice(0, MOST_LINES).map(({ file, line, step, signal, text }) => {
    const place = `${file ? `${file}, ` : ''}line ${line}${step ? ` in “${step}”` : ''}`;
    return `   ${place} holds “${signal}”\n     ${text.trim()}`;
  });
  const more = evidence.length - hits.length;
  const rest = because
    .filter((sentence) => !sentence.startsWith('line '))
    .map((sentence) => `   ${sentence}`);
  return [
    head,
    ...hits,
    ...(more > 0 ? [`   and ${more} more lines`] : []),
    ...rest,
    ...(cascadeOf && rest.length === 0 ? [`   ${cascadeOf} drags it along`] : []),
  ].join('\n');
}

function renderRivalry(best: Finding, second: Finding, catalog: Catalog): string {
  const lines = [`The runner-up is ${second.id}, ${round(best.score - second.score)} behind.`];
  const own = best.evidence.find(({ line }) => !second.evidence.some((other) => other.line === line));
  if (own) lines.push(`Only ${best.id} explains line ${own.line}: ${own.text.trim()}`);
  const playbook = catalog.find(second.id)?.playbook;
  if (!playbook) return lines.join('\n');
  const missing = missingSignals(playbook, second);
  if (missing.length > 0) lines.push(`A line with ${missing.join(' or ')} would speak for ${second.id}.`);
  const [command] = [...playbook.workflow.verify, ...playbook.workflow.local_repro];
  if (command) lines.push(`This tells whether it is ${second.id}: ${command}`);
  return lines.join('\n');
}

function missingSignals({ match }: Playbook, { evidence }: Finding): string[] {
  const seen = new Set(evidence.map(({ signal }) => signal));
  return [...match.all, ...match.any]
    .map(wordsOf)
    .filter((words) => !seen.has(words))
    .slice(0, MOST_SIGNALS)
    .map((words) => `“${words}”`);
}

function wordsOf(signal: Signal): string {
  if (typeof signal === 'string') return signal;
  return 'expression' in signal ? signal.expression : signal.literal;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

import { wordsOf } from '../match/consider-playbooks.ts';
import type { ConsideredPlaybook } from '../match/considered.ts';
import type { Finding } from '../match/finding.ts';
import type { Catalog } from '../playbook/catalog.ts';
import { isEvidenceOnly } from '../playbook/playbook.ts';
import { titleOf } from '../playbook/title-of.ts';
import type { RunnerUp } from './analysis.ts';

/** What the ranking left behind. */
export interface Ranking {
  /** Best first. */
  readonly findings: readonly Finding[];
  readonly considered: readonly ConsideredPlaybook[];
}

/** Signals named as what would speak for the runner-up. */
const MOST_SIGNALS = 3;

/**
 * The best playbook beside the winner that stands for another cause: what the winner explains or replaces is no
 * rival. Null when nothing else had a hit.
 */
export function findRunnerUp({ findings, considered }: Ranking, catalog: Catalog): RunnerUp | null {
  const [winner] = findings;
  const second =
    considered.find(({ outcome }) => outcome === 'outscored') ??
    considered.find(({ outcome }) => outcome === 'vetoed' || outcome === 'gate-missing');
  const playbook = second && catalog.find(second.id)?.playbook;
  if (!winner || !second || !playbook) return null;
  const lines = new Set(second.signals.flatMap((signal) => signal.lines));
  const own = winner.evidence.find(({ line }) => !lines.has(line));
  const seen = new Set(second.signals.map(({ signal }) => signal));
  const { all, any } = playbook.match;
  const [command = null] = [...playbook.workflow.verify, ...playbook.workflow.local_repro];
  return {
    id: second.id,
    title: titleOf(playbook),
    behind: Math.round((winner.score - second.score) * 100) / 100,
    keptOut: describeBar(second),
    onlyWinner: own ? { line: own.line, text: own.text } : null,
    wouldSpeak: [...all, ...any.filter((signal) => !isEvidenceOnly(signal))]
      .map(wordsOf)
      .filter((words) => !seen.has(words))
      .slice(0, MOST_SIGNALS),
    command,
  };
}

/** What kept a playbook from fitting, in words; null when it fits. */
export function describeBar({ outcome, vetoes, missing }: ConsideredPlaybook): string | null {
  const [veto] = vetoes;
  if (outcome === 'vetoed' && veto) return `line ${veto.line} holds “${veto.signal}”, which rules it out`;
  if (outcome === 'gate-missing' && missing.length > 0) return `it also needs ${quoteAll(missing)}`;
  return null;
}

function quoteAll(words: readonly string[]): string {
  return words.map((word) => `“${word}”`).join(' and ');
}

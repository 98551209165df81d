import type { SignalRole } from './compile-catalog.ts';

/**
 * What became of a playbook that had anything in the log.
 * `fits`: the best. `outscored`: fits, another fits better. `cascade`: fits, another explains it.
 * `replaced`: fits, a more specific one stands for it. `vetoed`: words it must not stand beside are there.
 * `gate-missing`: words it can't do without are not.
 */
export type Outcome = 'fits' | 'outscored' | 'cascade' | 'replaced' | 'vetoed' | 'gate-missing';

/** A signal that hit, and what it added to the score. */
export interface ConsideredSignal {
  /** As the playbook writes it. */
  readonly signal: string;
  readonly role: SignalRole;
  /** 1-based, ascending: the first few and the last few. */
  readonly lines: readonly number[];
  /** The line that counted. */
  readonly line: number;
  readonly weight: number;
  /** 0 to 1: how near the line stands to where the job ended. */
  readonly place: number;
  /** Points added to the score. */
  readonly gave: number;
}

/** Words that spoke against a playbook, and what they silenced. */
export interface ConsideredVeto {
  /** The veto, as the playbook writes it. */
  readonly signal: string;
  readonly scope: 'line' | 'step' | 'log';
  readonly line: number;
  /** The signal that did not count because of it; null: the whole playbook. */
  readonly silenced: string | null;
}

/** A playbook that had a hit in the log: why it won, or why it did not. */
export interface ConsideredPlaybook {
  readonly id: string;
  readonly outcome: Outcome;
  /** What it has, or for one that does not fit what it would have. */
  readonly score: number;
  /** The part of the score that stands for fitting at all; the rest is what the signals gave. */
  readonly base: number;
  /** The strongest first. */
  readonly signals: readonly ConsideredSignal[];
  readonly vetoes: readonly ConsideredVeto[];
  /** Gates that did not hold, in words. */
  readonly missing: readonly string[];
  /** Id of the playbook that replaces or explains it, or null. */
  readonly replacedBy: string | null;
}

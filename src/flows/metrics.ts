/** What is counted about the running process. Labels are words of ours, never of a log or a message. */
export interface Metrics {
  /** Something was taken in: `message`, `paste`, `run-news`. */
  countAccepted(kind: string): void;
  /** A card was posted, so long after it was asked for; null where nobody wrote down when that was. */
  observeCard(ms: number | null): void;
  /** A log got its verdict; the playbook's id, or null when none fits. */
  countDiagnosis(verdict: string, playbook: string | null): void;
  /** An item of work ended. */
  observeWork(outcome: 'done' | 'failed', ms: number): void;
  /** A warning or an error was logged; its constant words. */
  countProblem(level: 'warn' | 'error', words: string): void;
  /** What a language model cost and came to; names as in the summary meter. */
  countSummary(name: string, by: number, label: string | null): void;
}

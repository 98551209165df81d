import type { TokenUsage } from './summarizer.ts';

/** What summaries cost and came to, since the process began. */
export interface SummaryTotals {
  readonly calls: number;
  readonly kept: number;
  readonly tokens: TokenUsage;
  /** US dollars, or null when no prices are configured. */
  readonly cost: number | null;
  /** How often each outcome came: `summary`, `failed`, `discarded: link` ... */
  readonly outcomes: Readonly<Record<string, number>>;
}

/** Counts what summaries cost. Read by `/metrics` and the status. */
export interface SummaryMeter {
  countOutcome(outcome: string): void;
  /** A kept sentence was used: no call. */
  countKept(): void;
  countTokens(usage: TokenUsage): void;
  /** A call ended, well or not. */
  observeCall(ms: number): void;
  totals(): SummaryTotals;
}

/** US dollars for a million tokens. */
export interface TokenPrices {
  readonly input: number;
  readonly output: number;
}

const PER_MILLION = 1_000_000;

/** `onCount` is told of every count as it happens, for whoever exports them. */
export function createSummaryMeter(
  prices: TokenPrices | null,
  onCount: (
    name: 'call' | 'kept' | 'outcome' | 'input-tokens' | 'output-tokens' | 'cost',
    by: number,
    label?: string,
  ) => void = () => {},
): SummaryMeter {
  let [calls, kept, input, output] = [0, 0, 0, 0];
  const outcomes: Record<string, number> = {};
  const costOf = (usage: TokenUsage) =>
    prices ? (usage.input * prices.input + usage.output * prices.output) / PER_MILLION : null;
  return {
    countOutcome(outcome) {
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
      onCount('outcome', 1, outcome);
    },
    countKept() {
      kept += 1;
      onCount('kept', 1);
    },
    countTokens(usage) {
      input += usage.input;
      output += usage.output;
      onCount('input-tokens', usage.input);
      onCount('output-tokens', usage.output);
      onCount('cost', costOf(usage) ?? 0);
    },
    observeCall(ms) {
      calls += 1;
      onCount('call', ms);
    },
    totals: () => ({
      calls,
      kept,
      tokens: { input, output },
      cost: costOf({ input, output }),
      outcomes: { ...outcomes },
    }),
  };
}

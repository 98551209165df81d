import type { Call } from '../command.ts';
import type { AnalysisReport } from './analysis-report.ts';

/**
 * `faultline.analysis/v1`: the shape is a contract, see docs/architecture.md. What each signal gave and the
 * runner-up come along under `--explain`.
 */
export function reportAsJson({ analysis, source, totalMs, summary }: AnalysisReport, call: Call): void {
  const { schema, considered, runnerUp, ...rest } = analysis;
  const why = call.options.has('explain') ? { considered, runnerUp } : {};
  const report = { schema, source, ...rest, ...why, summary, totalMs };
  call.terminal.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
}

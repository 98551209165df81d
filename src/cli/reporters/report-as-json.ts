import type { Call } from '../command.ts';
import type { AnalysisReport } from './analysis-report.ts';

/** `faultline.analysis/v1`: the shape is a contract, see docs/architecture.md. */
export function reportAsJson({ analysis, source, totalMs }: AnalysisReport, { terminal }: Call): void {
  const { schema, ...rest } = analysis;
  terminal.stdout.write(`${JSON.stringify({ schema, source, ...rest, totalMs }, null, 2)}\n`);
}

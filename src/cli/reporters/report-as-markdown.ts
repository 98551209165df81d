import { renderCardMarkdown } from '../../core/card/render-card-markdown.ts';
import type { Call } from '../command.ts';
import { type AnalysisReport, cardOf } from './analysis-report.ts';

/** For pull requests, wikis and job summaries. */
export function reportAsMarkdown(report: AnalysisReport, { terminal }: Call): void {
  terminal.stdout.write(`${renderCardMarkdown(cardOf(report))}\n`);
}

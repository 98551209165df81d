import { renderCardText } from '../../core/card/render-card-text.ts';
import type { Call } from '../command.ts';
import { type AnalysisReport, cardOf } from './analysis-report.ts';

/** For people: the card, as a terminal shows it. */
export function reportAsText(report: AnalysisReport, { terminal, style }: Call): void {
  terminal.stdout.write(`${renderCardText(cardOf(report), style)}\n`);
}

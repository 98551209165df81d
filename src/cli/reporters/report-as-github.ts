import { appendFile } from 'node:fs/promises';
import { renderCardMarkdown } from '../../core/card/render-card-markdown.ts';
import type { Analysis } from '../../core/diagnosis/analysis.ts';
import type { Call } from '../command.ts';
import { type AnalysisReport, cardOf } from './analysis-report.ts';
import { type Annotation, renderAnnotation } from './render-annotation.ts';

/**
 * For a step of a GitHub Actions job: an annotation on stdout, the whole card in the job's summary.
 *
 * The card stays out of stdout: a line of the log could begin with `::` and the runner would obey it.
 */
export async function reportAsGithub(report: AnalysisReport, { terminal }: Call): Promise<void> {
  const annotation = annotate(report.analysis);
  if (annotation) terminal.stdout.write(`${renderAnnotation(annotation)}\n`);
  const summaryFile = terminal.env['GITHUB_STEP_SUMMARY'];
  if (summaryFile) await appendFile(summaryFile, `${renderCardMarkdown(cardOf(report))}\n`);
}

function annotate({ verdict, diagnosis, findings, excerpt }: Analysis): Annotation | null {
  if (verdict === 'clean') return null;
  if (!diagnosis) {
    const lines = excerpt.map(({ line, text }) => `${line}  ${text}`);
    return { level: 'warning', title: 'No playbook fits this failure', message: lines.join('\n') };
  }
  const level = diagnosis.severity === 'low' || diagnosis.severity === 'medium' ? 'warning' : 'error';
  const proof = (findings[0]?.evidence ?? []).map(({ line, text }) => `${line}  ${text}`);
  const message = [diagnosis.summary, ...proof, `faultline explain ${diagnosis.id}`].join('\n');
  return { level, title: diagnosis.title, message };
}

import type { Call, Format } from './command.ts';
import type { AnalysisReport } from './reporters/analysis-report.ts';
import { reportAsGithub } from './reporters/report-as-github.ts';
import { reportAsJson } from './reporters/report-as-json.ts';
import { reportAsMarkdown } from './reporters/report-as-markdown.ts';
import { reportAsText } from './reporters/report-as-text.ts';

/** How an analysis is printed, by the name of the format. */
export const REPORTERS: Readonly<
  Record<Format, (report: AnalysisReport, call: Call) => Promise<void> | void>
> = {
  text: reportAsText,
  json: reportAsJson,
  markdown: reportAsMarkdown,
  github: reportAsGithub,
};

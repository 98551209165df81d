import { type LogInput, readLogFile, readLogStream } from '../../adapters/files/read-log-file.ts';
import type { Analysis } from '../../core/diagnosis/analysis.ts';
import { AuthorError } from '../../core/errors.ts';
import { type CompiledCatalog, compileCatalog } from '../../core/match/compile-catalog.ts';
import { type Call, type Command, FORMATS } from '../command.ts';
import { diagnoseInput } from '../diagnose-input.ts';
import { loadCatalog } from '../load-catalog.ts';
import { renderExplanation } from '../reporters/render-explanation.ts';
import { REPORTERS } from '../reporters.ts';

export const analyzeCommand: Command = {
  name: 'analyze',
  usage: '[FILE|-]',
  summary: 'diagnose a log: plain, .gz, or a CI .zip archive',
  minArgs: 0,
  maxArgs: 1,
  formats: FORMATS,
  options: [
    {
      name: 'run-url',
      value: 'URL',
      summary:
        'in place of a FILE: fetch the logs of a run’s failed jobs, with the tokens of the environment',
    },
    {
      name: 'explain',
      value: null,
      summary: 'say why: what each signal gave, what was vetoed, the runner-up',
    },
    {
      name: 'summarize',
      value: null,
      summary: 'add one checked sentence of the configured language model',
    },
    {
      name: 'dry-run',
      value: null,
      summary: 'with --summarize: print what would be sent, and send nothing',
    },
  ],
  run: runAnalyze,
};

async function runAnalyze(call: Call): Promise<number> {
  if (call.options.has('dry-run') && !call.options.has('summarize')) throw dryRunAlone();
  const catalog = await loadCatalog(call);
  const compiled = compileCatalog(catalog);
  const url = call.options.valueOf('run-url');
  if (url !== null && call.options.has('summarize')) throw summarizeRun();
  if (url !== null) return analyzeRun(call, compiled, url);
  const input = await readInput(call);
  const startedAt = performance.now();
  const { analysis, log, file } = await diagnoseInput(compiled, input);
  const totalMs = Math.round((performance.now() - startedAt) * 10) / 10;
  const playbook = analysis.diagnosis ? (catalog.find(analysis.diagnosis.id)?.playbook ?? null) : null;
  const summarizer = call.options.has('summarize') ? await import('../summarize-analysis.ts') : null;
  if (call.options.has('dry-run')) return summarizer?.printSummaryCall(call, analysis, log) ?? 0;
  const summary = await summarizer?.summarizeAnalysis(call, analysis, log);
  await REPORTERS[call.format]({ analysis, playbook, source: input.source, file, totalMs, summary }, call);
  if (call.options.has('explain')) explain(call, analysis);
  return 0;
}

/** A report for each cause of a failed run; JSON is one object, so it has the first alone. */
async function analyzeRun(call: Call, catalog: CompiledCatalog, url: string): Promise<number> {
  if (call.args.length > 0) {
    const message = 'takes a FILE or --run-url, not both';
    throw new AuthorError([{ code: 'usage', where: 'analyze', message, hint: 'leave one out' }]);
  }
  const { diagnoseRunLink } = await import('../diagnose-run-link.ts');
  const startedAt = performance.now();
  const causes = await diagnoseRunLink(catalog, url, call);
  const totalMs = Math.round((performance.now() - startedAt) * 10) / 10;
  for (const { analysis, ...run } of call.format === 'json' ? causes.slice(0, 1) : causes) {
    const id = analysis.diagnosis?.id ?? null;
    const playbook = id === null ? null : (catalog.catalog.find(id)?.playbook ?? null);
    await REPORTERS[call.format]({ analysis, playbook, source: url, file: null, totalMs, run }, call);
    if (call.options.has('explain')) explain(call, analysis);
  }
  return 0;
}

function summarizeRun(): AuthorError {
  const hint = 'save the log of the failed job and name the FILE';
  return new AuthorError([
    { code: 'usage', where: '--summarize', message: 'takes a FILE, not --run-url', hint },
  ]);
}

function dryRunAlone(): AuthorError {
  const hint = 'faultline analyze --summarize --dry-run FILE';
  return new AuthorError([{ code: 'usage', where: '--dry-run', message: 'belongs to --summarize', hint }]);
}

/** Behind the card for people and for pages; the JSON carries it in fields, an annotation has no room for it. */
function explain({ format, terminal }: Call, analysis: Analysis): void {
  if (format !== 'text' && format !== 'markdown') return;
  const text = renderExplanation(analysis);
  terminal.stdout.write(format === 'text' ? `\n${text}` : `\n${indent(text)}`);
}

/** A log's words stay verbatim in Markdown: an indented block can't be closed from within. */
function indent(text: string): string {
  return text.replace(/^(?=.)/gm, '    ');
}

/** FILE; stdin when it is `-`, or missing and stdin is no terminal. */
async function readInput({ args: [file = '-'], args, terminal }: Call): Promise<LogInput> {
  if (file !== '-') return readLogFile(file);
  if (args.length > 0 || !terminal.stdinIsTerminal) return readLogStream(terminal.stdin, 'stdin');
  const hint = 'name a FILE, or pipe a log in: faultline analyze build.log';
  throw new AuthorError([{ code: 'no-input', where: 'analyze', message: 'there is no log to read', hint }]);
}

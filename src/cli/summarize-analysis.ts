import { buildCall, callUrl } from '../adapters/llm/build-call.ts';
import { createOpenaiSummarizer } from '../adapters/llm/create-openai-summarizer.ts';
import { loadConfig, type SummarizerConfig } from '../config.ts';
import type { Analysis } from '../core/diagnosis/analysis.ts';
import { AuthorError, OutsideError } from '../core/errors.ts';
import type { RedactedLog } from '../core/log/redacted-log.ts';
import { buildSummaryRequest } from '../core/summary/build-summary-request.ts';
import { checkSummary } from '../core/summary/check-summary.ts';
import { estimateTokens } from '../core/summary/estimate-tokens.ts';
import { findUnclassified } from '../core/summary/find-unclassified.ts';
import type { Summary } from '../core/summary/summary-request.ts';
import type { Call } from './command.ts';

/** As long as the bot waits. */
const TIMEOUT_MS = 20_000;
const MODEL_VARIABLE = /^(?:OPENAI_|FAULTLINE_MODEL)/;

/** A checked summary and who wrote it. */
export interface WrittenSummary extends Summary {
  readonly model: string;
  readonly server: string;
}

/**
 * Asks the configured model about an analysed log; null when it has nothing that may be shown, and stderr says why.
 * Throws AuthorError when none is configured.
 */
export async function summarizeAnalysis(
  call: Call,
  analysis: Analysis,
  log: RedactedLog,
): Promise<WrittenSummary | null> {
  const config = readConfig(call);
  if (!config) throw notConfigured();
  const request = buildSummaryRequest(analysis, log);
  if (analysis.verdict === 'clean' || request.candidates.length === 0)
    return without(call, 'nothing in this log failed');
  if (config.strict && findUnclassified(request.excerpt).length > 0)
    return without(call, 'strict is set, and the lines hold a word that may be a secret of an unknown kind');
  const summarizer = createOpenaiSummarizer({ ...config, timeoutMs: TIMEOUT_MS });
  const { model, server } = summarizer;
  try {
    const checked = checkSummary((await summarizer.summarize(request)).answer, request);
    if (checked.ok) return { ...checked.summary, model, server };
    return without(call, `the model's answer did not pass the checks (${checked.reason})`);
  } catch (error) {
    if (!(error instanceof OutsideError)) throw error;
    return without(call, `${server} gave no answer${error.status === null ? '' : ` (${error.status})`}`);
  }
}

/** Prints the body that `--summarize` would send, and sends nothing. Needs no key and no model. */
export function printSummaryCall(call: Call, analysis: Analysis, log: RedactedLog): number {
  const { stdout, stderr, env } = call.terminal;
  const config = readConfig(call);
  const body = buildCall(config?.model ?? 'MODEL', buildSummaryRequest(analysis, log), 'schema');
  const url = callUrl(config?.baseUrl ?? (env['OPENAI_BASE_URL'] || null));
  const words = body.messages.map(({ content }) => content).join('\n');
  stderr.write(`Would POST to ${url}, about ${estimateTokens(words)} tokens. Nothing was sent.\n`);
  stdout.write(`${JSON.stringify(body, null, 2)}\n`);
  return 0;
}

function notConfigured(): AuthorError {
  const hint = 'set it and FAULTLINE_MODEL, and OPENAI_BASE_URL for another server; see docs/summarizer.md';
  const message = 'is missing, and --summarize was given';
  return new AuthorError([{ code: 'no-model', where: 'OPENAI_API_KEY', message, hint }]);
}

/** The model's settings alone: an analysis must not fail for the bot's. */
function readConfig({ terminal }: Call): SummarizerConfig | null {
  const variables = Object.entries(terminal.env).filter(([name]) => MODEL_VARIABLE.test(name));
  return loadConfig(Object.fromEntries(variables)).summarizer;
}

function without({ terminal }: Call, why: string): null {
  terminal.stderr.write(`No summary: ${why}.\n`);
  return null;
}

import { analyseLog } from '../core/diagnosis/analyse-log.ts';
import type { Analysis } from '../core/diagnosis/analysis.ts';
import { withKnownStep } from '../core/diagnosis/with-known-step.ts';
import { hideOwnWords } from '../core/log/hide-own-words.ts';
import { normalizeLog } from '../core/log/normalize-log.ts';
import { redact } from '../core/log/redact.ts';
import type { RedactedLog } from '../core/log/redacted-log.ts';
import { unwrapJsonLines } from '../core/log/unwrap-json-lines.ts';
import type { CompiledCatalog } from '../core/match/compile-catalog.ts';

export interface LogDiagnosis {
  readonly analysis: Analysis;
  readonly log: RedactedLog;
}

/**
 * The road every log takes, wherever it came from: normalize, take our own answers out, redact, analyse.
 * Pure and deterministic; nothing leaves the process. `truncated`: whoever handed the log over cut it;
 * `step`: the failed step, where that one knows it.
 */
export function diagnoseLog(
  catalog: CompiledCatalog,
  text: string,
  options: { truncated?: boolean; step?: string | null } = {},
): LogDiagnosis {
  const log = redact(hideOwnWords(normalizeLog(unwrapJsonLines(text), options)));
  return { log, analysis: withKnownStep(analyseLog(catalog, log), options.step ?? null) };
}

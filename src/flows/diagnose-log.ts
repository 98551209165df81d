import { analyseLog } from '../core/diagnosis/analyse-log.ts';
import type { Analysis } from '../core/diagnosis/analysis.ts';
import { withKnownStep } from '../core/diagnosis/with-known-step.ts';
import type { HiddenSecret } from '../core/log/hidden-secret.ts';
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

export interface DiagnosisOptions {
  readonly truncated?: boolean;
  readonly step?: string | null;
  readonly hidden?: readonly HiddenSecret[] | undefined;
}

/**
 * The road every log takes, wherever it came from: normalize, take our own answers out, redact, analyse.
 * Pure and deterministic; nothing leaves the process. `truncated`: whoever handed the log over cut it;
 * `step`: the failed step, where that one knows it; `hidden`: what was learnt when the text was redacted before.
 */
export function diagnoseLog(
  catalog: CompiledCatalog,
  text: string,
  { step = null, hidden = [], ...options }: DiagnosisOptions = {},
): LogDiagnosis {
  const log = redact(hideOwnWords(normalizeLog(unwrapJsonLines(text), options)), hidden);
  return { log, analysis: withKnownStep(analyseLog(catalog, log), step) };
}

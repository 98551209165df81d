import { analyseLog } from '../core/diagnosis/analyse-log.ts';
import type { Analysis } from '../core/diagnosis/analysis.ts';
import { withKnownStep } from '../core/diagnosis/with-known-step.ts';
import type { HiddenSecret } from '../core/log/hidden-secret.ts';
import { hideOwnWords } from '../core/log/hide-own-words.ts';
import type { NormalizedLog } from '../core/log/log-line.ts';
import { normalizeLog } from '../core/log/normalize-log.ts';
import { redact } from '../core/log/redact.ts';
import type { RedactedLog } from '../core/log/redacted-log.ts';
import { unwrapJsonLines } from '../core/log/unwrap-json-lines.ts';
import type { CompiledCatalog } from '../core/match/compile-catalog.ts';
import { sieveOf } from '../core/sieve/build-sieve.ts';
import { createLogReader } from '../core/sieve/create-log-reader.ts';

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
  return diagnoseLines(catalog, normalizeLog(unwrapJsonLines(text), options), { step, hidden });
}

/** The same for a log's bytes. Of a long log its head, its tail and what is worth reading between are read. */
export function diagnoseBytes(
  catalog: CompiledCatalog,
  bytes: Uint8Array,
  { step = null, hidden = [], ...options }: DiagnosisOptions = {},
): LogDiagnosis {
  const reader = createLogReader(() => sieveOf(catalog));
  reader.push(bytes);
  return diagnoseLines(catalog, reader.end(options), { step, hidden });
}

/** The same for a log of any size that comes piece by piece: memory does not grow with it. */
export async function diagnosePieces(
  catalog: CompiledCatalog,
  pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  { step = null, hidden = [], ...options }: DiagnosisOptions = {},
): Promise<LogDiagnosis> {
  const reader = createLogReader(() => sieveOf(catalog));
  for await (const bytes of pieces) reader.push(bytes);
  return diagnoseLines(catalog, reader.end(options), { step, hidden });
}

function diagnoseLines(
  catalog: CompiledCatalog,
  lines: NormalizedLog,
  { step, hidden }: { readonly step: string | null; readonly hidden: readonly HiddenSecret[] },
): LogDiagnosis {
  const log = redact(hideOwnWords(lines), hidden);
  return { log, analysis: withKnownStep(analyseLog(catalog, log), step) };
}

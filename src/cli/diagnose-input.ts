import type { LogInput } from '../adapters/files/read-log-file.ts';
import type { Analysis, Verdict } from '../core/diagnosis/analysis.ts';
import type { RedactedLog } from '../core/log/redacted-log.ts';
import type { CompiledCatalog } from '../core/match/compile-catalog.ts';
import { diagnosePieces } from '../flows/diagnose-log.ts';

export interface InputDiagnosis {
  readonly analysis: Analysis;
  /** The redacted log behind it. */
  readonly log: RedactedLog;
  /** The file of an archive that the analysis is about, or null when there was only one. */
  readonly file: string | null;
}

const WORTH: Readonly<Record<Verdict, number>> = { diagnosed: 2, unknown: 1, clean: 0 };

/** Diagnoses every file and keeps the one that says most: diagnosed, then unknown, then clean; ties: the first. */
export async function diagnoseInput(catalog: CompiledCatalog, input: LogInput): Promise<InputDiagnosis> {
  let best: InputDiagnosis | null = null;
  for (const { name, pieces } of input.files) {
    const { analysis, log } = await diagnosePieces(catalog, pieces);
    if (best && WORTH[analysis.verdict] <= WORTH[best.analysis.verdict]) continue;
    best = { analysis: name === null ? analysis : inFile(analysis, name), log, file: name };
    if (analysis.verdict === 'diagnosed') break;
  }
  if (!best) throw new Error('a log input holds at least one file');
  return best;
}

function inFile(analysis: Analysis, file: string): Analysis {
  const findings = analysis.findings.map((finding) => ({
    ...finding,
    evidence: finding.evidence.map((evidence) => ({ ...evidence, file })),
  }));
  return { ...analysis, findings };
}

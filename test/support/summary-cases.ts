import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readPlaybooks } from '../../src/adapters/files/read-playbooks.ts';
import { type CompiledCatalog, compileCatalog } from '../../src/core/match/compile-catalog.ts';
import { createCatalog } from '../../src/core/playbook/create-catalog.ts';
import { buildSummaryRequest } from '../../src/core/summary/build-summary-request.ts';
import type { SummaryCandidate, SummaryRequest } from '../../src/core/summary/summary-request.ts';
import { diagnoseLog, type LogDiagnosis } from '../../src/flows/diagnose-log.ts';

const FOLDER = 'test/fixtures/summarizer';

/** A log with several requests, the one that failed the job, and true sentences about it. */
export interface SummaryCase {
  readonly name: string;
  readonly text: string;
  readonly diagnosis: LogDiagnosis;
  readonly request: SummaryRequest;
  readonly chosen: SummaryCandidate & { readonly kind: 'request' };
  readonly truths: readonly string[];
}

export async function bundledCatalog(): Promise<CompiledCatalog> {
  return compileCatalog(createCatalog(await readPlaybooks()));
}

/** The labelled logs with their true sentences: `truths.md` names each log and the line of its failed request. */
export function readSummaryCases(catalog: CompiledCatalog): readonly SummaryCase[] {
  return readSections('truths.md').map(({ title, lines }) => {
    const [name = '', line] = title.split(' ');
    const text = readFileSync(join(FOLDER, 'logs', `${name}.log`), 'utf8');
    const diagnosis = diagnoseLog(catalog, text);
    const request = buildSummaryRequest(diagnosis.analysis, diagnosis.log);
    const chosen = request.candidates.find((one) => one.kind === 'request' && one.line === Number(line));
    if (chosen?.kind !== 'request') throw new Error(`${name}: no failed request at line ${line}`);
    return { name, text, diagnosis, request, chosen, truths: lines };
  });
}

export function readLabelledLogs(): readonly string[] {
  return readdirSync(join(FOLDER, 'logs'));
}

/** `# title` and the lines below it. */
export function readSections(file: string): readonly { title: string; lines: readonly string[] }[] {
  const sections = readFileSync(join(FOLDER, file), 'utf8').split(/^# /m).slice(1);
  return sections.map((section) => {
    const [title = '', ...lines] = section.trim().split('\n');
    return { title, lines: lines.filter((line) => line !== '') };
  });
}

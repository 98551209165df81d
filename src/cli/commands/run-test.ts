import { BUNDLED_PLAYBOOKS } from '../../adapters/files/package-root.ts';
import { readPlaybookFolders, readPlaybooks } from '../../adapters/files/read-playbooks.ts';
import { AuthorError, type AuthorProblem, renderProblem } from '../../core/errors.ts';
import { compileCatalog } from '../../core/match/compile-catalog.ts';
import { checkExamples, type ExampleResult } from '../../core/playbook/check-examples.ts';
import { createCatalog } from '../../core/playbook/create-catalog.ts';
import { diagnoseLog } from '../../flows/diagnose-log.ts';
import type { Call } from '../command.ts';
import { renderAnnotation } from '../reporters/render-annotation.ts';
import { annotate } from './run-lint.ts';

export async function runTest(call: Call): Promise<number> {
  const everything = await readPlaybooks([...call.playbookFolders, ...call.args]);
  const compiled = compileCatalog(createCatalog(everything));
  const wanted = await readWanted(call.args);
  const entries = wanted ? everything.filter((entry) => wanted.has(entry.playbook.id)) : everything;
  const results = checkExamples(entries, (log) => diagnoseLog(compiled, log).analysis);
  const failed = results.filter((result) => result.fault !== null);
  call.terminal.stdout.write(RENDERERS[call.format](results, failed));
  call.terminal.stderr.write(
    `${entries.length} playbooks: ${results.length - failed.length} examples passed, ${failed.length} failed\n`,
  );
  return failed.length === 0 ? 0 : 1;
}

/** Ids of the playbooks in these folders; null when none were named. */
async function readWanted(folders: readonly string[]): Promise<ReadonlySet<string> | null> {
  if (folders.length === 0) return null;
  const { folders: read, problems } = await readPlaybookFolders(folders, { among: [BUNDLED_PLAYBOOKS] });
  if (problems.length > 0) throw new AuthorError(problems);
  return new Set(read.flatMap((folder) => folder.playbooks.map((entry) => entry.playbook.id)));
}

function problemOf({ playbook, kind, name, where, fault }: ExampleResult): AuthorProblem {
  const message = `${kind} example "${name}" of ${playbook}: ${fault}`;
  return { code: 'example', where, message, hint: null };
}

type Renderer = (results: readonly ExampleResult[], failed: readonly ExampleResult[]) => string;

const renderText: Renderer = (_, failed) =>
  failed.map((result) => `${renderProblem(problemOf(result))}\n`).join('');

const RENDERERS: Readonly<Record<Call['format'], Renderer>> = {
  text: renderText,
  json: (results) => `${JSON.stringify(results, null, 2)}\n`,
  markdown: (_, failed) =>
    failed.map((result) => `- \`${renderProblem(problemOf(result)).replaceAll('`', "'")}\`\n`).join(''),
  github: (_, failed) =>
    failed.map((result) => `${renderAnnotation(annotate(problemOf(result)))}\n`).join(''),
};

import { BUNDLED_PLAYBOOKS, readPlaybookFolders } from '../../adapters/files/read-playbooks.ts';
import { type AuthorProblem, renderProblem } from '../../core/errors.ts';
import { lintCatalog, lintPlaybook } from '../../core/playbook/lint-playbook.ts';
import { type Call, type Command, FORMATS } from '../command.ts';
import { renderAnnotation } from '../reporters/render-annotation.ts';

export const lintCommand: Command = {
  name: 'lint',
  usage: '[DIR...]',
  summary: 'problems in playbooks as file:line:column: message',
  minArgs: 0,
  maxArgs: Number.POSITIVE_INFINITY,
  formats: FORMATS,
  options: [],
  run: runLint,
};

async function runLint(call: Call): Promise<number> {
  const wanted = call.args.length > 0 ? call.args : [BUNDLED_PLAYBOOKS, ...call.playbookFolders];
  const { folders, problems: unreadable } = await readPlaybookFolders(wanted);
  const entries = folders.flatMap((folder) => folder.playbooks);
  const files = new Set(entries.map((entry) => entry.path));
  // Names and signals are compared with the whole catalog, but only these folders are judged.
  const others = await readPlaybookFolders([...wanted, BUNDLED_PLAYBOOKS, ...call.playbookFolders]);
  const everything = others.folders.flatMap((folder) => folder.playbooks).reverse();
  const inFiles = ({ where }: AuthorProblem): boolean => files.has(where.replace(POSITION, ''));
  const problems = [
    ...unreadable,
    ...entries.flatMap(lintPlaybook),
    ...lintCatalog(everything).filter(inFiles),
  ].sort(byPlace);
  call.terminal.stdout.write(RENDERERS[call.format](problems));
  const verdict = problems.length === 0 ? 'no problems' : `${problems.length} problems`;
  call.terminal.stderr.write(`${entries.length} playbooks, ${verdict}\n`);
  return problems.length === 0 ? 0 : 1;
}

// ":12:5" at the end of "playbooks/a.yaml:12:5"
const POSITION = /:(\d{1,9}):(\d{1,9})$/;

function byPlace(a: AuthorProblem, b: AuthorProblem): number {
  return a.where.localeCompare(b.where, 'en', { numeric: true });
}

const RENDERERS = { text: renderText, json: renderJson, markdown: renderMarkdown, github: renderGithub };

function renderText(problems: readonly AuthorProblem[]): string {
  return problems.map((problem) => `${renderProblem(problem)}\n`).join('');
}

function renderJson(problems: readonly AuthorProblem[]): string {
  return `${JSON.stringify(problems, null, 2)}\n`;
}

function renderMarkdown(problems: readonly AuthorProblem[]): string {
  return problems.map((problem) => `- \`${renderProblem(problem).replaceAll('`', "'")}\`\n`).join('');
}

function renderGithub(problems: readonly AuthorProblem[]): string {
  return problems.map((problem) => `${renderAnnotation(annotate(problem))}\n`).join('');
}

/** A problem as a mark on its line. */
export function annotate(problem: AuthorProblem): Parameters<typeof renderAnnotation>[0] {
  const [, line, column] = POSITION.exec(problem.where) ?? [];
  const file = problem.where.replace(POSITION, '');
  const message = problem.hint ? `${problem.message} (${problem.hint})` : problem.message;
  const place = line && column ? { line: Number(line), column: Number(column) } : {};
  return { level: 'error', title: problem.code, message, file, ...place };
}

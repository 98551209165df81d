import { BUNDLED_PLAYBOOKS } from '../../adapters/files/package-root.ts';
import { readPlaybookFolders } from '../../adapters/files/read-playbooks.ts';
import { type AuthorProblem, renderProblem } from '../../core/errors.ts';
import { lintBundled } from '../../core/playbook/lint-bundled.ts';
import { lintCatalog, lintPlaybook } from '../../core/playbook/lint-playbook.ts';
import { isBundled, type LocatedPlaybook } from '../../core/playbook/located-playbook.ts';
import type { Call } from '../command.ts';
import { renderAnnotation } from '../reporters/render-annotation.ts';

export async function runLint(call: Call): Promise<number> {
  const wanted = call.args.length > 0 ? call.args : [BUNDLED_PLAYBOOKS, ...call.playbookFolders];
  const among = [BUNDLED_PLAYBOOKS, ...call.playbookFolders];
  const { folders, problems, warnings } = await readPlaybookFolders(wanted, { among });
  const entries = folders.flatMap((folder) => folder.playbooks);
  const findings = [
    ...problems.map((problem) => ({ problem, level: 'error' as const })),
    ...[...warnings, ...(await lintQuality(entries, among))].map((problem) => ({
      problem,
      level:
        call.options.has('strict') || isBundled({ path: fileOf(problem) })
          ? ('error' as const)
          : ('warning' as const),
    })),
  ].sort(byPlace);
  const errors = findings.filter(({ level }) => level === 'error').length;
  call.terminal.stdout.write(RENDERERS[call.format](findings));
  call.terminal.stderr.write(`${entries.length} playbooks, ${countsOf(errors, findings.length - errors)}\n`);
  return errors === 0 ? 0 : 1;
}

/** Names and signals are compared with the whole catalog, but only these playbooks are judged. */
async function lintQuality(
  entries: readonly LocatedPlaybook[],
  among: readonly string[],
): Promise<readonly AuthorProblem[]> {
  const files = new Set(entries.map((entry) => entry.path));
  const { folders } = await readPlaybookFolders(among);
  const others = folders.flatMap((folder) => folder.playbooks).filter((entry) => !files.has(entry.path));
  return [
    ...entries.flatMap(lintPlaybook),
    ...entries.filter(isBundled).flatMap(lintBundled),
    ...lintCatalog([...others, ...entries]).filter((problem) => files.has(fileOf(problem))),
  ];
}

function fileOf({ where }: AuthorProblem): string {
  return where.replace(POSITION, '');
}

function countsOf(errors: number, warnings: number): string {
  if (errors + warnings === 0) return 'no problems';
  return `${errors} problems${warnings > 0 ? `, ${warnings} warnings` : ''}`;
}

// ":12:5" at the end of "playbooks/a.yaml:12:5"
const POSITION = /:(\d{1,9}):(\d{1,9})$/;

/** A warning stops nobody: the pack loads and the command exits 0. */
interface LintFinding {
  readonly problem: AuthorProblem;
  readonly level: 'error' | 'warning';
}

function byPlace(a: LintFinding, b: LintFinding): number {
  return a.problem.where.localeCompare(b.problem.where, 'en', { numeric: true });
}

const RENDERERS = { text: renderText, json: renderJson, markdown: renderMarkdown, github: renderGithub };

function renderFinding({ problem, level }: LintFinding): string {
  const message = level === 'warning' ? `warning: ${problem.message}` : problem.message;
  return renderProblem({ ...problem, message });
}

function renderText(findings: readonly LintFinding[]): string {
  return findings.map((finding) => `${renderFinding(finding)}\n`).join('');
}

function renderJson(findings: readonly LintFinding[]): string {
  const rows = findings.map(({ problem, level }) => ({ ...problem, level }));
  return `${JSON.stringify(rows, null, 2)}\n`;
}

function renderMarkdown(findings: readonly LintFinding[]): string {
  return findings.map((finding) => `- \`${renderFinding(finding).replaceAll('`', "'")}\`\n`).join('');
}

function renderGithub(findings: readonly LintFinding[]): string {
  return findings
    .map(({ problem, level }) => `${renderAnnotation({ ...annotate(problem), level })}\n`)
    .join('');
}

/** A problem as a mark on its line. */
export function annotate(problem: AuthorProblem): Parameters<typeof renderAnnotation>[0] {
  const [, line, column] = POSITION.exec(problem.where) ?? [];
  const file = problem.where.replace(POSITION, '');
  const message = problem.hint ? `${problem.message} (${problem.hint})` : problem.message;
  const place = line && column ? { line: Number(line), column: Number(column) } : {};
  return { level: 'error', title: problem.code, message, file, ...place };
}

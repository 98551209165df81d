import { AuthorError } from '../../core/errors.ts';
import type { CatalogEntry } from '../../core/playbook/catalog.ts';
import { CATEGORIES } from '../../core/playbook/playbook-vocabulary.ts';
import { titleOf } from '../../core/playbook/title-of.ts';
import { type Call, type Command, FORMATS } from '../command.ts';
import { loadCatalog } from '../load-catalog.ts';

export const listCommand: Command = {
  name: 'list',
  usage: '',
  summary: 'the catalog',
  minArgs: 0,
  maxArgs: 0,
  formats: FORMATS,
  options: [
    { name: 'category', value: 'NAME', summary: `only one of ${CATEGORIES.join(', ')}` },
    { name: 'search', value: 'WORDS', summary: 'only playbooks that hold all of these words' },
  ],
  run: runList,
};

async function runList(call: Call): Promise<number> {
  const category = call.options.valueOf('category');
  if (category !== null && !CATEGORIES.some((known) => known === category)) {
    const hint = `one of ${CATEGORIES.join(', ')}`;
    const message = `there is no category "${category}"`;
    throw new AuthorError([{ code: 'usage', where: '--category', message, hint }]);
  }
  const words = (call.options.valueOf('search') ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  const catalog = await loadCatalog(call);
  const entries = catalog.playbooks.filter(
    (entry) => (category === null || entry.playbook.category === category) && holdsAll(entry, words),
  );
  call.terminal.stdout.write(RENDERERS[call.format](entries));
  if (entries.length === 0) call.terminal.stderr.write('No playbook fits.\n');
  return 0;
}

function holdsAll({ playbook }: CatalogEntry, words: readonly string[]): boolean {
  const { id, kind = '', title, category, tags, aliases, summary, match } = playbook;
  const signals = [...match.any, ...match.all].map((signal) =>
    typeof signal === 'string' ? signal : signal.literal,
  );
  const text = [id, kind, title, category, ...tags, ...aliases, summary, ...signals].join('\n').toLowerCase();
  return words.every((word) => text.includes(word));
}

const RENDERERS = { text: renderText, json: renderJson, markdown: renderTable, github: renderTable };

function renderText(entries: readonly CatalogEntry[]): string {
  const width = Math.max(0, ...entries.map(({ playbook }) => playbook.id.length));
  const lines: string[] = [];
  for (const category of CATEGORIES) {
    const inside = entries.filter(({ playbook }) => playbook.category === category);
    if (inside.length === 0) continue;
    lines.push(...(lines.length > 0 ? [''] : []), category);
    for (const { playbook } of inside) {
      lines.push(`  ${playbook.id.padEnd(width)}  ${playbook.severity.padEnd(8)}  ${titleOf(playbook)}`);
    }
  }
  return lines.map((line) => `${line}\n`).join('');
}

function renderJson(entries: readonly CatalogEntry[]): string {
  const rows = entries.map(({ playbook, path }) => {
    const { id, category, severity, tags, aliases } = playbook;
    return { id, title: titleOf(playbook), category, severity, tags, aliases, path };
  });
  return `${JSON.stringify(rows, null, 2)}\n`;
}

function renderTable(entries: readonly CatalogEntry[]): string {
  const rows = entries.map(({ playbook }) => {
    const { id, category, severity } = playbook;
    return `| ${id} | ${titleOf(playbook).replaceAll(/[\\|<>&`*_[\]]/g, '\\$&')} | ${category} | ${severity} |\n`;
  });
  return `| id | title | category | severity |\n|---|---|---|---|\n${rows.join('')}`;
}

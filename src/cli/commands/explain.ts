import { buildPlaybookCard } from '../../core/card/build-playbook-card.ts';
import { renderCardText } from '../../core/card/render-card-text.ts';
import { renderPage } from '../../core/playbook/render-page.ts';
import { type Call, type Command, FORMATS } from '../command.ts';
import { loadCatalog } from '../load-catalog.ts';

export const explainCommand: Command = {
  name: 'explain',
  usage: '<id>',
  summary: 'the whole playbook',
  minArgs: 1,
  maxArgs: 1,
  formats: FORMATS,
  options: [],
  run: runExplain,
};

async function runExplain(call: Call): Promise<number> {
  const { terminal, format, style } = call;
  const [name = ''] = call.args;
  const catalog = await loadCatalog(call);
  const entry = catalog.find(name);
  if (!entry) {
    const near = catalog.near(name);
    const hint = near.length > 0 ? `near: ${near.join(', ')}` : 'faultline list shows all of them';
    terminal.stderr.write(`There is no playbook "${name}"; ${hint}\n`);
    return 1;
  }
  const { playbook, path } = entry;
  if (format === 'json') terminal.stdout.write(`${JSON.stringify({ ...playbook, path }, null, 2)}\n`);
  else if (format === 'text') {
    const docsUrl = terminal.env['FAULTLINE_DOCS_URL'] ?? null;
    terminal.stdout.write(`${renderCardText(buildPlaybookCard(playbook, { docsUrl }), style)}\n`);
  } else terminal.stdout.write(renderPage(entry));
  return 0;
}

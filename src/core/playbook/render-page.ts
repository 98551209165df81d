import type { CardBlock, CardListItem, Inline } from '../card/card.ts';
import { escapeMarkdown } from '../card/escape-markdown.ts';
import { parseMarkdown } from '../card/parse-markdown.ts';
import { renderCardMarkdown } from '../card/render-card-markdown.ts';
import type { CatalogEntry } from './catalog.ts';
import { expressionLiterals } from './expression-literals.ts';
import { markCaptures } from './mark-captures.ts';
import { isExpression, type Playbook, type Signal } from './playbook.ts';

/**
 * A playbook as a Markdown page, with a newline at its end.
 *
 * A pack's text is a stranger's: it is parsed and written anew, so that no HTML, image or foreign link of
 * it reaches the page, and no open code fence swallows what follows.
 */
export function renderPage({ playbook, path }: CatalogEntry): string {
  const { workflow } = playbook;
  const local = [...workflow.local_repro, ...workflow.verify].join('\n');
  const signals = positiveSignals(playbook);
  const parts = [
    section('Matched signals', [{ kind: 'bullets', items: signals.map(signalItem) }]),
    `# ${escapeMarkdown(markCaptures(playbook, playbook.title).replaceAll('\n', ' '))}`,
    prose('What this failure means', playbook, playbook.summary),
    section('Symptoms', [
      words('Faultline looks for one or more of these log fragments:'),
      { kind: 'code', text: signals.map(fragmentOf).join('\n') },
    ]),
    prose('Diagnosis', playbook, playbook.diagnosis),
    prose('Fix steps', playbook, playbook.fix),
    prose('Validation', playbook, playbook.validation),
    prose('Why it matters', playbook, playbook.why_it_matters),
    prose('Prevention', playbook, playbook.prevention),
    local === '' ? '' : section('Try it locally', [{ kind: 'code', text: local }]),
    section('How Faultline detects it', detection(playbook)),
    `Generated from ${plainPath(path)}. Do not edit directly.`,
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

/** True for text that {@link renderPage} wrote: `faultline docs` may replace or remove it. */
export function isGeneratedPage(text: string): boolean {
  // "Generated from playbooks/bundled/log/auth/http-auth-failure.yaml. Do not edit directly."
  return /^Generated from [^\n]{1,1000}\. Do not edit directly\.$/m.test(text.slice(-1200));
}

function positiveSignals({ match }: Playbook): readonly Signal[] {
  return [...match.all, ...match.any, ...match.partial.flatMap((group) => group.patterns)];
}

function signalItem(signal: Signal): CardListItem {
  const text =
    typeof signal === 'string' ? signal : isExpression(signal) ? signal.expression : signal.literal;
  const content: Inline[] = [{ kind: 'code', text }];
  if (isExpression(signal)) {
    const literals = expressionLiterals(signal);
    content.push({ kind: 'text', text: ' (an expression, on lines with ' });
    for (const [index, literal] of literals.entries()) {
      if (index > 0) content.push({ kind: 'text', text: ' or ' });
      content.push({ kind: 'code', text: literal });
    }
    content.push({ kind: 'text', text: ')' });
  }
  return { blocks: [{ kind: 'paragraph', content }] };
}

/** What a person would find in a log. */
function fragmentOf(signal: Signal): string {
  if (typeof signal === 'string') return signal;
  return isExpression(signal) ? (signal.example ?? signal.literal ?? signal.expression) : signal.literal;
}

function detection({ id }: Playbook): readonly CardBlock[] {
  const command: Inline = { kind: 'code', text: `faultline explain ${id}` };
  return [
    {
      kind: 'paragraph',
      content: [
        { kind: 'text', text: 'Use ' },
        command,
        { kind: 'text', text: ' to see the full playbook.' },
      ],
    },
    { kind: 'code', text: `faultline analyze build.log\nfaultline explain ${id}` },
  ];
}

function words(text: string): CardBlock {
  return { kind: 'paragraph', content: [{ kind: 'text', text }] };
}

function prose(title: string, playbook: Playbook, markdown: string | undefined): string {
  return markdown === undefined ? '' : section(title, parseMarkdown(markCaptures(playbook, markdown)));
}

/** A card of its own, one level of headings up. */
function section(title: string, blocks: readonly CardBlock[]): string {
  return renderCardMarkdown({ title, fallback: title, blocks }).replace(/^### /, '## ');
}

/** The line is read by scripts too, so an ordinary path stays as it is. */
function plainPath(path: string): string {
  return /^[\w./ -]+$/.test(path) ? path : escapeMarkdown(path.replaceAll('\n', ' '));
}

import { isExpression, type Playbook, type Signal } from '../playbook/playbook.ts';
import { titleOf } from '../playbook/title-of.ts';
import type { Card, CardBlock, CardListItem } from './card.ts';
import { oneLine } from './display-text.ts';
import { capturesOf, fillBlocks } from './fill-captures.ts';
import { pageUrl } from './page-url.ts';
import { parseInline, plainText } from './parse-inline.ts';
import { parseMarkdown } from './parse-markdown.ts';

const MAX_SIGNALS = 30;

/**
 * A whole playbook, its sections in the order of its page.
 *
 * `docsUrl` is the address of the folder with the pages, or null; only a web address becomes a link.
 */
export function buildPlaybookCard(playbook: Playbook, options: { docsUrl: string | null }): Card {
  const local = [...playbook.workflow.local_repro, ...playbook.workflow.verify];
  const summary = plainText(parseInline(playbook.summary));
  return {
    title: oneLine(titleOf(playbook), 150),
    fallback: oneLine(`${playbook.id}: ${titleOf(playbook)}. ${summary}`, 300),
    blocks: [
      aboutBlock(playbook),
      ...signalBlocks(playbook),
      ...sections(playbook),
      ...(local.length > 0 ? [heading('Try it locally'), code(local.join('\n'))] : []),
      heading('How Faultline detects it'),
      code(`faultline analyze build.log\nfaultline explain ${playbook.id}`),
      ...linkBlocks(playbook, options.docsUrl),
    ],
  };
}

function aboutBlock(playbook: Playbook): CardBlock {
  const words = ` · ${playbook.category.replaceAll('_', ' ')} · severity ${playbook.severity}`;
  return {
    kind: 'context',
    content: [
      { kind: 'code', text: playbook.id },
      { kind: 'text', text: words },
    ],
  };
}

function signalBlocks(playbook: Playbook): readonly CardBlock[] {
  const { any, all, partial } = playbook.match;
  const signals = [...all, ...any].map(signalText).concat(partial.flatMap((group) => group.patterns));
  if (signals.length === 0) return [];
  const left = signals.length - MAX_SIGNALS;
  const lines = signals.slice(0, MAX_SIGNALS).map((signal) => oneLine(signal, 200));
  return [
    heading('Matched signals'),
    code(lines.join('\n')),
    ...(left > 0
      ? [{ kind: 'context' as const, content: [{ kind: 'text' as const, text: `${left} more` }] }]
      : []),
  ];
}

/** An expression is shown by its example: that is what a person would find in a log. */
function signalText(signal: Signal): string {
  if (typeof signal === 'string') return signal;
  return isExpression(signal) ? (signal.example ?? signal.literal ?? signal.expression) : signal.literal;
}

function sections(playbook: Playbook): readonly CardBlock[] {
  const captures = capturesOf(playbook);
  const prose: readonly (readonly [string, string | undefined])[] = [
    ['What this failure means', playbook.summary],
    ['Diagnosis', playbook.diagnosis],
    ['Fix steps', playbook.fix],
    ['Validation', playbook.validation],
    ['Why it matters', playbook.why_it_matters],
    ['Prevention', playbook.prevention],
  ];
  return prose.flatMap(([title, markdown]) =>
    markdown === undefined ? [] : [heading(title), ...fillBlocks(parseMarkdown(markdown), captures)],
  );
}

function linkBlocks(playbook: Playbook, docsUrl: string | null): readonly CardBlock[] {
  const items: CardListItem[] = playbook.links.map((url) => linkItem(url, url));
  const page = pageUrl(playbook.id, docsUrl);
  if (page) items.push(linkItem(page, 'This playbook as a page'));
  return items.length === 0 ? [] : [heading('Links'), { kind: 'bullets', items }];
}

function linkItem(url: string, text: string): CardListItem {
  return { blocks: [{ kind: 'paragraph', content: [{ kind: 'link', url, text }] }] };
}

function heading(text: string): CardBlock {
  return { kind: 'heading', text };
}

function code(text: string): CardBlock {
  return { kind: 'code', text };
}

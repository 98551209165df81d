import type { Card, CardBlock, CardButton, CardListItem, Inline } from './card.ts';
import type { CardSource } from './diagnosis-card-input.ts';
import { countOf, oneLine } from './display-text.ts';
import { isWebAddress } from './is-web-address.ts';
import { lineUrlOf } from './line-url-of.ts';

const MAX_SENTENCE = 300;
const MAX_STEP = 160;

/** A checked summary as a card shows it. */
export interface ShownSummary {
  readonly sentence: string;
  readonly nextSteps: readonly string[];
  /** What the model relied on; empty while it still writes. */
  readonly lines: readonly number[];
  readonly model: string;
  readonly server: string;
  /** Where the log came from, to link the lines to, or null. */
  readonly source: Pick<CardSource, 'url' | 'lineUrls'> | null;
}

/** Why no sentence came, for the person who asked for one. */
export type SummaryNote = 'discarded' | 'unclassified' | 'over-budget' | 'failed' | 'switched-off';

const VERDICTS = ' · the summary ';

const NOTES: Readonly<Record<SummaryNote, string>> = {
  discarded: 'The model’s answer said something that the log does not, so it is not shown.',
  unclassified:
    'Nothing was sent to the model: the lines hold a word that may be a secret of an unknown kind, and strict is set.',
  'over-budget': 'The workspace’s budget for summaries is spent for today; it starts anew at 00:00 UTC.',
  failed: 'The model’s server gave no answer. Everything on this card stands without it.',
  'switched-off': 'Summaries are switched off here.',
};

/**
 * The card with a language model's sentence and steps under the cause, who wrote them from which lines, and the
 * question whether they helped. An earlier sentence, note or offer is replaced. Everything is shown as plain words.
 */
export function withSummary(card: Card, summary: ShownSummary): Card {
  const sentence = oneLine(summary.sentence, MAX_SENTENCE);
  if (sentence === '') return withoutSummary(card);
  const isWhole = summary.lines.length > 0;
  const blocks: CardBlock[] = [
    { kind: 'paragraph', content: [{ kind: 'italic', text: sentence }], amendment: 'summary' },
  ];
  if (summary.nextSteps.length > 0) {
    blocks.push({ kind: 'bullets', items: summary.nextSteps.map(stepItem), amendment: 'summary' });
  }
  blocks.push({ kind: 'context', content: attribution(summary), amendment: 'summary' });
  if (isWhole) {
    const buttons: CardButton[] = [
      { label: 'Summary helped', style: 'default', action: { v: 1, type: 'summary-helped' } },
      { label: 'Summary is wrong', style: 'default', action: { v: 1, type: 'summary-wrong' } },
    ];
    blocks.push({ kind: 'actions', buttons, amendment: 'summary' });
  }
  return insert(card, blocks);
}

/** The card with the button that asks the model, and what would be sent where. */
export function withExplainOffer(card: Card, offer: { model: string; server: string; lines: number }): Card {
  const { model, server, lines } = offer;
  const words = `${oneLine(model, 60)} at ${oneLine(server, 80)} can say in a sentence which part matters. It gets ${countOf(lines, 'redacted line')}.`;
  return insert(card, [
    { kind: 'context', content: [text(words)], amendment: 'summary' },
    {
      kind: 'actions',
      buttons: [{ label: 'Explain this', style: 'default', action: { v: 1, type: 'summarize' } }],
      amendment: 'summary',
    },
  ]);
}

/** The card with a word on why there is no sentence; the offer stays for another try. */
export function withSummaryNote(card: Card, note: SummaryNote): Card {
  const offer = card.blocks.filter((block) => block.kind === 'actions' && isSummary(block));
  const small: CardBlock = { kind: 'context', content: [text(NOTES[note])], amendment: 'summary' };
  return insert(card, note === 'switched-off' ? [small] : [small, ...offer]);
}

/** The card with what people said of the sentence, behind the line that says who wrote it. */
export function withSummaryVerdicts(card: Card, counts: { helped: number; wrong: number }): Card {
  const blocks = card.blocks.map((block): CardBlock => {
    if (block.kind !== 'context' || !isSummary(block)) return block;
    const written = block.content.filter((part) => !(part.kind === 'text' && part.text.startsWith(VERDICTS)));
    const parts = [
      counts.helped > 0 ? `helped ${counts.helped}` : '',
      counts.wrong > 0 ? `wrong for ${counts.wrong}` : '',
    ].filter((part) => part !== '');
    return {
      ...block,
      content: parts.length === 0 ? written : [...written, text(VERDICTS + parts.join(', '))],
    };
  });
  return { ...card, blocks };
}

/** The card without anything a model had to do with. */
export function withoutSummary(card: Card): Card {
  return { ...card, blocks: card.blocks.filter((block) => !isSummary(block)) };
}

function isSummary(block: CardBlock): boolean {
  return 'amendment' in block && block.amendment === 'summary';
}

function insert(card: Card, added: readonly CardBlock[]): Card {
  const { blocks } = withoutSummary(card);
  return { ...card, blocks: blocks.toSpliced(afterCause(blocks), 0, ...added) };
}

/** Before the first heading, where the steps begin; without steps, before what is folded away or small. */
function afterCause(blocks: readonly CardBlock[]): number {
  const heading = blocks.findIndex((block) => block.kind === 'heading');
  if (heading !== -1) return heading;
  return blocks.findLastIndex((block) => block.kind === 'evidence' || block.kind === 'paragraph') + 1;
}

function stepItem(step: string): CardListItem {
  return { blocks: [{ kind: 'paragraph', content: [text(oneLine(step, MAX_STEP))] }] };
}

/** Summarised by small-1 at llm.example.com from lines 212-214; the rest of this card is not. */
function attribution({ model, server, lines, source }: ShownSummary): readonly Inline[] {
  const by = `${oneLine(model, 60)} at ${oneLine(server, 80)}`;
  const [first] = lines;
  if (first === undefined) return [text(`${by} is writing`)];
  const words = `${lines.length === 1 ? 'line' : 'lines'} ${rangesOf(lines)}`;
  const url = lineUrlOf(source, first) ?? pageOf(source);
  return [
    text(`Summarised by ${by} from `),
    url === null ? text(words) : { kind: 'link', url, text: words },
    text('; the rest of this card is not'),
  ];
}

function pageOf(source: ShownSummary['source']): string | null {
  return source?.url && isWebAddress(source.url) ? source.url : null;
}

/** 212, 213, 214, 220 -> `212-214, 220`. */
export function rangesOf(lines: readonly number[]): string {
  const ranges: { from: number; to: number }[] = [];
  for (const line of [...lines].sort((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last && line === last.to + 1) last.to = line;
    else ranges.push({ from: line, to: line });
  }
  return ranges.map(({ from, to }) => (from === to ? `${from}` : `${from}-${to}`)).join(', ');
}

function text(words: string): Inline {
  return { kind: 'text', text: words };
}

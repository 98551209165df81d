import type { Card, CardListItem } from './card.ts';
import { groupDigits, oneLine } from './display-text.ts';
import { parseInline } from './parse-inline.ts';

/** What is said about summaries: who gets what, who may, and what it came to. */
export interface SummariesState {
  /** Null when no language model is configured. */
  readonly model: string | null;
  readonly server: string;
  readonly mine: boolean;
  readonly here: boolean;
  readonly everywhere: boolean;
  readonly tokensToday: number;
  readonly dailyTokens: number;
  /** Of the process; null where others than this workspace share it. */
  readonly sinceStart: SummaryTotals | null;
}

/** What summaries came to since the process began. */
export interface SummaryTotals {
  readonly calls: number;
  readonly kept: number;
  /** US dollars; null when no prices are configured. */
  readonly cost: number | null;
  readonly outcomes: Readonly<Record<string, number>>;
}

const TITLE = 'Summaries by a language model';

/** Answer to `/faultline summaries`: the settings, the server that gets the excerpts, tokens and cost. */
export function buildSummariesCard(state: SummariesState): Card {
  if (state.model === null) {
    const off = 'No language model is configured: nothing of any log leaves this bot.';
    return { title: TITLE, fallback: `${TITLE}: ${off}`, blocks: [paragraph(off)] };
  }
  const model = oneLine(state.model, 60);
  const server = oneLine(state.server, 80);
  const what = `${model} at ${server} gets the redacted, numbered lines around the candidates of an uncertain diagnosis, and their list. Nothing else, and nothing of a certain one.`;
  const items = [
    `Your logs: ${state.mine ? 'may be summarised (`summaries off` stops it)' : 'are not sent (`summaries on` allows it)'}`,
    `This channel: ${onOff(state.here)}`,
    `This workspace: ${onOff(state.everywhere)}`,
    `Today: ${groupDigits(state.tokensToday)} of ${groupDigits(state.dailyTokens)} tokens`,
    ...(state.sinceStart ? describeTotals(state.sinceStart) : []),
  ];
  return {
    title: TITLE,
    fallback: oneLine(`${TITLE}: ${model} at ${server}`, 300),
    blocks: [paragraph(what), { kind: 'bullets', items: items.map(item) }],
  };
}

/** `summaries on everywhere` of somebody who did not switch them off. */
export function buildSummariesRefusal(by: string): Card {
  const title = 'Summaries stay off';
  const text = 'Whoever switched them off for the workspace switches them on again:';
  return {
    title,
    fallback: `${title}: somebody else switched them off`,
    blocks: [
      {
        kind: 'paragraph',
        content: [
          { kind: 'text', text: `${text} ` },
          { kind: 'user', id: by },
        ],
      },
    ],
  };
}

function onOff(isOn: boolean): string {
  return isOn ? 'on' : 'off';
}

function describeTotals({ calls, kept, cost, outcomes }: SummaryTotals): readonly string[] {
  const first = `Since the start: ${calls} calls, ${kept} kept sentences used again${costOf(cost)}`;
  return [first, ...outcomesOf(outcomes)];
}

function costOf(cost: number | null): string {
  return cost === null ? '' : `, ${cost.toFixed(4)} US dollars`;
}

function outcomesOf(outcomes: Readonly<Record<string, number>>): readonly string[] {
  const said = Object.entries(outcomes)
    .sort(([a], [b]) => a.localeCompare(b, 'en'))
    .map(([outcome, count]) => `${outcome} ${count}`);
  return said.length === 0 ? [] : [`Outcomes: ${said.join(', ')}`];
}

function paragraph(words: string): Card['blocks'][number] {
  return { kind: 'paragraph', content: [{ kind: 'text', text: words }] };
}

function item(words: string): CardListItem {
  return { blocks: [{ kind: 'paragraph', content: parseInline(words, { links: false }) }] };
}

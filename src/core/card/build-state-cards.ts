import type { ChannelSettings } from '../settings/channel-settings.ts';
import type { Card, CardBlock, CardListItem } from './card.ts';
import { countOf } from './display-text.ts';
import { parseInline } from './parse-inline.ts';

const AUTOMATIC: Readonly<Record<ChannelSettings['automatic'], string>> = {
  on: 'Logs and CI alerts are answered unasked.',
  alerts: 'CI alerts are answered unasked; logs only when somebody asks.',
  off: 'Nothing is answered unasked.',
};

/** What holds in a channel, and the button that opens the form to change it; `more` stands below it: what only admins see. */
export function buildSettingsCard(
  channel: string,
  settings: ChannelSettings,
  more: readonly CardBlock[] = [],
): Card {
  const title = 'Settings of this channel';
  const { automatic, minimumTier, model, runLinks, reaction, muted, repositories } = settings;
  const lines = [
    AUTOMATIC[automatic],
    `Unasked, a diagnosis must be ${minimumTier === 'certain' ? 'certain' : 'certain or likely'}.`,
    `A language model, where one is configured, is ${model ? 'on' : 'off'}.`,
    `Links to CI runs that people paste are ${runLinks ? '' : 'not '}answered unasked.`,
    `A log that can not be named for sure gets ${reaction ? 'a pair of eyes' : 'no reaction'}.`,
    ...(repositories === null
      ? []
      : [`Runs are read here of ${repositories.map((one) => `\`${one}\``).join(', ')} alone.`]),
    ...(muted.length > 0 ? [`Muted: ${muted.map((id) => `\`${id}\``).join(', ')}.`] : []),
  ];
  const action = { v: 1, type: 'channel-settings', channel } as const;
  const blocks: CardBlock[] = [
    bullets(lines),
    { kind: 'actions', buttons: [{ label: 'Change', style: 'default', action }] },
    ...more,
  ];
  return { title, fallback: `${title}: ${AUTOMATIC[automatic]}`, blocks };
}

/** What is under way and what was given up. */
export interface WorkState {
  readonly waiting: number;
  readonly underWay: number;
  readonly setAside: number;
  readonly playbooks: number;
  /** Why work of this workspace was given up lately, newest first. */
  readonly reasons: readonly string[];
  /** What the language model used; null where none is configured. */
  readonly model: ModelUse | null;
}

export interface ModelUse {
  readonly name: string;
  /** Of this workspace, today. */
  readonly tokensToday: number;
  readonly dailyTokens: number;
  /** In dollars, since the start of the process; null without prices. */
  readonly cost: number | null;
}

/** How we are. */
export function buildStatusCard(state: WorkState): Card {
  const title = state.setAside === 0 ? 'All is well' : `${countOf(state.setAside, 'answer')} given up`;
  const lines = [
    `${state.waiting} waiting, ${state.underWay} under way.`,
    `${countOf(state.playbooks, 'playbook')} in the catalog.`,
    ...(state.model ? [describeModel(state.model)] : []),
    ...state.reasons.slice(0, 5).map((reason) => `Given up: \`${reason.replaceAll('`', "'")}\``),
  ];
  return { title, fallback: `${title}. ${lines[0]}`, blocks: [bullets(lines)] };
}

function describeModel({ name, tokensToday, dailyTokens, cost }: ModelUse): string {
  const spent = cost === null ? '' : `, $${cost.toFixed(4)} since the start`;
  return `Language model \`${name.replaceAll('`', "'")}\`: ${tokensToday} of ${dailyTokens} tokens today${spent}.`;
}

/** Asked why, and there is no card to speak of. */
export function buildNoCardCard(): Card {
  const title = 'No card here';
  const words = 'I have answered nothing here lately. `why` in the thread of a card explains that card.';
  return { title, fallback: `${title}: nothing was answered here lately.`, blocks: [paragraph(words)] };
}

/** Said once, when we are invited to a channel. */
export function buildIntroductionCard(): Card {
  const title = 'Faultline reads failed logs';
  const lines = [
    'Paste a failed log here, or drop it as a file: the answer comes into its thread. Ordinary talk is left alone.',
    'CI alerts in this channel are answered too, where the CI service is connected.',
    '`@Faultline` in a reply asks about the log above; `/faultline settings` turns me down or off.',
  ];
  return { title, fallback: `${title}. Paste one here, or mention me.`, blocks: [bullets(lines)] };
}

function bullets(lines: readonly string[]): CardBlock {
  return {
    kind: 'bullets',
    items: lines.map(
      (line): CardListItem => ({ blocks: [{ kind: 'paragraph', content: parseInline(line) }] }),
    ),
  };
}

function paragraph(words: string): CardBlock {
  return { kind: 'paragraph', content: parseInline(words) };
}

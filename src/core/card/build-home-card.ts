import type { ChannelSettings } from '../settings/channel-settings.ts';
import { type ConnectionsState, describeConnections } from './build-connections-card.ts';
import type { Card, CardBlock, CardButton, CardListItem, Inline } from './card.ts';
import type { CardAction } from './card-action.ts';
import { joinParts } from './describe-request.ts';
import { countOf, oneLine } from './display-text.ts';
import { parseInline } from './parse-inline.ts';

/** Slack shows a hundred blocks on a Home tab; so many channels leave room for the rest. */
const MAX_CHANNELS = 40;

/** A diagnosis as the Home tab lists it. */
export interface HomeDiagnosis {
  readonly title: string;
  /** Without its `#`. */
  readonly channel: string;
  readonly link: string | null;
  readonly agoMs: number;
}

/** How often a playbook was the diagnosis in this period, and in the one before. */
export interface HomeCause {
  readonly playbook: string;
  readonly title: string;
  readonly count: number;
  readonly before: number;
  /** Words of the step that helped last, and who said so. */
  readonly fix: { readonly step: string; readonly user: string } | null;
}

export interface HomeChannel {
  readonly id: string;
  readonly name: string;
  readonly settings: ChannelSettings;
}

/** What a person sees of their own channels, and of nobody else's. */
export interface HomeInput {
  readonly diagnoses: readonly HomeDiagnosis[];
  readonly causes: readonly HomeCause[];
  /** Length of the period that causes are counted over. */
  readonly days: number;
  readonly channels: readonly HomeChannel[];
  readonly playbooks: number;
  /** CI services; null for who is no admin. */
  readonly connections: ConnectionsState | null;
  /** Whether a language model is configured at all. */
  readonly hasModel: boolean;
  /** Test cases to download; null for who is no admin. */
  readonly cases: number | null;
}

/** The Home tab: what failed lately, what fails often, what helped, the catalog, the channels' settings. */
export function buildHomeCard(input: HomeInput): Card {
  const isNew = input.diagnoses.length === 0;
  const parts: readonly (readonly CardBlock[])[] = [
    isNew ? firstSteps() : lately(input.diagnoses),
    often(input),
    channels(input),
    input.connections === null ? [] : describeConnections(input.connections),
    catalog(input),
    isNew ? [] : firstSteps(),
  ];
  const blocks = parts
    .filter((part) => part.length > 0)
    .flatMap((part, index): readonly CardBlock[] => (index === 0 ? part : [{ kind: 'divider' }, ...part]));
  return { title: 'Faultline', fallback: 'What failed, and what helped', blocks };
}

function firstSteps(): readonly CardBlock[] {
  const steps = [
    'Invite me: `/invite @Faultline` in the channel where builds fail.',
    'Paste a failed log there, or drop the file. The answer comes into its thread.',
    'Where your CI service posts its alerts, I read the failed job’s log by myself.',
    '`/faultline analyze` opens a form, `/faultline explain disk-full` shows a playbook, `/faultline help` the rest.',
  ];
  return [heading('First steps'), { kind: 'steps', items: steps.map((step) => item(parseInline(step))) }];
}

function lately(diagnoses: readonly HomeDiagnosis[]): readonly CardBlock[] {
  return [
    heading('What failed lately'),
    { kind: 'bullets', items: diagnoses.map((one) => item(describe(one))) },
  ];
}

function describe({ title, channel, link, agoMs }: HomeDiagnosis): readonly Inline[] {
  const name = oneLine(title, 120);
  return joinParts([
    [link === null ? { kind: 'bold', text: name } : { kind: 'link', url: link, text: name }],
    [text(`#${oneLine(channel, 80)}`)],
    [text(describeAge(agoMs))],
  ]);
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

function describeAge(ms: number): string {
  if (ms < HOUR) return `${Math.max(1, Math.floor(ms / MINUTE))} min ago`;
  if (ms < 2 * DAY) return `${Math.floor(ms / HOUR)} h ago`;
  return `${Math.floor(ms / DAY)} days ago`;
}

function often({ causes, days }: HomeInput): readonly CardBlock[] {
  if (causes.length === 0) return [];
  return [heading(`What fails most, in ${days} days`), ...causes.map(describeCause)];
}

function describeCause({ playbook, title, count, before, fix }: HomeCause): CardBlock {
  const helped: readonly Inline[] = fix
    ? [
        text('\nWhat helped: '),
        text(oneLine(fix.step, 160)),
        text(' ('),
        { kind: 'user', id: fix.user },
        text(')'),
      ]
    : [];
  const content: readonly Inline[] = [
    { kind: 'bold', text: oneLine(title, 120) },
    text(`\n${countOf(count, 'time')}, ${trend(count, before)} · `),
    code(playbook),
    ...helped,
  ];
  return { kind: 'row', content, button: button('Explain', { v: 1, type: 'explain', playbook }) };
}

function trend(count: number, before: number): string {
  if (before === 0) return 'none before';
  if (count === before) return 'as often as before';
  return `${count > before ? 'up' : 'down'} from ${before}`;
}

function channels({ channels: all, hasModel }: HomeInput): readonly CardBlock[] {
  if (all.length === 0) return [];
  const left = all.length - MAX_CHANNELS;
  return [
    heading('Your channels'),
    ...all.slice(0, MAX_CHANNELS).map((channel) => describeChannel(channel, hasModel)),
    ...(left > 0 ? [context([text(`${countOf(left, 'more channel')}: /faultline settings there`)])] : []),
  ];
}

const AUTOMATIC_WORDS = {
  on: 'answers logs and CI alerts',
  alerts: 'answers CI alerts only',
  off: 'answers when asked',
} as const;

function describeChannel({ id, name, settings }: HomeChannel, hasModel: boolean): CardBlock {
  const { automatic, minimumTier, model, muted } = settings;
  const parts = [
    AUTOMATIC_WORDS[automatic],
    automatic === 'off' ? '' : minimumTier === 'certain' ? 'when certain' : 'when certain or likely',
    hasModel ? (model ? 'language model on' : 'language model off') : '',
    muted.length === 0 ? '' : `${countOf(muted.length, 'playbook')} muted`,
  ].filter((part) => part !== '');
  return {
    kind: 'row',
    content: [{ kind: 'bold', text: `#${oneLine(name, 80)}` }, text(`\n${parts.join(' · ')}`)],
    button: button('Settings', { v: 1, type: 'channel-settings', channel: id }),
  };
}

function catalog({ playbooks, cases }: HomeInput): readonly CardBlock[] {
  const admin: readonly CardBlock[] =
    cases === null || cases === 0
      ? []
      : [
          {
            kind: 'row',
            content: [text(`${countOf(cases, 'test case')} from cards that people called wrong`)],
            button: button('Download', { v: 1, type: 'download-cases' }),
          },
        ];
  return [
    heading('Playbooks'),
    {
      kind: 'row',
      content: [text(`${countOf(playbooks, 'playbook')}, each one root cause with its fix`)],
      button: button('Search', { v: 1, type: 'search-catalog' }),
    },
    ...admin,
  ];
}

function button(label: string, action: CardAction): CardButton {
  return { label, style: 'default', action };
}

function heading(words: string): CardBlock {
  return { kind: 'heading', text: words };
}

function context(content: readonly Inline[]): CardBlock {
  return { kind: 'context', content };
}

function item(content: readonly Inline[]): CardListItem {
  return { blocks: [{ kind: 'paragraph', content }] };
}

function text(words: string): Inline {
  return { kind: 'text', text: words };
}

function code(words: string): Inline {
  return { kind: 'code', text: words };
}

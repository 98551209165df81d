import { ciServiceOf } from '../settings/ci-service.ts';
import type { Card, CardBlock, CardButton } from './card.ts';
import type { CardAction } from './card-action.ts';
import { oneLine } from './display-text.ts';
import { parseInline } from './parse-inline.ts';

/** What an admin sees of the CI services of the workspace. No secret is ever part of it. */
export interface ConnectionsState {
  readonly connections: readonly {
    readonly service: string;
    readonly host: string;
    readonly connectedAt: number;
    readonly connectedBy: string;
  }[];
  /** Null: nobody made a list. */
  readonly repositories: readonly string[] | null;
  /** Nothing is read that is not listed. */
  readonly mustBeListed: boolean;
  /** False where no encryption key is configured. */
  readonly canKeep: boolean;
}

const MOST_SHOWN = 5;

/** The part of the settings and of the Home tab that only admins see. */
export function describeConnections(state: ConnectionsState): readonly CardBlock[] {
  const { connections, canKeep } = state;
  if (!canKeep) {
    const words =
      'Whoever runs me must set `FAULTLINE_ENCRYPTION_KEY` before a token can be entered here: `openssl rand -base64 32`.';
    return [heading(), { kind: 'row', content: parseInline(words), button: null }];
  }
  return [
    heading(),
    ...connections.map(describeConnection),
    {
      kind: 'row',
      content: parseInline(
        connections.length === 0
          ? 'None is connected here. With a token I read the failed job’s log under each alert.'
          : 'Each service has one connection; a new one replaces it.',
      ),
      button: button('Connect a CI service', { v: 1, type: 'connect-ci' }),
    },
    {
      kind: 'row',
      content: parseInline(describeRepositories(state)),
      button: button('Repositories', { v: 1, type: 'list-repositories' }),
    },
  ];
}

function describeConnection({
  service,
  host,
  connectedAt,
  connectedBy,
}: ConnectionsState['connections'][number]): CardBlock {
  const day = new Date(connectedAt).toISOString().slice(0, 10);
  return {
    kind: 'row',
    content: [
      { kind: 'bold', text: ciServiceOf(service)?.name ?? service },
      { kind: 'text', text: '  ' },
      { kind: 'code', text: oneLine(host, 100) },
      { kind: 'text', text: ` · connected on ${day} by ` },
      { kind: 'user', id: connectedBy },
    ],
    button: button('Disconnect', { v: 1, type: 'disconnect-ci', service }),
  };
}

function describeRepositories({
  repositories,
  mustBeListed,
}: Pick<ConnectionsState, 'repositories' | 'mustBeListed'>): string {
  if (repositories !== null) {
    const shown = repositories.slice(0, MOST_SHOWN).map((one) => `\`${oneLine(one, 80)}\``);
    const left = repositories.length - shown.length;
    return `Runs are read of ${shown.join(', ')}${left > 0 ? ` and ${left} more` : ''}.`;
  }
  return mustBeListed
    ? 'No repository is listed: **no run is read** until you list some.'
    : 'Runs of every repository that the tokens reach are read.';
}

/** Shown while the service is asked whether it knows the token. */
export function buildCheckingCard(service: string, host: string): Card {
  return note(`Connecting ${service}`, `Asking \`${clean(host)}\` whether it knows the token…`);
}

export interface ConnectedService {
  readonly name: string;
  readonly host: string;
  /** What the service said; null when it can't be asked before there is a run. */
  readonly said: string | null;
  readonly repositories: readonly string[] | null;
  readonly mustBeListed: boolean;
}

/** The token is kept. */
export function buildConnectedCard(connected: ConnectedService): Card {
  const { name, host, said } = connected;
  const asked =
    said === null
      ? `\`${clean(host)}\` can not be asked before there is a run: the first alert will tell.`
      : oneLine(`${said}.`, 300);
  const words = [`${asked} The token is stored encrypted.`, describeRepositories(connected)].join(' ');
  return note(`${name} is connected`, words);
}

/** Nothing was kept; `why` is a sentence without its end. */
export function buildNotConnectedCard(
  service: { id: string; name: string },
  why: string,
  advice: string,
): Card {
  const title = `${service.name} is not connected`;
  const blocks: CardBlock[] = [
    { kind: 'paragraph', content: [{ kind: 'text', text: `${oneLine(why, 300)}. Nothing was stored.` }] },
    { kind: 'paragraph', content: [{ kind: 'text', text: `What it needs: ${advice}.` }] },
    {
      kind: 'actions',
      buttons: [button('Try again', { v: 1, type: 'connect-ci', service: service.id })],
    },
  ];
  return { title, fallback: `${title}: ${oneLine(why, 200)}`, blocks };
}

export function buildDisconnectedCard(name: string): Card {
  return note(`${name} is disconnected`, 'Its token is erased here.');
}

export function buildListedCard(state: Pick<ConnectionsState, 'repositories' | 'mustBeListed'>): Card {
  return note('Repositories', describeRepositories(state));
}

function note(title: string, words: string): Card {
  return { title, fallback: title, blocks: [{ kind: 'paragraph', content: parseInline(words) }] };
}

function heading(): CardBlock {
  return { kind: 'heading', text: 'CI services of this workspace' };
}

function button(label: string, action: CardAction): CardButton {
  return { label, style: 'default', action };
}

function clean(text: string): string {
  return oneLine(text, 100).replaceAll('`', "'");
}

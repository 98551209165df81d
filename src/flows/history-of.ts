import { type History, withHistory, withNotes } from '../core/card/build-submission-cards.ts';
import type { Card } from '../core/card/card.ts';
import type { ChatFlowsContext } from './chat-flows-context.ts';
import type { CardPlace } from './ports.ts';

const DAY_MS = 86_400_000;

interface Decorated {
  readonly place: CardPlace;
  readonly notes: readonly string[];
  readonly fingerprint: string | null;
  /** People of another organisation read along: nothing is said of other channels. */
  readonly external: boolean;
}

/** What the card says besides its diagnosis: what was not read, and whether the failure is an old friend. */
export async function decorationOf(
  context: ChatFlowsContext,
  decorated: Decorated,
): Promise<(card: Card) => Card> {
  const history = await historyOf(context, decorated);
  return (card) => withNotes(history === null ? card : withHistory(card, history), decorated.notes);
}

async function historyOf(
  { store, chat, manners, clock }: ChatFlowsContext,
  { place, fingerprint, external }: Decorated,
): Promise<History | null> {
  if (fingerprint === null) return null;
  const { workspace, channel } = place;
  const since = clock() - manners.recurrenceMs;
  const seen = await store.recurrenceOf({
    workspace,
    channel: external ? channel : null,
    fingerprint,
    since,
  });
  const last = seen.cards.find(({ posted }) => posted.channel === channel && posted.thread !== place.thread);
  const others = seen.cards.filter(
    ({ posted }) => posted.channel !== channel || posted.thread !== place.thread,
  );
  if (others.length === 0) return null;
  return {
    times: others.length + 1,
    days: Math.round(manners.recurrenceMs / DAY_MS),
    lastUrl: last === undefined ? null : await chat.linkTo(last.posted),
    helpedUser: seen.lastHelped?.user ?? null,
    helpedStep: seen.lastHelped?.step ?? null,
  };
}

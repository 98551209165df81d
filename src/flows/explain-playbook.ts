import { buildMissCard } from '../core/card/build-notice-cards.ts';
import { buildPlaybookCard } from '../core/card/build-playbook-card.ts';
import type { Card } from '../core/card/card.ts';
import { foldPlaybookCard } from '../core/card/fold-playbook-card.ts';
import type { ChatFlowsContext } from './chat-flows-context.ts';

/** The whole playbook; an unknown name offers the nearest ones. */
export function explainPlaybook(
  { catalog, docsUrl }: Pick<ChatFlowsContext, 'catalog' | 'docsUrl'>,
  name: string,
): Card {
  const entry = catalog.catalog.find(name);
  return entry
    ? buildPlaybookCard(entry.playbook, { docsUrl })
    : buildMissCard(name, catalog.catalog.near(name));
}

/** The same for a message, which has less room than a window: what is read second is folded away. */
export function explainBriefly(context: Pick<ChatFlowsContext, 'catalog' | 'docsUrl'>, name: string): Card {
  const card = explainPlaybook(context, name);
  const entry = context.catalog.catalog.find(name);
  return entry ? foldPlaybookCard(card, entry.playbook.id) : card;
}

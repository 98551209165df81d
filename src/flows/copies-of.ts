import type { CardRef } from '../core/card/card-action.ts';
import type { KnownCard } from './card-click.ts';
import type { ChatFlowsContext } from './chat-flows-context.ts';
import type { PostedCard, StoredCard } from './ports.ts';

/** Remembers on a card where it was shared to. */
export async function rememberCopy(
  { store }: ChatFlowsContext,
  original: KnownCard,
  { channel, message }: PostedCard,
): Promise<void> {
  const copies: readonly CardRef[] = [...(original.subject.copies ?? []), { channel, message }];
  await store.recordCard({ ...original, subject: { ...original.subject, copies } });
}

/** The cards that a card was shared as, and what those were shared as in turn; those that are gone are left out. */
export async function copiesOf(
  { store }: ChatFlowsContext,
  card: StoredCard,
): Promise<readonly StoredCard[]> {
  const found: StoredCard[] = [];
  const waiting = [...(card.subject?.copies ?? [])];
  for (let ref = waiting.pop(); ref !== undefined; ref = waiting.pop()) {
    const copy = await store.findCard({ workspace: card.posted.workspace, ...ref });
    if (copy === null || found.some(({ posted }) => posted.message === copy.posted.message)) continue;
    found.push(copy);
    waiting.push(...(copy.subject?.copies ?? []));
  }
  return found;
}

/** Deletes the files that were made of a card's log. */
export async function deleteDrafts(
  { chat }: ChatFlowsContext,
  { posted, subject }: StoredCard,
): Promise<void> {
  for (const file of subject?.drafts ?? []) await chat.deleteFile(posted.workspace, file);
}

import type { CardRef } from '../core/card/card-action.ts';
import type { CardSubject } from './card-records.ts';
import type { ChatFlowsContext } from './chat-flows-context.ts';
import type { PostedCard, StoredCard } from './ports.ts';

/** Who clicked, and on which card; null when it stood in a window or was shown to one person only. */
export interface CardClick {
  readonly workspace: string;
  readonly user: string;
  readonly posted: PostedCard | null;
}

/** Who sent a form. */
export interface Submitter {
  readonly workspace: string;
  readonly user: string;
}

/** A stored card whose subject is known. */
export interface KnownCard extends StoredCard {
  readonly subject: CardSubject;
}

/** The card that was clicked, or null when it was forgotten or is older than what we keep. */
export async function findClicked({ store }: ChatFlowsContext, click: CardClick): Promise<KnownCard | null> {
  return click.posted === null ? null : known(await store.findCard(click.posted));
}

/** The card that a form or a note is about. */
export async function findReferred(
  { store }: ChatFlowsContext,
  workspace: string,
  ref: CardRef,
): Promise<KnownCard | null> {
  return known(await store.findCard({ workspace, ...ref }));
}

function known(stored: StoredCard | null): KnownCard | null {
  return stored?.subject ? { ...stored, subject: stored.subject } : null;
}

export function refOf({ channel, message }: PostedCard): CardRef {
  return { channel, message };
}

/** Dismissing and forgetting are for the person who handed the log over, and for admins. */
export async function mayRemove(
  { people }: ChatFlowsContext,
  card: KnownCard,
  user: string,
): Promise<boolean> {
  return card.subject.author === user || people.isAdmin(card.posted.workspace, user);
}

/** Settings of a channel are for its members, and for admins. */
export async function mayChoose(
  { people }: ChatFlowsContext,
  place: { workspace: string; channel: string },
  user: string,
): Promise<boolean> {
  return (await people.isMember(place, user)) || people.isAdmin(place.workspace, user);
}

import { withFeedback } from '../core/card/amend-card.ts';
import { buildOutdatedCard, buildWithdrawnCard } from '../core/card/build-submission-cards.ts';
import type { Card } from '../core/card/card.ts';
import type { ChatMessage } from '../core/submission/chat-message.ts';
import { amendedAnswer } from './answer-log.ts';
import type { ChatFlowsContext } from './chat-flows-context.ts';
import { copiesOf, deleteDrafts } from './copies-of.ts';
import { pickLog } from './gather-logs.ts';
import { readAgain } from './join-parts.ts';
import type { StoredCard } from './ports.ts';

type CardKey = { readonly workspace: string; readonly channel: string; readonly message: string };

/**
 * Brings a card up to date with the messages it was made from, as they stand now: one was added, edited or
 * deleted. Without any log left, nothing of it stays on the card or in its row.
 */
export async function refreshCard(
  context: ChatFlowsContext,
  key: CardKey,
  known: ChatMessage | null,
): Promise<void> {
  const { store } = context;
  const stored = await store.findCard(key);
  if (stored === null) return;
  const records = await store.submissionsOf(key);
  const logs = await readAgain(context, records, known);
  for (const record of records) {
    if (!logs.some((log) => log.record.message === record.message)) await store.forgetSubmission(record);
  }
  const words = logs.filter(({ name }) => name === null);
  const text = words.map((log) => log.text).join('\n');
  const joined = words.length === 0 ? [] : [{ text, name: null, url: null, truncated: false }];
  const picked = pickLog(context, [...logs.filter(({ name }) => name !== null), ...joined]);
  if (picked === null) return withdraw(context, stored);
  const author = stored.subject?.author ?? null;
  const fresh = await amendedAnswer(context, stored, { ...picked, author });
  const tally = await store.feedbackOn(stored.posted);
  const card = withFeedback(fresh.card, { ...tally, last: null });
  await store.recordCard({ ...fresh, card });
  await context.chat.updateCard(stored.posted, card);
  if (fresh.subject?.log !== stored.subject?.log) await takeBack(context, stored, buildOutdatedCard);
}

/** Nothing of the log stays: not on the card, nor where it was shared to, nor in test cases made of it. */
async function withdraw(context: ChatFlowsContext, stored: StoredCard): Promise<void> {
  await replace(context, stored, buildWithdrawnCard(stored.playbook));
  await takeBack(context, stored, () => buildWithdrawnCard(stored.playbook));
}

/** Takes the log's lines out of what was made of a card: its copies, and the files drafted from any of them. */
async function takeBack(
  context: ChatFlowsContext,
  stored: StoredCard,
  build: (link: string | null) => Card,
): Promise<void> {
  const copies = await copiesOf(context, stored);
  for (const one of [stored, ...copies]) await deleteDrafts(context, one);
  if (copies.length === 0) return;
  const card = build(await context.chat.linkTo(stored.posted));
  for (const copy of copies) await replace(context, copy, card);
}

async function replace({ store, chat }: ChatFlowsContext, stored: StoredCard, card: Card): Promise<void> {
  await store.forgetCases(stored.posted);
  await store.recordCard({ ...stored, card, subject: null });
  await chat.updateCard(stored.posted, card);
}

/** A message or a file is gone: its lines leave the cards that showed them. */
export async function forgetDeleted(context: ChatFlowsContext, message: ChatMessage): Promise<void> {
  const { workspace, channel, id, files } = message;
  if (workspace === null) return;
  const [file] = files;
  if (file !== undefined) {
    for (const record of await context.store.submissionsWithFile({ workspace, file: file.id })) {
      if (record.card !== null) await refreshCard(context, { ...record, message: record.card }, null);
    }
    return;
  }
  if (channel === null) return;
  const record = await context.store.findSubmission({ workspace, channel, message: id });
  if (record === null) return;
  await context.store.forgetSubmission(record);
  if (record.card !== null) await refreshCard(context, { ...record, message: record.card }, null);
}

import { buildPointerCard, buildSlowDownCard } from '../core/card/build-submission-cards.ts';
import { digestOf } from '../core/fingerprint/digest-of.ts';
import { allowsLog } from '../core/settings/channel-settings.ts';
import { isAsked } from '../core/submission/read-submission.ts';
import { answerLog } from './answer-log.ts';
import type { ChatFlowsContext } from './chat-flows-context.ts';
import { decideLog } from './decide-message.ts';
import type { HandedLog } from './handed-log.ts';
import { decorationOf } from './history-of.ts';
import { isLogAlone, joinedParts } from './join-parts.ts';
import { once } from './once.ts';
import type { CardPlace, StoredCard } from './ports.ts';
import { refreshCard } from './refresh-card.ts';
import { channelSettings } from './settings-of.ts';
import type { SubmissionRecord } from './submission-records.ts';

/**
 * Answers a log: by a card of its own, in the card of the paste it belongs to, or with a pointer to the card that
 * the same log has already. Unasked and unsure it stays silent, and is remembered as a possible first part.
 */
export async function answerHanded(context: ChatFlowsContext, handed: HandedLog): Promise<void> {
  const record = recordOf(context, handed);
  const before = await context.store.findSubmission(record);
  if (before !== null && before.digest === record.digest) return answerAgain(context, before, handed);
  if (before !== null && before.card !== null) {
    await context.store.recordSubmission({ ...record, card: before.card });
    return refreshCard(context, cardKeyOf(before, before.card), handed.message);
  }
  if (await pointToFirst(context, record, handed)) return;
  const parts = await joinedParts(context, record, handed);
  if (parts?.card != null) {
    await context.store.recordSubmission({ ...record, card: parts.card });
    return refreshCard(context, cardKeyOf(record, parts.card), handed.message);
  }
  const whole = parts === null ? handed : { ...handed, ...parts.whole, place: parts.place };
  if (!(await isSureEnough(context, whole))) {
    await context.store.recordSubmission(record);
    return greet(context, handed);
  }
  const allowance = context.limits.take({ ...record, user: record.author });
  if (!allowance.ok) return slowDown(context, whole, allowance.told);
  const rest = parts?.records ?? [];
  await once(context, `message:${record.workspace}:${record.channel}:${record.message}`, () =>
    post(context, whole, [...rest, record]),
  );
}

function recordOf({ clock }: ChatFlowsContext, { message, place, diagnosis }: HandedLog): SubmissionRecord {
  return {
    workspace: place.workspace,
    channel: place.channel,
    message: message.id,
    thread: place.thread,
    author: message.askedBy ?? message.author.id,
    files: message.files.map(({ id }) => id),
    digest: digestOf(diagnosis.log),
    card: null,
    at: clock(),
  };
}

function cardKeyOf({ workspace, channel }: SubmissionRecord, message: string) {
  return { workspace, channel, message };
}

/** Unasked, a text must have a log's form; a file is one by its name. The channel's settings have the last word. */
async function isSureEnough(
  context: ChatFlowsContext,
  { message, diagnosis, source }: HandedLog,
): Promise<boolean> {
  if (isAsked(message)) return true;
  const decision = decideLog(diagnosis, false);
  if (decision.decision !== 'diagnose') return false;
  if (source !== null && !isLogAlone(diagnosis.log)) return false;
  return allowsLog(await channelSettings(context.store, message), diagnosis.analysis.diagnosis);
}

/** Nothing new was handed over. Who asks about it now is shown the card, or gets the one that was withheld. */
async function answerAgain(
  context: ChatFlowsContext,
  before: SubmissionRecord,
  handed: HandedLog,
): Promise<void> {
  if (!isAsked(handed.message) || handed.message.change === 'edit') return;
  const stored = before.card === null ? null : await context.store.findCard(cardKeyOf(before, before.card));
  if (stored !== null) {
    if (handed.message.askedBy !== null) await pointTo(context, stored, handed.place);
    return;
  }
  await once(context, `message:${before.workspace}:${before.channel}:${before.message}`, () =>
    post(context, handed, [before]),
  );
}

/** A pair of eyes, where the channel wants it: seen, but not sure enough to say something. */
async function greet(context: ChatFlowsContext, { message, place, diagnosis }: HandedLog): Promise<void> {
  if (message.change !== 'new' || diagnosis.analysis.verdict === 'clean') return;
  if (!(await channelSettings(context.store, message)).reaction) return;
  await context.chat.react({ ...place, message: message.id }, 'eyes');
}

/** True when the same log has a card in this channel: then a pointer is enough. */
async function pointToFirst(
  context: ChatFlowsContext,
  record: SubmissionRecord,
  { place }: HandedLog,
): Promise<boolean> {
  const { repeatWithinMs } = context.manners;
  if (repeatWithinMs === 0 || record.digest === null) return false;
  const { workspace, channel, digest, at } = record;
  const first = await context.store.findDigest({ workspace, channel, digest, since: at - repeatWithinMs });
  if (first === null || first.card === null || first.message === record.message) return false;
  const stored = await context.store.findCard(cardKeyOf(first, first.card));
  if (stored === null) return false;
  await once(context, `message:${workspace}:${channel}:${record.message}`, async () => {
    await pointTo(context, stored, place);
    await context.store.recordSubmission(record);
  });
  return true;
}

/** Says in the thread where the answer stands. */
export async function pointTo(
  context: ChatFlowsContext,
  stored: StoredCard,
  place: CardPlace,
): Promise<void> {
  const isHere = stored.posted.thread === place.thread;
  const url = isHere ? null : await context.chat.linkTo(stored.posted);
  await context.chat.postCard(place, buildPointerCard({ headline: stored.card.title, url }));
}

async function slowDown(
  context: ChatFlowsContext,
  { message, place }: HandedLog,
  told: boolean,
): Promise<void> {
  const user = message.askedBy ?? message.author.id;
  if (told || user === null) return;
  await context.chat.tell(place, user, buildSlowDownCard());
}

async function post(
  context: ChatFlowsContext,
  { message, place, diagnosis, source, notes }: HandedLog,
  records: readonly SubmissionRecord[],
): Promise<void> {
  await answerLog(context, {
    diagnosis,
    place,
    source,
    author: message.askedBy ?? message.author.id,
    alert: null,
    decorate: await decorationOf(context, {
      place,
      notes,
      fingerprint: diagnosis.analysis.fingerprint,
      external: message.external,
    }),
    onPosted: async ({ posted }) => {
      for (const record of records) await context.store.recordSubmission({ ...record, card: posted.message });
    },
  });
}

import {
  buildDismissedCard,
  buildForgottenCard,
  buildHelpRequestCard,
  buildNote,
  buildSharedCard,
} from '../core/card/build-follow-up-cards.ts';
import { SOMETHING_ELSE } from '../core/card/build-judge-forms.ts';
import { buildListCard } from '../core/card/build-list-card.ts';
import type { Card } from '../core/card/card.ts';
import type { FormEntries, FormKey } from '../core/card/form.ts';
import { redactText } from '../core/log/redact.ts';
import type { ChannelSettings } from '../core/settings/channel-settings.ts';
import { findReferred, type KnownCard, mayChoose, mayRemove, type Submitter } from './card-click.ts';
import type { FormAnswer } from './chat-flows.ts';
import type { ChatFlowsContext } from './chat-flows-context.ts';
import { chooseService, connectService, disconnectService, listRepositories } from './connect-ci.ts';
import { copiesOf, deleteDrafts, rememberCopy } from './copies-of.ts';
import { saveSettings } from './save-settings.ts';
import { searchCatalog } from './search-catalog.ts';
import { channelSettings } from './settings-of.ts';

/**
 * Checks what was entered at once, and leaves the work for after the acknowledgement. Whoever may not is told
 * so by the work; forms are opened only for those who may, so this is for those whose rights changed since.
 */
export async function submitForm(
  context: ChatFlowsContext,
  key: FormKey,
  given: Submitter & FormEntries,
): Promise<FormAnswer> {
  const { values, destination } = given;
  switch (key.form) {
    case 'ask-for-help':
      if (destination === null) return missing('symptoms', 'Choose above where to send it.');
      return accepted(() => askForHelp(context, key.card, { ...given, destination }));
    case 'share':
      if (destination === null) return missing('comment', 'Choose above where to share it.');
      return accepted(() => share(context, key.card, { ...given, destination }));
    case 'wrong':
      if (!values['expected']) return missing('expected', 'Choose what it was.');
      return accepted(() => keepCase(context, key.card, given));
    case 'mute':
      return accepted(() => mute(context, key.card, given));
    case 'remove':
      return accepted(() => remove(context, key.card, given));
    case 'channel-settings':
      return saveSettings(context, key, given);
    case 'connect-ci':
      return chooseService(context, given);
    case 'connect-ci-service':
      return connectService(context, key.service, given);
    case 'disconnect-ci':
      return disconnectService(context, key.service, given);
    case 'workspace-repositories':
      return listRepositories(context, given);
    case 'search-catalog':
      return { kind: 'show', card: listFound(context, values['words'] ?? '') };
  }
}

type Ref = { readonly channel: string; readonly message: string };
type Sent = Submitter & FormEntries & { readonly destination: string };

async function askForHelp(context: ChatFlowsContext, ref: Ref, given: Sent): Promise<void> {
  const { values, user } = given;
  await sendCopy(context, ref, given, (card, link) =>
    buildHelpRequestCard(
      {
        symptoms: redactText(values['symptoms'] ?? ''),
        environment: redactText(values['environment'] ?? ''),
        changes: redactText(values['changes'] ?? ''),
      },
      { user, card, link },
    ),
  );
}

async function share(context: ChatFlowsContext, ref: Ref, given: Sent): Promise<void> {
  const comment = redactText(given.values['comment'] ?? '');
  await sendCopy(context, ref, given, (card, link) =>
    buildSharedCard({ user: given.user, card, link }, comment),
  );
}

/** Posts a card made of another one; its buttons work there too. */
async function sendCopy(
  context: ChatFlowsContext,
  ref: Ref,
  given: Sent,
  build: (card: Card, link: string | null) => Card,
): Promise<void> {
  const { chat, store, clock } = context;
  const { workspace, user, destination } = given;
  const original = await findReferred(context, workspace, ref);
  if (!original) return;
  const card = build(original.card, await chat.linkTo(original.posted));
  const place = await chat.openThread({ workspace, channel: destination }, card);
  const posted = { ...place, message: place.thread };
  const { copies: _others, drafts: _files, ...subject } = original.subject;
  await store.recordCard({ ...original, posted, card, subject, postedAt: clock() });
  await rememberCopy(context, original, posted);
  await chat.tell(original.posted, user, buildNote('Sent. Answers come into the thread there.'));
}

async function keepCase(context: ChatFlowsContext, ref: Ref, given: Submitter & FormEntries): Promise<void> {
  const card = await findReferred(context, given.workspace, ref);
  if (!card) return;
  const chosen = given.values['expected'] ?? SOMETHING_ELSE;
  await context.store.recordCase({
    posted: { workspace: given.workspace, ...ref },
    user: given.user,
    said: card.playbook,
    expected: chosen === SOMETHING_ELSE ? null : chosen,
    words: redactText(given.values['words'] ?? '').slice(0, 3_000),
    log: card.subject.log,
    at: context.clock(),
  });
  await context.chat.tell(card.posted, given.user, buildNote('Kept as a test case, thanks.'));
}

async function mute(context: ChatFlowsContext, ref: Ref, given: Submitter & FormEntries): Promise<void> {
  const { workspace, user, values } = given;
  const place = { workspace, channel: ref.channel };
  const card = await findReferred(context, workspace, ref);
  if (!card) return;
  if (!(await mayChoose(context, place, user))) {
    return context.chat.tell(
      card.posted,
      user,
      buildNote('Only members of the channel and admins may mute here.'),
    );
  }
  const channels = await context.people.sharedChannels(workspace, user);
  const external = channels.find(({ id }) => id === ref.channel)?.external ?? false;
  const settings = await channelSettings(context.store, { ...place, external });
  const isAll = values['what'] === 'channel' || card.playbook === null;
  const next: ChannelSettings = isAll
    ? { ...settings, automatic: 'off' }
    : { ...settings, muted: [...new Set([...settings.muted, card.playbook ?? ''])] };
  await context.store.saveSettings(place, next);
  const what = isAll
    ? 'Automatic replies are off in this channel'
    : `${card.playbook} is muted in this channel`;
  await context.chat.tell(card.posted, user, buildNote(`${what}. The Home tab switches it on again.`));
}

async function remove(context: ChatFlowsContext, ref: Ref, given: Submitter & FormEntries): Promise<void> {
  const card = await findReferred(context, given.workspace, ref);
  if (!card || !(await mayRemove(context, card, given.user))) return;
  await (given.values['how'] === 'forget'
    ? forget(context, card, given.user)
    : dismiss(context, card, given.user));
}

/** The copies and drafts quote the same log, so they go with it. */
async function forget(context: ChatFlowsContext, card: KnownCard, user: string): Promise<void> {
  const { store, chat } = context;
  for (const one of [card, ...(await copiesOf(context, card))]) {
    const { posted } = one;
    await deleteDrafts(context, one);
    await store.forgetCard(posted);
    await chat.updateCard(posted, buildForgottenCard(user));
  }
}

/** The store keeps the card as it was, so that it can be shown again. */
async function dismiss({ chat }: ChatFlowsContext, card: KnownCard, user: string): Promise<void> {
  await chat.updateCard(card.posted, buildDismissedCard(card.card, user));
}

function accepted(work: () => Promise<void>): FormAnswer {
  return { kind: 'accepted', work };
}

function missing(field: string, words: string): FormAnswer {
  return { kind: 'errors', errors: { [field]: words } };
}

function listFound(context: ChatFlowsContext, words: string): Card {
  return buildListCard(searchCatalog(context, words), words);
}

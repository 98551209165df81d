import { withOwner } from '../core/card/amend-card.ts';
import { buildNote, buildStepQuestion } from '../core/card/build-follow-up-cards.ts';
import {
  buildMuteForm,
  buildRemoveForm,
  buildSearchForm,
  buildWrongForm,
} from '../core/card/build-judge-forms.ts';
import { buildListCard } from '../core/card/build-list-card.ts';
import { buildHelpForm, buildShareForm, draftHelpRequest } from '../core/card/build-request-forms.ts';
import { buildSettingsForm } from '../core/card/build-settings-form.ts';
import { buildWhyCard } from '../core/card/build-why-card.ts';
import type { CardAction } from '../core/card/card-action.ts';
import type { Form } from '../core/card/form.ts';
import { explainCard } from './add-summary.ts';
import { type CardClick, findClicked, type KnownCard, mayChoose, mayRemove, refOf } from './card-click.ts';
import type { ActionAnswer } from './chat-flows.ts';
import type { ChatFlowsContext } from './chat-flows-context.ts';
import { openConnectForm } from './connect-ci.ts';
import { draftFromCard } from './draft-from-card.ts';
import { explainPlaybook } from './explain-playbook.ts';
import { judgeSummary } from './judge-summary.ts';
import { recordHelpfulStep, recordVerdict } from './record-verdict.ts';
import { rerunCard } from './rerun-card.ts';
import { searchCatalog } from './search-catalog.ts';
import { sendCases } from './send-cases.ts';
import { channelSettings } from './settings-of.ts';

const DONE: ActionAnswer = { kind: 'done' };
const GONE = 'This card is not kept any more, so there is nothing to act on. Hand the log over again.';

/** Does what a button says. Whoever may not is told so; nothing else happens. */
export async function applyAction(
  context: ChatFlowsContext,
  action: CardAction,
  click: CardClick,
): Promise<ActionAnswer> {
  switch (action.type) {
    case 'full-playbook':
    case 'explain':
      return { kind: 'open', card: explainPlaybook(context, action.playbook) };
    case 'helped':
      return helped(context, action.playbook, click);
    case 'helped-step':
      if (action.step !== null)
        await recordHelpfulStep(context, click, { card: action.card, step: action.step });
      return {
        kind: 'replace',
        card: buildNote('Noted, thanks: the next person with this failure reads it.'),
      };
    case 'channel-settings':
      return openSettings(context, action.channel, click);
    case 'connect-ci':
    case 'disconnect-ci':
    case 'list-repositories':
      return openConnectForm(context, action, click);
    case 'list': {
      const found = searchCatalog(context, action.words);
      const entries = found.filter(({ playbook }) => playbook.category === action.category);
      return { kind: 'open', card: buildListCard(entries, action.words) };
    }
    case 'search-catalog':
      return { kind: 'form', form: buildSearchForm() };
    case 'download-cases':
      return tell(await sendCases(context, click));
    default:
      return applyToCard(context, action, click);
  }
}

type OnCard = Exclude<
  CardAction,
  {
    type:
      | 'full-playbook'
      | 'explain'
      | 'helped'
      | 'helped-step'
      | 'channel-settings'
      | 'connect-ci'
      | 'disconnect-ci'
      | 'list-repositories'
      | 'search-catalog'
      | 'list'
      | 'download-cases';
  }
>;

async function applyToCard(
  context: ChatFlowsContext,
  action: OnCard,
  click: CardClick,
): Promise<ActionAnswer> {
  const card = await findClicked(context, click);
  if (!card) return tell(GONE);
  switch (action.type) {
    case 'wrong':
      return wrong(context, card, click.user);
    case 'why':
      return { kind: 'open', card: buildWhyCard(card.subject.analysis) };
    case 'take':
      return take(context, card, click.user);
    case 'ask-for-help':
      return { kind: 'form', form: helpFormOf(card) };
    case 'share':
      return { kind: 'form', form: buildShareForm(refOf(card.posted), card.card.title) };
    case 'mute':
      return { kind: 'form', form: buildMuteForm(refOf(card.posted), card.playbook) };
    case 'remove':
      return (await mayRemove(context, card, click.user))
        ? { kind: 'form', form: buildRemoveForm(refOf(card.posted)) }
        : tell('Only the person who posted the log and admins may remove this card.');
    case 'summarize':
      await explainCard(context, card.posted);
      return DONE;
    case 'summary-helped':
    case 'summary-wrong':
      await judgeSummary(context, { user: click.user, posted: card.posted, verdict: action.type });
      return DONE;
    case 'restore':
      await context.chat.updateCard(card.posted, card.card);
      return DONE;
    case 'run-again':
      return tell(await rerunCard(context, card));
    case 'draft':
      await draftFromCard(context, card);
      return DONE;
  }
}

/** The verdict counts at once; which step did it is one more click. */
async function helped(context: ChatFlowsContext, playbook: string, click: CardClick): Promise<ActionAnswer> {
  if (!click.posted) return DONE;
  const verdict = { user: click.user, posted: click.posted, playbook, verdict: 'helped' } as const;
  const stored = await recordVerdict(context, verdict);
  const question = stored ? buildStepQuestion(stored.card, refOf(stored.posted)) : null;
  return question ? { kind: 'tell', card: question } : DONE;
}

/** The verdict counts at once, also when the question behind it stays unanswered. */
async function wrong(context: ChatFlowsContext, card: KnownCard, user: string): Promise<ActionAnswer> {
  const { posted, playbook, subject } = card;
  if (playbook !== null) await recordVerdict(context, { user, posted, playbook, verdict: 'wrong' });
  return { kind: 'form', form: buildWrongForm(refOf(posted), subject.analysis) };
}

async function take(
  { store, chat }: ChatFlowsContext,
  stored: KnownCard,
  user: string,
): Promise<ActionAnswer> {
  const card = withOwner(stored.card, user);
  await store.updateCard(stored.posted, card);
  await chat.updateCard(stored.posted, card);
  return DONE;
}

function helpFormOf({ posted, subject }: KnownCard): Form {
  const { alert, source, analysis } = subject;
  const draft = draftHelpRequest(analysis, {
    source,
    commit: alert?.commit ?? null,
    branch: alert?.branch ?? null,
    repo: alert?.repo ?? null,
  });
  return buildHelpForm(refOf(posted), draft);
}

async function openSettings(
  context: ChatFlowsContext,
  channel: string,
  { workspace, user }: CardClick,
): Promise<ActionAnswer> {
  if (!(await mayChoose(context, { workspace, channel }, user))) {
    return tell('Only members of the channel and admins may change its settings.');
  }
  const channels = await context.people.sharedChannels(workspace, user);
  const found = channels.find(({ id }) => id === channel);
  const name = found?.name ?? channel;
  const external = found?.external ?? false;
  const settings = await channelSettings(context.store, { workspace, channel, external });
  const lists = await context.people.isAdmin(workspace, user);
  return { kind: 'form', form: buildSettingsForm({ id: channel, name, lists }, settings) };
}

function tell(words: string | null): ActionAnswer {
  return words === null ? DONE : { kind: 'tell', card: buildNote(words) };
}

import type { Alert, RunLink } from '../core/alert/run.ts';
import { buildHelpCard } from '../core/card/build-notice-cards.ts';
import { buildNoLogCard } from '../core/card/build-submission-cards.ts';
import { allowsAlert } from '../core/settings/channel-settings.ts';
import type { ChatMessage } from '../core/submission/chat-message.ts';
import { isAsked } from '../core/submission/read-submission.ts';
import { REQUEST_HELP, type RequestWords } from '../core/submission/request-words.ts';
import { findAbove } from './answer-above.ts';
import { answerRequest } from './answer-request.ts';
import { answerRun } from './answer-run.ts';
import type { ChatFlowsContext } from './chat-flows-context.ts';
import { type Decision, decideMessage } from './decide-message.ts';
import { gatherFiles, pickLog } from './gather-logs.ts';
import { answerHanded } from './hand-over.ts';
import { notePass } from './note-pass.ts';
import { once } from './once.ts';
import type { CardPlace } from './ports.ts';
import { forgetDeleted, refreshCard } from './refresh-card.ts';
import { channelSettings } from './settings-of.ts';

/** Answers a message in its thread, or stays silent. */
export async function answerMessage(context: ChatFlowsContext, message: ChatMessage): Promise<void> {
  if (message.change === 'deleted') return forgetDeleted(context, message);
  if (message.change === 'file') return answerSharing(context, message);
  const place = placeOf(message);
  if (!place) return;
  const decision = decideMessage(context.catalog, message, await context.ci.hostsFor(message.workspace));
  if (await isWanted(context, decision, message)) await act(context, { message, place, decision });
  else if (message.change === 'edit') await refreshEdited(context, message);
}

/** A message, what we decided about it, and where the answer goes. */
interface Decided {
  readonly message: ChatMessage;
  readonly place: CardPlace;
  readonly decision: Decision;
}

/** Said while the answer is being made, where the chat tool shows such words. */
const UNDER_WAY: Readonly<Partial<Record<Decision['decision'], string>>> = {
  diagnose: 'is reading the log…',
  fetch: 'is reading the file…',
  run: 'is fetching the log…',
};

async function act(context: ChatFlowsContext, { message, place, decision }: Decided): Promise<unknown> {
  const words = UNDER_WAY[decision.decision];
  if (message.channelKind === 'direct' && message.change === 'new' && words !== undefined)
    await context.chat.showWorking(place, words);
  switch (decision.decision) {
    case 'ignore':
    case 'diagnose': {
      if (!decision.diagnosis) return;
      const { diagnosis } = decision;
      return answerHanded(context, { message, place, diagnosis, source: null, notes: [] });
    }
    case 'alert':
      return answerRun(context, { message, place, alert: decision.alert });
    case 'run':
      return answerRun(context, { message, place, alert: alertOf(decision.link) });
    case 'green':
      return notePass(context, decision.passed, place);
    case 'fetch':
      return answerFiles(context, { message, place, decision });
    case 'above':
      return once(context, messageKey(place, message), async () => {
        const found = await findAbove(context, message, place);
        if (found !== null) await act(context, { ...found, place });
      });
    case 'words':
      return once(context, messageKey(place, message), () =>
        answerWords(context, { words: decision.words, message, place }),
      );
  }
}

/** Whether the channel's settings let this be answered; who asks by name always gets an answer. */
async function isWanted(
  { store }: ChatFlowsContext,
  decision: Decision,
  message: ChatMessage,
): Promise<boolean> {
  if (decision.decision === 'ignore' && !decision.diagnosis) return false;
  // Nothing is posted: a card of ours that stands already is put right.
  if (decision.decision === 'green' || isAsked(message)) return true;
  const settings = await channelSettings(store, message);
  if (decision.decision === 'alert') return allowsAlert(settings);
  if (decision.decision === 'run') return settings.automatic === 'on' && settings.runLinks;
  return settings.automatic === 'on';
}

/** An edit that leaves nothing to answer may have taken a log out of a card. */
async function refreshEdited({ store, ...context }: ChatFlowsContext, message: ChatMessage): Promise<void> {
  const { workspace, channel, id } = message;
  if (workspace === null || channel === null) return;
  const record = await store.findSubmission({ workspace, channel, message: id });
  if (record === null || record.card === null) return;
  await refreshCard({ ...context, store }, { workspace, channel, message: record.card }, message);
}

/** A file came in, perhaps with a message that tells of it too: whichever is first is answered. */
async function answerSharing(
  context: ChatFlowsContext,
  { workspace, channel, files, external }: ChatMessage,
) {
  const [file] = files;
  if (workspace === null || channel === null || file === undefined) return;
  const message = await context.reader.findSharing({ workspace, channel, file: file.id });
  if (message !== null) await answerMessage(context, { ...message, external });
}

async function answerFiles(
  context: ChatFlowsContext,
  { message, place, decision }: Decided & { decision: Extract<Decision, { decision: 'fetch' }> },
): Promise<void> {
  const { workspace, channel } = place;
  const ids = decision.files.map(({ id }) => id).join(' ');
  const key = `files:${workspace}:${channel}:${message.id}:${ids}:${message.askedBy ?? ''}`;
  await once(context, key, async () => {
    const gathered = await gatherFiles(context, { files: decision.files, workspace: message.workspace });
    const words = { text: decision.text, name: null, url: null, truncated: false };
    const picked = pickLog(context, decision.text === '' ? gathered.logs : [...gathered.logs, words]);
    if (picked !== null) await answerHanded(context, { message, place, ...picked, notes: gathered.notes });
    else if (isAsked(message)) await context.chat.postCard(place, buildNoLogCard(gathered.notes));
    else if (gathered.forbidden) await hintOnce(context, { message, place, notes: gathered.notes });
  });
}

/** A permission is missing: one clear word to one person, not one a file. */
async function hintOnce(
  context: ChatFlowsContext,
  { message, place, notes }: { message: ChatMessage; place: CardPlace; notes: readonly string[] },
): Promise<void> {
  const user = message.author.id;
  if (user === null) return;
  await once(context, `hint:${place.workspace}:-:files`, () =>
    context.chat.tell(place, user, buildNoLogCard(notes)),
  );
}

/** Answers go under the message, or into the thread that it stands in. */
function placeOf(message: ChatMessage): CardPlace | null {
  if (message.workspace === null || message.channel === null) return null;
  return { workspace: message.workspace, channel: message.channel, thread: message.thread ?? message.id };
}

function messageKey(place: CardPlace, message: ChatMessage): string {
  return `message:${place.workspace}:${place.channel}:${message.id}`;
}

/** A run that a person linked to: as much of an alert as the link tells. */
export function alertOf(link: RunLink): Alert {
  const { provider, repo, runUrl, runId, attempt } = link;
  const unknown = { branch: null, commit: null, workflow: null, job: null, author: null };
  return { ...unknown, provider, repo, runUrl, runId, attempt, link };
}

interface Said {
  readonly words: RequestWords;
  readonly message: ChatMessage;
  readonly place: CardPlace;
}

async function answerWords(context: ChatFlowsContext, { words, message, place }: Said): Promise<void> {
  const at = { ...place, thread: message.thread, external: message.external, user: message.author.id };
  const answer = await answerRequest(context, words, at);
  await context.chat.postCard(place, answer.kind === 'card' ? answer.card : buildHelpCard(REQUEST_HELP));
}

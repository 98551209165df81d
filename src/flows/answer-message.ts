import { alertKey } from '../core/alert/alert-key.ts';
import type { Alert, RunLink } from '../core/alert/run.ts';
import { buildHelpCard } from '../core/card/build-notice-cards.ts';
import {
  allowsAlert,
  allowsLog,
  DEFAULT_SETTINGS,
  SHARED_CHANNEL_SETTINGS,
} from '../core/settings/channel-settings.ts';
import type { ChatMessage } from '../core/submission/chat-message.ts';
import { isAsked } from '../core/submission/read-submission.ts';
import { REQUEST_HELP, type RequestWords } from '../core/submission/request-words.ts';
import { answerLog } from './answer-log.ts';
import { answerRequest } from './answer-request.ts';
import type { ChatFlowsContext } from './chat-flows-context.ts';
import { type Decision, decideMessage } from './decide-message.ts';
import { diagnoseRun } from './diagnose-run.ts';
import { notePass } from './note-pass.ts';
import { once } from './once.ts';
import type { CardPlace } from './ports.ts';
import { settingsOf } from './settings-of.ts';

/** Answers a message in its thread, or stays silent. */
export async function answerMessage(context: ChatFlowsContext, message: ChatMessage): Promise<void> {
  const place = placeOf(message);
  if (!place) return;
  const decision = decideMessage(context.catalog, message, context.hosts);
  if (decision.decision === 'ignore' || !(await isWanted(context, decision, message))) return;
  switch (decision.decision) {
    case 'alert':
      await once(context, alertKey(decision.alert, message), () =>
        diagnoseRun(context, decision.alert, place),
      );
      return;
    case 'run': {
      const alert = alertOf(decision.link);
      await once(context, alertKey(alert, message), () => diagnoseRun(context, alert, place));
      return;
    }
    case 'green':
      await notePass(context, decision.passed, place);
      return;
    case 'diagnose':
      await once(context, messageKey(place, message), () =>
        answerLog(context, {
          diagnosis: decision.diagnosis,
          place,
          source: null,
          author: message.author.id,
          alert: null,
        }),
      );
      return;
    case 'above':
    case 'fetch':
      await once(context, messageKey(place, message), () =>
        answerWords(context, { words: { kind: 'help' }, message, place }),
      );
      return;
    case 'words':
      await once(context, messageKey(place, message), () =>
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
  const { workspace, channel, external } = message;
  // Nothing is posted: a card of ours that stands already is put right.
  if (decision.decision === 'green') return true;
  if (isAsked(message) || workspace === null || channel === null) return true;
  const otherwise = external ? SHARED_CHANNEL_SETTINGS : DEFAULT_SETTINGS;
  const settings = await settingsOf(store, { workspace, channel }, otherwise);
  if (decision.decision === 'alert') return allowsAlert(settings);
  if (decision.decision === 'run') return settings.automatic === 'on' && settings.runLinks;
  if (decision.decision !== 'diagnose') return false;
  return allowsLog(settings, decision.diagnosis.analysis.diagnosis);
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
  const at = { ...place, thread: message.thread, external: message.external };
  const answer = await answerRequest(context, words, at);
  await context.chat.postCard(place, answer.kind === 'card' ? answer.card : buildHelpCard(REQUEST_HELP));
}

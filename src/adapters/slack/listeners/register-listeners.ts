import type { App } from '@slack/bolt';
import { STORED_EVENTS } from '../receiver/accept-event.ts';
import { CARD_ACTION } from '../render/render-actions.ts';
import { DESTINATION_BLOCK, FORM_VIEW } from '../render/render-form.ts';
import { PASTE_VIEW } from '../render/render-modal.ts';
import { onCardAction } from './actions.ts';
import { COMMAND, onCommand } from './commands.ts';
import { onError } from './errors.ts';
import { onFormSubmitted } from './forms.ts';
import { onHomeOpened } from './home.ts';
import type { ListenerContext } from './listener-context.ts';
import { onAssistantStarted, onMemberJoined } from './membership.ts';
import { DIAGNOSE_LOG, DIAGNOSE_MESSAGE, onDiagnoseLog, onDiagnoseMessage } from './shortcuts.ts';
import { onPasteSubmitted } from './views.ts';

// matches: card-action:0
const ANY_CARD_ACTION = new RegExp(`^${CARD_ACTION}:`);

/** Everything the app listens to. The manifest asks for exactly this; a test compares the two. */
export function registerListeners(
  app: Pick<App, 'event' | 'command' | 'action' | 'shortcut' | 'view' | 'error'>,
  context: ListenerContext,
): void {
  // Stored before they came here, and answered from the store: nothing is left to do.
  for (const event of STORED_EVENTS) app.event(event, async () => undefined);
  app.event('app_home_opened', onHomeOpened(context));
  app.event('member_joined_channel', onMemberJoined(context));
  app.event('assistant_thread_started', onAssistantStarted(context));
  app.command(COMMAND, onCommand(context));
  app.action({ type: 'block_actions', action_id: ANY_CARD_ACTION }, onCardAction(context));
  // A choice in a form is read when the form is sent; Slack wants it acknowledged all the same.
  app.action({ type: 'block_actions', action_id: DESTINATION_BLOCK }, async ({ ack }) => ack());
  app.shortcut({ type: 'message_action', callback_id: DIAGNOSE_MESSAGE }, onDiagnoseMessage(context));
  app.shortcut({ type: 'shortcut', callback_id: DIAGNOSE_LOG }, onDiagnoseLog(context));
  app.view(PASTE_VIEW, onPasteSubmitted(context));
  app.view(FORM_VIEW, onFormSubmitted(context));
  app.error(onError(context));
}

import type { App } from '@slack/bolt';
import { STORED_EVENTS } from '../receiver/accept-event.ts';
import { LEAVING_EVENTS } from '../receiver/leaving.ts';
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
  contextOf: ContextOf,
  reporterOf: Parameters<typeof onError>[0],
): void {
  const within = boundTo(contextOf);
  // Stored before they came here, and answered from the store: nothing is left to do.
  for (const event of [...STORED_EVENTS, ...LEAVING_EVENTS]) app.event(event, async () => undefined);
  app.event('app_home_opened', within(onHomeOpened));
  app.event('member_joined_channel', within(onMemberJoined));
  app.event('assistant_thread_started', within(onAssistantStarted));
  app.command(COMMAND, within(onCommand));
  app.action({ type: 'block_actions', action_id: ANY_CARD_ACTION }, within(onCardAction));
  // A choice in a form is read when the form is sent; Slack wants it acknowledged all the same.
  app.action({ type: 'block_actions', action_id: DESTINATION_BLOCK }, async ({ ack }) => ack());
  app.shortcut({ type: 'message_action', callback_id: DIAGNOSE_MESSAGE }, within(onDiagnoseMessage));
  app.shortcut({ type: 'shortcut', callback_id: DIAGNOSE_LOG }, within(onDiagnoseLog));
  app.view(PASTE_VIEW, within(onPasteSubmitted));
  app.view(FORM_VIEW, within(onFormSubmitted));
  app.error(onError(reporterOf));
}

/** What a listener works with, for the workspace that a delivery is for. */
export type ContextOf = (body: unknown) => Promise<ListenerContext>;

/** Makes a listener for each delivery: whom it speaks as depends on the workspace. */
function boundTo(contextOf: ContextOf) {
  return <Args>(make: (context: ListenerContext) => (args: Args) => Promise<void>) =>
    async (args: Args & { readonly body: unknown }): Promise<void> =>
      make(await contextOf(args.body))(args);
}

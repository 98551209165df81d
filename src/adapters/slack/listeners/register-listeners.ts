import type { App } from '@slack/bolt';
import { CARD_ACTION } from '../render/render-block.ts';
import { PASTE_VIEW } from '../render/render-modal.ts';
import { onCardAction } from './actions.ts';
import { COMMAND, onCommand } from './commands.ts';
import { onError } from './errors.ts';
import { onMessage } from './events.ts';
import type { ListenerContext } from './listener-context.ts';
import { onPasteSubmitted } from './views.ts';

// matches: card-action:0
const ANY_CARD_ACTION = new RegExp(`^${CARD_ACTION}:`);

/** Everything the app listens to. The manifest asks for exactly this; a test compares the two. */
export function registerListeners(
  app: Pick<App, 'event' | 'command' | 'action' | 'view' | 'error'>,
  context: ListenerContext,
): void {
  const onAnyMessage = onMessage(context);
  app.event('message', onAnyMessage);
  app.event('app_mention', onAnyMessage);
  app.command(COMMAND, onCommand(context));
  app.action({ type: 'block_actions', action_id: ANY_CARD_ACTION }, onCardAction(context));
  app.view(PASTE_VIEW, onPasteSubmitted(context));
  app.error(onError(context));
}

import type { AllMiddlewareArgs, BlockAction, SlackActionMiddlewareArgs } from '@slack/bolt';
import { z } from 'zod';
import { decodeAction } from '../../../core/card/card-action.ts';
import type { PostedCard } from '../../../flows/ports.ts';
import { renderCardModal } from '../render/render-modal.ts';
import type { ListenerContext } from './listener-context.ts';

type ActionArgs = Pick<SlackActionMiddlewareArgs<BlockAction> & AllMiddlewareArgs, 'action' | 'body' | 'ack'>;

/** The parts of a click that say where it happened. */
const Click = z.object({
  user: z.object({ id: z.string() }),
  team: z.object({ id: z.string() }).nullish(),
  trigger_id: z.string(),
  view: z.object({ id: z.string() }).nullish(),
  container: z.object({
    message_ts: z.string().optional(),
    channel_id: z.string().optional(),
    thread_ts: z.string().optional(),
    is_ephemeral: z.boolean().optional(),
  }),
  message: z.object({ thread_ts: z.string().optional() }).optional(),
});
type Click = z.infer<typeof Click>;

/** One listener for every button of a card: the button's value says what it does. */
export function onCardAction({ flows, client }: ListenerContext): (args: ActionArgs) => Promise<void> {
  return async ({ action, body, ack }) => {
    await ack();
    const decoded = decodeAction('value' in action && typeof action.value === 'string' ? action.value : '');
    if (decoded === null) return;
    const click = Click.parse(body);
    const answer = await flows.applyAction(decoded, { user: click.user.id, posted: clickedCard(click) });
    if (answer.kind === 'done') return;
    const window = { trigger_id: click.trigger_id, view: renderCardModal(answer.card) };
    // From within a window Slack opens a second one on top of it.
    if (click.view) await client.views.push(window);
    else await client.views.open(window);
  };
}

/** The card that was clicked; null when it stood in a window or was shown to one person only. */
function clickedCard({ container, team, message, view }: Click): PostedCard | null {
  const { message_ts, channel_id, thread_ts, is_ephemeral } = container;
  if (view || is_ephemeral === true || message_ts === undefined || channel_id === undefined) return null;
  return {
    workspace: team?.id ?? '',
    channel: channel_id,
    thread: message?.thread_ts ?? thread_ts ?? message_ts,
    message: message_ts,
  };
}

import type { AllMiddlewareArgs, BlockAction, SlackActionMiddlewareArgs } from '@slack/bolt';
import { z } from 'zod';
import type { Card } from '../../../core/card/card.ts';
import { decodeAction } from '../../../core/card/card-action.ts';
import type { PostedCard } from '../../../flows/ports.ts';
import { renderMessage } from '../render/render-blocks.ts';
import { renderForm } from '../render/render-form.ts';
import { renderCardModal } from '../render/render-modal.ts';
import type { ListenerContext } from './listener-context.ts';

type ActionArgs = Pick<
  SlackActionMiddlewareArgs<BlockAction> & AllMiddlewareArgs,
  'action' | 'body' | 'ack' | 'respond'
>;

/** The parts of a click that say where it happened. */
const Click = z.object({
  user: z.object({ id: z.string() }),
  team: z.object({ id: z.string() }).nullish(),
  trigger_id: z.string(),
  view: z.object({ id: z.string(), type: z.string().optional() }).nullish(),
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
export function onCardAction(context: ListenerContext): (args: ActionArgs) => Promise<void> {
  return async ({ action, body, ack, respond }) => {
    await ack();
    const decoded = decodeAction(valueBehind(action));
    if (decoded === null) return;
    const click = Click.parse(body);
    const posted = clickedCard(click);
    const by = { workspace: click.team?.id ?? '', user: click.user.id, posted };
    const answer = await context.flows.applyAction(decoded, by);
    switch (answer.kind) {
      case 'done':
        return;
      case 'open':
        return openWindow(context, click, renderCardModal(answer.card));
      case 'form':
        return openForm(context, click, renderForm(answer.form));
      case 'tell':
        return tell(context, { click, posted, respond }, answer.card);
      case 'replace':
        // What only one person sees can be changed through its own address alone.
        await respond({ replace_original: true, ...renderMessage(answer.card, { isPlain: true }) });
    }
  };
}

/** A button's value, or the chosen entry of a menu. */
function valueBehind(action: ActionArgs['action']): string {
  if ('selected_option' in action && action.type === 'overflow') return action.selected_option.value;
  return 'value' in action && typeof action.value === 'string' ? action.value : '';
}

async function openWindow(
  { client }: ListenerContext,
  click: Click,
  view: ReturnType<typeof renderCardModal>,
): Promise<void> {
  const window = { trigger_id: click.trigger_id, view };
  // From within a window Slack opens a second one on top of it; the Home tab is none.
  if (click.view && click.view.type !== 'home') await client.views.push(window);
  else await client.views.open(window);
}

/** In place of the window whose button was clicked: what led to the form is over then. */
async function openForm(
  context: ListenerContext,
  click: Click,
  view: ReturnType<typeof renderForm>,
): Promise<void> {
  if (!click.view || click.view.type === 'home') return openWindow(context, click, view);
  await context.client.views.update({ view_id: click.view.id, view });
}

interface Ways {
  readonly click: Click;
  readonly posted: PostedCard | null;
  readonly respond: ActionArgs['respond'];
}

/** In the card's thread, where the clicker looks; behind a click on the Home tab a window is the only way. */
async function tell(context: ListenerContext, { click, posted, respond }: Ways, card: Card): Promise<void> {
  if (click.view) return openWindow(context, click, renderCardModal(card));
  if (!posted) {
    await respond({ replace_original: false, ...renderMessage(card, { isPlain: true }) });
    return;
  }
  await context.client.chat.postEphemeral({
    channel: posted.channel,
    user: click.user.id,
    thread_ts: posted.thread,
    ...renderMessage(card, { isPlain: true }),
  });
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

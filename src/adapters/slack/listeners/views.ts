import type { AllMiddlewareArgs, SlackViewMiddlewareArgs, ViewSubmitAction } from '@slack/bolt';
import { PASTE_BLOCK, PASTE_INPUT } from '../render/render-modal.ts';
import type { ListenerContext } from './listener-context.ts';

type ViewArgs = Pick<SlackViewMiddlewareArgs<ViewSubmitAction> & AllMiddlewareArgs, 'view' | 'body' | 'ack'>;

/** The form with a pasted log was sent. */
export function onPasteSubmitted({ flows }: ListenerContext): (args: ViewArgs) => Promise<void> {
  return async ({ view, body, ack }) => {
    const text = view.state.values[PASTE_BLOCK]?.[PASTE_INPUT]?.value ?? '';
    if (text.trim() === '') {
      const errors = { [PASTE_BLOCK]: 'Paste the part of the log that shows the failure.' };
      await ack({ response_action: 'errors', errors });
      return;
    }
    await ack();
    await flows.answerPaste({
      workspace: body.team?.id ?? view.team_id ?? '',
      channel: view.private_metadata || body.user.id,
      user: body.user.id,
      text,
    });
  };
}

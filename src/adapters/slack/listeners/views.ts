import type { AllMiddlewareArgs, SlackViewMiddlewareArgs, ViewSubmitAction } from '@slack/bolt';
import { z } from 'zod';
import { OutsideError } from '../../../core/errors.ts';
import type { MessageFile } from '../../../core/submission/chat-message.ts';
import { File } from '../read/message-event.ts';
import { readFiles } from '../read/read-files.ts';
import { FILES_BLOCK, FILES_INPUT, PASTE_BLOCK, PASTE_INPUT } from '../render/render-modal.ts';
import type { ListenerContext } from './listener-context.ts';

type ViewArgs = Pick<SlackViewMiddlewareArgs<ViewSubmitAction> & AllMiddlewareArgs, 'view' | 'body' | 'ack'>;

/** The form with a pasted log was sent: it closes once the log is written down. */
export function onPasteSubmitted({
  intake,
  logger,
  isExternal,
}: ListenerContext): (args: ViewArgs) => Promise<void> {
  return async ({ view, body, ack }) => {
    const text = view.state.values[PASTE_BLOCK]?.[PASTE_INPUT]?.value ?? '';
    const files = chosenFiles(view.state.values[FILES_BLOCK]?.[FILES_INPUT]);
    if (text.trim() === '' && files.length === 0) {
      const errors = { [PASTE_BLOCK]: 'Paste the part of the log that shows the failure, or add a file.' };
      await ack({ response_action: 'errors', errors });
      return;
    }
    const channel = view.private_metadata || body.user.id;
    const paste = {
      workspace: body.team?.id ?? view.team_id ?? '',
      channel,
      user: body.user.id,
      text,
      files,
      external: await isExternal(channel),
    };
    try {
      await intake.acceptPaste(paste, view.id);
    } catch (error) {
      if (!(error instanceof OutsideError)) throw error;
      logger.error({ operation: error.operation }, 'a pasted log was not stored');
      const errors = {
        [PASTE_BLOCK]: 'Faultline can not take the log right now. Send it again in a minute.',
      };
      await ack({ response_action: 'errors', errors });
      return;
    }
    await ack();
  };
}

const Chosen = z.object({ files: z.array(File).catch([]) });

/** The files of the form's second field; without any, Slack sends none or an empty list. */
function chosenFiles(field: unknown): readonly MessageFile[] {
  const parsed = Chosen.safeParse(field);
  return parsed.success ? readFiles(parsed.data.files) : [];
}

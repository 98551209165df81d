import type { AllMiddlewareArgs, SlackCommandMiddlewareArgs } from '@slack/bolt';
import { decodeMarkup } from '../read/decode-markup.ts';
import { renderMessage } from '../render/render-blocks.ts';
import { renderPasteModal } from '../render/render-modal.ts';
import type { ListenerContext } from './listener-context.ts';

/** The slash command, as the manifest registers it. */
export const COMMAND = '/faultline';

type CommandArgs = Pick<SlackCommandMiddlewareArgs & AllMiddlewareArgs, 'command' | 'ack' | 'respond'>;

/** `/faultline ...`: a card that only the asker sees, or the form to paste a log into. */
export function onCommand({
  flows,
  client,
  isExternal,
}: ListenerContext): (args: CommandArgs) => Promise<void> {
  return async ({ command, ack, respond }) => {
    await ack();
    const words = command.text ?? '';
    const answer = await flows.answerCommand({
      words,
      workspace: command.team_id,
      channel: command.channel_id,
      user: command.user_id,
      external: await isExternal(command.channel_id),
    });
    if (answer.kind === 'card') {
      await respond({ response_type: 'ephemeral', ...renderMessage(answer.card) });
      return;
    }
    await client.views.open({
      trigger_id: command.trigger_id,
      view: renderPasteModal({ channel: command.channel_id, prefill: textBehind(words) }),
    });
  };
}

/** What stands behind the subcommand: a log that was pasted right there. */
function textBehind(words: string): string {
  const trimmed = words.trimStart();
  // matches: the space in "analyze npm error code E403"
  const end = trimmed.search(/\s/);
  return end === -1 ? '' : decodeMarkup(trimmed.slice(end + 1)).trim();
}

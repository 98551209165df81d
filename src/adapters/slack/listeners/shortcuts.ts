import type {
  AllMiddlewareArgs,
  GlobalShortcut,
  MessageShortcut,
  SlackShortcutMiddlewareArgs,
} from '@slack/bolt';
import { readSlackMessage } from '../read-message.ts';
import { renderPasteModal } from '../render/render-modal.ts';
import type { ListenerContext } from './listener-context.ts';

/** Ids of the shortcuts, as the manifest registers them. */
export const DIAGNOSE_MESSAGE = 'diagnose-message';
export const DIAGNOSE_LOG = 'diagnose-log';

type OnMessage = Pick<SlackShortcutMiddlewareArgs<MessageShortcut> & AllMiddlewareArgs, 'shortcut' | 'ack'>;
type Anywhere = Pick<SlackShortcutMiddlewareArgs<GlobalShortcut> & AllMiddlewareArgs, 'shortcut' | 'ack'>;

/** "Diagnose with Faultline" in a message's menu: it is answered in its thread, whoever wrote it. */
export function onDiagnoseMessage({
  intake,
  identify,
  isExternal,
}: ListenerContext): (args: OnMessage) => Promise<void> {
  return async ({ shortcut, ack }) => {
    const { message, channel, user, trigger_id } = shortcut;
    const us = await identify();
    const event = { ...message, type: 'message', channel: channel.id };
    const read = readSlackMessage(event, { ...us, teamId: us.teamId ?? shortcut.team?.id ?? null });
    const external = await isExternal(channel.id);
    if (read !== null) await intake.acceptMessage({ ...read, external, askedBy: user.id }, trigger_id);
    await ack();
  };
}

/** The shortcut that is everywhere: the form; its answer comes as a direct message. */
export function onDiagnoseLog({ client }: ListenerContext): (args: Anywhere) => Promise<void> {
  return async ({ shortcut, ack }) => {
    await ack();
    await client.views.open({
      trigger_id: shortcut.trigger_id,
      view: renderPasteModal({ channel: '', prefill: '' }),
    });
  };
}

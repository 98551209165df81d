import { encodeAction } from '../../src/core/card/card-action.ts';
import { eventEnvelope } from './slack-request.ts';

/** Bodies as Slack delivers them, with one person, channel and workspace in them. */
export function messageDelivery(event: object): object {
  return eventEnvelope({
    type: 'message',
    channel: 'C1',
    channel_type: 'channel',
    user: 'U1',
    ts: '1.0',
    text: 'x',
    ...event,
  });
}

export function commandDelivery(text: string, responseUrl: string): object {
  return {
    command: '/faultline',
    text,
    user_id: 'U1',
    channel_id: 'C1',
    team_id: 'T1',
    trigger_id: '1.trigger',
    response_url: responseUrl,
  };
}

const HELPED = encodeAction({ v: 1, type: 'helped', playbook: 'http-auth-failure' });

/** A click on a card's button; `more` overrides parts of the body. */
export function clickDelivery(more: object, value = HELPED): object {
  return {
    type: 'block_actions',
    user: { id: 'U1' },
    team: { id: 'T1' },
    api_app_id: 'A1',
    trigger_id: '1.trigger',
    container: { type: 'message', message_ts: '7.0', channel_id: 'C1', is_ephemeral: false },
    channel: { id: 'C1' },
    message: { ts: '7.0', thread_ts: '5.0' },
    actions: [{ type: 'button', action_id: 'card-action:1', block_id: 'b', value, action_ts: '8.0' }],
    ...more,
  };
}

/** The paste form, sent with this text. */
export function pasteDelivery(text: string | null, files: readonly object[] = []): object {
  return {
    type: 'view_submission',
    user: { id: 'U1' },
    team: { id: 'T1' },
    api_app_id: 'A1',
    view: {
      id: 'V1',
      type: 'modal',
      callback_id: 'paste-log',
      private_metadata: 'C1',
      state: {
        values: {
          log: { text: { type: 'plain_text_input', value: text } },
          files: { chosen: { type: 'file_input', files } },
        },
      },
    },
  };
}

/** "Diagnose with Faultline" in the menu of this message. */
export function messageShortcutDelivery(message: object): object {
  return {
    type: 'message_action',
    callback_id: 'diagnose-message',
    user: { id: 'U9' },
    team: { id: 'T1' },
    channel: { id: 'C1', name: 'builds' },
    message_ts: '1.0',
    message: { type: 'message', user: 'U1', ts: '1.0', text: 'x', ...message },
    trigger_id: '2.trigger',
    action_ts: '3.0',
    response_url: 'http://127.0.0.1/none',
  };
}

export function globalShortcutDelivery(): object {
  return {
    type: 'shortcut',
    callback_id: 'diagnose-log',
    user: { id: 'U9' },
    team: { id: 'T1' },
    trigger_id: '3.trigger',
    action_ts: '4.0',
  };
}

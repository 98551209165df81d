import type { ModalView } from '@slack/types';
import type { Card } from '../../../core/card/card.ts';
import { cutText } from '../../../core/card/display-text.ts';
import { SLACK_LIMITS } from './limits.ts';
import { renderBlocks } from './render-blocks.ts';

/** Ids of the form that `/faultline analyze` opens. */
export const PASTE_VIEW = 'paste-log';
export const PASTE_BLOCK = 'log';
export const PASTE_INPUT = 'text';
export const FILES_BLOCK = 'files';
export const FILES_INPUT = 'chosen';
/** Slack takes ten; more than a few are better dropped into the channel. */
const MOST_FILES = 5;

/** A card in a window of its own. */
export function renderCardModal(card: Card): ModalView {
  return {
    type: 'modal',
    title: { type: 'plain_text', text: 'Faultline', emoji: false },
    close: { type: 'plain_text', text: 'Close', emoji: false },
    blocks: [...renderBlocks(card, 'modal')],
  };
}

/** The form for pasting a log; `channel` is where the answer will be posted. */
export function renderPasteModal(paste: { channel: string; prefill: string }): ModalView {
  const prefill = cutText(paste.prefill, SLACK_LIMITS.inputText);
  return {
    type: 'modal',
    callback_id: PASTE_VIEW,
    private_metadata: paste.channel,
    title: { type: 'plain_text', text: 'Diagnose a log', emoji: false },
    submit: { type: 'plain_text', text: 'Diagnose', emoji: false },
    close: { type: 'plain_text', text: 'Cancel', emoji: false },
    blocks: [
      {
        type: 'input',
        block_id: PASTE_BLOCK,
        optional: true,
        label: { type: 'plain_text', text: 'Log', emoji: false },
        hint: {
          type: 'plain_text',
          text: 'Slack takes at most 3,000 characters here: paste the part around the failure, or add the whole log as a file below. The answer is posted where you typed the command, for everyone there to see.',
          emoji: false,
        },
        element: {
          type: 'plain_text_input',
          action_id: PASTE_INPUT,
          multiline: true,
          focus_on_load: true,
          max_length: SLACK_LIMITS.inputText,
          ...(prefill === '' ? {} : { initial_value: prefill }),
        },
      },
      {
        type: 'input',
        block_id: FILES_BLOCK,
        optional: true,
        label: { type: 'plain_text', text: 'Files', emoji: false },
        hint: {
          type: 'plain_text',
          text: 'Plain text, .gz or .zip. Of a file larger than 64 MB head and tail are read.',
          emoji: false,
        },
        element: { type: 'file_input', action_id: FILES_INPUT, max_files: MOST_FILES },
      },
    ],
  };
}

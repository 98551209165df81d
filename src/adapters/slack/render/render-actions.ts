import type {
  ActionsBlock,
  Button,
  ContextActionsBlock,
  KnownBlock,
  Overflow,
  SectionBlock,
} from '@slack/types';
import type { CardBlock, CardButton } from '../../../core/card/card.ts';
import { encodeAction } from '../../../core/card/card-action.ts';
import { cutText } from '../../../core/card/display-text.ts';
import { cleanText } from './escape.ts';
import { SLACK_LIMITS } from './limits.ts';
import { renderMarkup } from './render-markup.ts';

/** Prefix of every button's action id; one listener serves them all. */
export const CARD_ACTION = 'card-action';

type Actions = Extract<CardBlock, { kind: 'actions' }>;
type Feedback = Extract<CardBlock, { kind: 'feedback' }>;
type Row = Extract<CardBlock, { kind: 'row' }>;

/** A row of buttons with the menu at its end. What Slack has no room for is left out: a button alone is no answer. */
export function renderActions({ buttons, menu = [] }: Actions): readonly ActionsBlock[] {
  const shown = buttons.filter(fits).slice(0, SLACK_LIMITS.buttonsInARow - 1);
  const overflow = renderMenu(menu);
  const elements = [
    ...shown.map((button, index) => renderButton(button, String(index))),
    ...(overflow ? [overflow] : []),
  ];
  return elements.length === 0 ? [] : [{ type: 'actions', elements }];
}

/** The question whether it helped: Slack's own feedback buttons, or two plain ones where it knows none. */
export function renderFeedback(feedback: Feedback, isPlain: boolean): readonly KnownBlock[] {
  const helped: CardButton = { label: 'Helped', style: 'default', action: feedback.helped };
  const wrong: CardButton = { label: 'Wrong', style: 'default', action: feedback.wrong };
  if (!fits(helped) || !fits(wrong)) return [];
  if (isPlain) {
    return [{ type: 'actions', elements: [renderButton(helped, 'helped'), renderButton(wrong, 'wrong')] }];
  }
  const block: ContextActionsBlock = {
    type: 'context_actions',
    elements: [
      {
        type: 'feedback_buttons',
        action_id: `${CARD_ACTION}:feedback`,
        positive_button: {
          text: plain('Helped'),
          accessibility_label: 'This diagnosis helped',
          value: encodeAction(feedback.helped),
        },
        negative_button: {
          text: plain('Wrong'),
          accessibility_label: 'This diagnosis is wrong',
          value: encodeAction(feedback.wrong),
        },
      },
    ],
  };
  return [block];
}

/** A line with its button. `place` keeps the action ids of several rows apart. */
export function renderRow({ content, button }: Row, max: number): readonly SectionBlock[] {
  const text = renderMarkup(content, Math.min(max, SLACK_LIMITS.sectionText));
  if (text.trim() === '') return [];
  const section: SectionBlock = { type: 'section', text: { type: 'mrkdwn', text, verbatim: true } };
  return [button && fits(button) ? { ...section, accessory: renderButton(button, 'row') } : section];
}

function fits({ action }: CardButton): boolean {
  return encodeAction(action).length <= SLACK_LIMITS.buttonValue;
}

function renderButton(button: CardButton, place: string): Button {
  const rendered: Button = {
    type: 'button',
    action_id: `${CARD_ACTION}:${place}`,
    text: plain(button.label),
    value: encodeAction(button.action),
  };
  return button.style === 'default' ? rendered : { ...rendered, style: button.style };
}

function renderMenu(menu: readonly CardButton[]): Overflow | null {
  const options = menu
    .filter(({ action }) => encodeAction(action).length <= SLACK_LIMITS.menuValue)
    .slice(0, SLACK_LIMITS.menuEntries)
    .map(({ label, action }) => ({ text: plain(label), value: encodeAction(action) }));
  return options.length === 0 ? null : { type: 'overflow', action_id: `${CARD_ACTION}:menu`, options };
}

function plain(words: string): { type: 'plain_text'; text: string; emoji: false } {
  const label = cutText(cleanText(words).trim(), SLACK_LIMITS.buttonText);
  return { type: 'plain_text', text: label === '' ? '…' : label, emoji: false };
}

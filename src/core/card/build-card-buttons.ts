import type { Analysis } from '../diagnosis/analysis.ts';
import type { CardBlock, CardButton } from './card.ts';
import type { CardAction } from './card-action.ts';

/**
 * The few buttons of a card, a menu for the rest, and the question whether it helped. `playbook` is the diagnosis,
 * or null for none; `hasPage` is false when the catalog does not hold it any more.
 */
export function buildCardButtons(
  analysis: Analysis,
  playbook: string | null,
  hasPage = true,
): readonly CardBlock[] {
  const muteable = analysis.verdict !== 'clean';
  const menu = [
    ...(playbook === null ? [button('Why not something else?', { v: 1, type: 'why' })] : []),
    button('Run again', { v: 1, type: 'run-again' }),
    button('Share to a channel…', { v: 1, type: 'share' }),
    ...(muteable ? [button('Mute…', { v: 1, type: 'mute' })] : []),
    ...(playbook === null ? [] : [button('Make a playbook from this', { v: 1, type: 'draft' })]),
    button('Dismiss or forget…', { v: 1, type: 'remove' }),
  ];
  if (playbook === null) return [{ kind: 'actions', buttons: unknownButtons(analysis), menu }];
  return [
    {
      kind: 'actions',
      buttons: [
        ...(hasPage ? [button('Full playbook', { v: 1, type: 'full-playbook', playbook })] : []),
        button('Why?', { v: 1, type: 'why' }),
        button('I’m on it', { v: 1, type: 'take' }),
        button('Ask for help', { v: 1, type: 'ask-for-help' }),
      ],
      menu,
    },
    {
      kind: 'feedback',
      helped: { v: 1, type: 'helped', playbook },
      wrong: { v: 1, type: 'wrong', playbook },
    },
  ];
}

/** Nothing was diagnosed: whoever knows what it was makes the playbook, whoever does not asks. */
function unknownButtons({ verdict }: Analysis): readonly CardButton[] {
  if (verdict === 'clean') return [button('It did fail', { v: 1, type: 'wrong', playbook: '' })];
  return [
    button('Make a playbook from this', { v: 1, type: 'draft' }),
    button('Ask for help', { v: 1, type: 'ask-for-help' }),
    button('I’m on it', { v: 1, type: 'take' }),
    button('I know what it was', { v: 1, type: 'wrong', playbook: '' }),
  ];
}

function button(label: string, action: CardAction): CardButton {
  return { label, style: 'default', action };
}

import type { HelpRequest } from './build-request-forms.ts';
import type { Card, CardBlock, CardButton, Inline } from './card.ts';
import type { CardRef } from './card-action.ts';
import { cutText, oneLine } from './display-text.ts';
import { plainText } from './parse-inline.ts';

const MAX_PART = 1_500;
const MAX_LABEL = 70;
const MAX_STEPS = 5;

/** A question that goes with a card into another place: a tidy request, and the card below it. */
export function buildHelpRequestCard(
  request: HelpRequest,
  from: { user: string; card: Card; link: string | null },
): Card {
  const title = oneLine(`Help wanted: ${from.card.title}`, 150);
  return {
    title,
    fallback: oneLine(`${title}. ${request.symptoms}`, 300),
    blocks: [
      {
        kind: 'context',
        content: [
          { kind: 'user', id: from.user },
          { kind: 'text', text: ' asks for help' },
          ...linkTo(from.link),
        ],
      },
      ...part('Symptoms', request.symptoms),
      ...part('Environment', request.environment),
      ...part('Changes made immediately before', request.changes),
      { kind: 'divider' },
      ...attached(from.card),
    ],
  };
}

/** A card in another place, with who shared it, their word about it and where it stands. */
export function buildSharedCard(
  from: { user: string; card: Card; link: string | null },
  comment: string,
): Card {
  const said: readonly CardBlock[] =
    comment === ''
      ? []
      : [{ kind: 'paragraph', content: [{ kind: 'text', text: cutText(comment, MAX_PART) }] }];
  return {
    ...from.card,
    blocks: [
      {
        kind: 'context',
        content: [
          { kind: 'text', text: 'Shared by ' },
          { kind: 'user', id: from.user },
          ...linkTo(from.link),
        ],
      },
      ...said,
      ...from.card.blocks,
    ],
  };
}

function linkTo(url: string | null): readonly Inline[] {
  return url === null
    ? []
    : [
        { kind: 'text', text: ' · ' },
        { kind: 'link', url, text: 'the thread' },
      ];
}

function part(title: string, words: string): readonly CardBlock[] {
  if (words.trim() === '') return [];
  return [
    { kind: 'heading', text: title },
    { kind: 'paragraph', content: [{ kind: 'text', text: cutText(words, MAX_PART) }] },
  ];
}

/** The card's own blocks: its headline as a line, its buttons as they are. */
function attached(card: Card): readonly CardBlock[] {
  return [{ kind: 'heading', text: card.title }, ...card.blocks];
}

/** One line in place of a dismissed card, and the way back. */
export function buildDismissedCard(card: Card, user: string): Card {
  const content: Inline[] = [
    { kind: 'text', text: `${oneLine(card.title, 150)} · dismissed by ` },
    { kind: 'user', id: user },
  ];
  const button: CardButton = { label: 'Show again', style: 'default', action: { v: 1, type: 'restore' } };
  return { title: '', fallback: 'Dismissed', blocks: [{ kind: 'row', content, button }] };
}

/** What stands where a forgotten card stood: nothing of it. */
export function buildForgottenCard(user: string): Card {
  const content: Inline[] = [
    { kind: 'text', text: 'Forgotten at the wish of ' },
    { kind: 'user', id: user },
    { kind: 'text', text: '. Nothing of the log is kept.' },
  ];
  return { title: '', fallback: 'Forgotten', blocks: [{ kind: 'context', content }] };
}

/** Words of the card's steps, in order: what a person may name as the step that helped. */
export function listSteps(card: Card): readonly string[] {
  const steps = card.blocks.find((block) => block.kind === 'steps');
  return (steps?.items ?? []).map(({ blocks }) => {
    const [first] = blocks;
    const words =
      first?.kind === 'paragraph' ? plainText(first.content) : first?.kind === 'code' ? first.text : '';
    return oneLine(words, 200);
  });
}

/** One click: which step did it? Null when the card has no steps to choose from. */
export function buildStepQuestion(card: Card, ref: CardRef): Card | null {
  const steps = listSteps(card).slice(0, MAX_STEPS);
  if (steps.length === 0) return null;
  const answer = (label: string, step: number | null): CardButton => ({
    label: cutText(label, MAX_LABEL),
    style: 'default',
    action: { v: 1, type: 'helped-step', card: ref, step },
  });
  return {
    title: '',
    fallback: 'Thanks. Which step did it?',
    blocks: [
      { kind: 'paragraph', content: [{ kind: 'text', text: 'Thanks. Which step did it?' }] },
      {
        kind: 'actions',
        buttons: [
          ...steps.map((words, index) => answer(`${index + 1}. ${words}`, index)),
          answer('Something else', null),
        ],
      },
    ],
  };
}

/** A sentence to one person. */
export function buildNote(words: string): Card {
  return {
    title: '',
    fallback: oneLine(words, 300),
    blocks: [{ kind: 'paragraph', content: [{ kind: 'text', text: words }] }],
  };
}

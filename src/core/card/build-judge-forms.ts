import type { Analysis } from '../diagnosis/analysis.ts';
import type { CardRef } from './card-action.ts';
import { cutText } from './display-text.ts';
import type { Form, FormOption } from './form.ts';

const MAX_RUNNERS_UP = 5;
const MAX_LABEL = 75;
/** The choice that names no playbook. */
export const SOMETHING_ELSE = 'something-else';

/** What was it then? The runners-up are offered; the answer becomes a test case. */
export function buildWrongForm(card: CardRef, analysis: Analysis): Form {
  const said = analysis.diagnosis?.id ?? null;
  const nearest = [
    ...analysis.findings.map(({ id, title }) => ({ id, title })),
    ...(analysis.runnerUp ? [analysis.runnerUp] : []),
    ...analysis.considered.map(({ id }) => ({ id, title: id })),
  ].filter(({ id }) => id !== said);
  const unique = [...new Map(nearest.toReversed().map((one) => [one.id, one])).values()].reverse();
  const options: FormOption[] = unique.slice(0, MAX_RUNNERS_UP).map(({ id, title }) => ({
    id,
    label: cutText(id, MAX_LABEL),
    description: title === id ? null : cutText(title, MAX_LABEL),
  }));
  return {
    key: { v: 1, form: 'wrong', card },
    title: 'What was it?',
    submit: 'Keep the answer',
    intro: [
      {
        kind: 'context',
        content: [
          {
            kind: 'text',
            text: 'The answer and the redacted log are kept as a test case: an admin can download it as an example for the playbooks.',
          },
        ],
      },
    ],
    destination: null,
    fields: [
      {
        kind: 'choice',
        id: 'expected',
        label: said === null ? 'It was' : `Not ${cutText(said, 60)}, but`,
        hint: null,
        options: [...options, { id: SOMETHING_ELSE, label: 'Something else', description: null }],
        initial: null,
      },
      {
        kind: 'text',
        id: 'words',
        label: 'In your words',
        hint: 'What failed, and how you found out',
        initial: '',
        multiline: true,
        optional: true,
      },
    ],
  };
}

/** Mute this playbook in this channel, or all that is posted unasked. */
export function buildMuteForm(card: CardRef, playbook: string | null): Form {
  const ofPlaybook: FormOption = {
    id: 'playbook',
    label: cutText(`${playbook ?? ''} in this channel`, MAX_LABEL),
    description: 'It is not posted unasked here any more',
  };
  const ofChannel: FormOption = {
    id: 'channel',
    label: 'Every automatic reply in this channel',
    description: 'Mentions and commands are still answered',
  };
  return {
    key: { v: 1, form: 'mute', card },
    title: 'Mute',
    submit: 'Mute',
    intro: [],
    destination: null,
    fields: [
      {
        kind: 'choice',
        id: 'what',
        label: 'What to mute',
        hint: 'The Home tab lists what is muted, and unmutes it.',
        options: playbook === null ? [ofChannel] : [ofPlaybook, ofChannel],
        initial: playbook === null ? 'channel' : 'playbook',
      },
    ],
  };
}

/** Dismiss the card, or forget the log. */
export function buildRemoveForm(card: CardRef): Form {
  return {
    key: { v: 1, form: 'remove', card },
    title: 'Remove this card',
    submit: 'Remove',
    intro: [],
    destination: null,
    fields: [
      {
        kind: 'choice',
        id: 'how',
        label: 'How',
        hint: 'For the person who posted the log, and for admins.',
        options: [
          { id: 'dismiss', label: 'Dismiss', description: 'Folds the card to a line; it can be shown again' },
          {
            id: 'forget',
            label: 'Forget this',
            description: 'Deletes the card, the kept log and what was said',
          },
        ],
        initial: 'dismiss',
      },
    ],
  };
}

/** Words to search the catalog for. */
export function buildSearchForm(): Form {
  return {
    key: { v: 1, form: 'search-catalog' },
    title: 'Search the playbooks',
    submit: 'Search',
    intro: [],
    destination: null,
    fields: [
      {
        kind: 'text',
        id: 'words',
        label: 'Words',
        hint: 'A tool, an error, a category: npm 403, disk, flaky',
        initial: '',
        multiline: false,
        optional: false,
      },
    ],
  };
}

import type { Analysis } from '../diagnosis/analysis.ts';
import { culpritRequest } from '../diagnosis/culprit-request.ts';
import type { CardRef } from './card-action.ts';
import { describePlace, describeRequest, joinParts } from './describe-request.ts';
import type { CardSource } from './diagnosis-card-input.ts';
import { oneLine } from './display-text.ts';
import type { Form, TextField } from './form.ts';
import { plainText } from './parse-inline.ts';
import { selectEvidence, selectExcerpt } from './select-evidence.ts';

const MAX_LINES = 4;

/** What a log tells about a failure: the three things somebody who helps asks first. */
export interface HelpRequest {
  readonly symptoms: string;
  readonly environment: string;
  readonly changes: string;
}

/** Symptoms and environment as far as the log tells; what was changed just before, only a person knows. */
export function draftHelpRequest(
  analysis: Analysis,
  context: { source: CardSource | null; commit: string | null; branch: string | null; repo: string | null },
): HelpRequest {
  const lines = analysis.verdict === 'diagnosed' ? selectEvidence(analysis) : selectExcerpt(analysis.excerpt);
  const proof = lines
    .filter(({ number }) => number !== null)
    .slice(0, MAX_LINES)
    .map(({ number, text }) => `${number}: ${text}`);
  const title = analysis.diagnosis?.title ?? 'It failed, and no playbook fits.';
  const { exitCode, ci } = analysis.log;
  const parts = [
    ci === null ? '' : ci,
    plainText(joinParts([describePlace(analysis, context.source)])),
    plainText(describeRequest(culpritRequest(analysis))),
    exitCode === null ? '' : `exit code ${exitCode}`,
    context.repo === null ? '' : `repository ${context.repo}`,
    context.branch === null ? '' : `branch ${context.branch}`,
  ];
  return {
    symptoms: [oneLine(title, 200), ...proof].join('\n'),
    environment: parts.filter((part) => part !== '').join('\n'),
    changes: context.commit === null ? '' : `Commit ${context.commit}: `,
  };
}

/** Ask for help: exactly three fields, filled in as far as the log tells. */
export function buildHelpForm(card: CardRef, draft: HelpRequest): Form {
  return {
    key: { v: 1, form: 'ask-for-help', card },
    title: 'Ask for help',
    submit: 'Send',
    intro: [],
    destination: 'Send to a channel or a person',
    fields: [
      area('symptoms', 'Symptoms', 'What happens, in the words of the log', draft.symptoms),
      area('environment', 'Environment', 'Where: service, job, step, versions', draft.environment),
      area(
        'changes',
        'Changes made immediately before',
        'The last commit, a new image, a rotated token …',
        draft.changes,
      ),
    ],
  };
}

function area(id: string, label: string, hint: string, initial: string): TextField {
  return { kind: 'text', id, label, hint, initial, multiline: true, optional: false };
}

/** Share the card with another channel, with a word about it. */
export function buildShareForm(card: CardRef, title: string): Form {
  return {
    key: { v: 1, form: 'share', card },
    title: 'Share the diagnosis',
    submit: 'Share',
    intro: [{ kind: 'paragraph', content: [{ kind: 'bold', text: oneLine(title, 150) }] }],
    destination: 'Share to',
    fields: [
      {
        kind: 'text',
        id: 'comment',
        label: 'A word about it',
        hint: null,
        initial: '',
        multiline: false,
        optional: true,
      },
    ],
  };
}

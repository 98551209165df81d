import type { CardBlock, CardListItem, Inline } from './card.ts';
import { countOf, oneLine } from './display-text.ts';
import { isWebAddress } from './is-web-address.ts';

/** The failed jobs of a run, grouped by cause; the card is about the first one. */
export interface FailedJobs {
  /** How many failed, those whose log was not read included. */
  readonly failed: number;
  /** The cause of the job that ended first comes first. */
  readonly causes: readonly JobCause[];
}

export interface JobCause {
  readonly title: string;
  readonly jobs: readonly { readonly name: string | null; readonly url: string | null }[];
}

const MAX_NAME = 60;
const MAX_TITLE = 120;
const MAX_JOBS = 4;
const MAX_CAUSES = 5;

/** `5 jobs, one cause` with their names, and a line for each further cause. Nothing for a single job. */
export function describeFailedJobs(jobs: FailedJobs | null | undefined): readonly CardBlock[] {
  const [first, ...others] = jobs?.causes ?? [];
  if (!jobs || !first || jobs.failed < 2) return [];
  const read = jobs.causes.reduce((sum, cause) => sum + cause.jobs.length, 0);
  const unread = jobs.failed - read;
  const causes = others.length === 0 ? 'one cause' : `${others.length + 1} causes`;
  const head: Inline[] = [
    { kind: 'bold', text: `${countOf(jobs.failed, 'job')}${read < 2 ? ' failed' : `, ${causes}`}` },
    { kind: 'text', text: others.length === 0 ? ': ' : '; this one ended first: ' },
    ...namesOf(first),
    ...(unread > 0 ? [text(`; ${countOf(unread, 'log')} not read`)] : []),
  ];
  const line: CardBlock = { kind: 'context', content: head };
  return others.length === 0 ? [line] : [line, { kind: 'bullets', items: listCauses(others) }];
}

function listCauses(causes: readonly JobCause[]): readonly CardListItem[] {
  const shown = causes.slice(0, MAX_CAUSES).map((cause) => item([...titleOf(cause), ...namesOf(cause)]));
  const left = causes.length - MAX_CAUSES;
  return left > 0 ? [...shown, item([text(`${countOf(left, 'further cause')}`)])] : shown;
}

function titleOf(cause: JobCause): readonly Inline[] {
  return [text(`${oneLine(cause.title, MAX_TITLE)}: `)];
}

function namesOf({ jobs }: JobCause): readonly Inline[] {
  const shown = jobs.slice(0, MAX_JOBS).flatMap(({ name, url }, index): Inline[] => {
    const words = oneLine(name ?? 'a job', MAX_NAME);
    const one: Inline =
      url !== null && isWebAddress(url) ? { kind: 'link', url, text: words } : { kind: 'code', text: words };
    return index === 0 ? [one] : [text(', '), one];
  });
  const left = jobs.length - MAX_JOBS;
  return left > 0 ? [...shown, text(` and ${left} more`)] : shown;
}

function item(content: readonly Inline[]): CardListItem {
  return { blocks: [{ kind: 'paragraph', content }] };
}

function text(words: string): Inline {
  return { kind: 'text', text: words };
}

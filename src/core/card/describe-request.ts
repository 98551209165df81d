import type { Analysis, Diagnosis } from '../diagnosis/analysis.ts';
import { culpritRequest } from '../diagnosis/culprit-request.ts';
import type { FailedRequest } from '../failed-request/failed-request.ts';
import type { Inline } from './card.ts';
import type { CardSource } from './diagnosis-card-input.ts';
import { cutMiddle, oneLine } from './display-text.ts';

const MAX_URL = 110;
const MAX_NAME = 80;

/** `PUT https://npm.example.com/@acme%2fui` by `npm`: as much of it as is known, else nothing. */
export function describeRequest(request: FailedRequest | null): readonly Inline[] {
  if (!request) return [];
  const target = request.url ?? request.service;
  const words: Inline[] = [];
  if (target !== null) {
    const verb = request.method === null ? '' : `${oneLine(request.method, 20)} `;
    words.push({ kind: 'code', text: `${verb}${cutMiddle(oneLine(target, 2000), MAX_URL)}` });
  }
  if (request.client !== null) words.push(text(target === null ? '' : ' by '), code(request.client));
  return words.filter((word) => word.kind === 'code' || plain(word) !== '');
}

/** step Publish of release / publish (main): as much of it as is known, else nothing. */
export function describePlace(analysis: Analysis, source: CardSource | null): readonly Inline[] {
  const step = source?.step ?? culpritRequest(analysis)?.step ?? analysis.log.failedStep;
  const job = source?.job ?? analysis.log.failedJob;
  const words: Inline[] = [];
  if (step) words.push(text('step '), { kind: 'italic', text: oneLine(step, MAX_NAME) });
  if (job) words.push(text(step ? ' of ' : 'job '), { kind: 'italic', text: oneLine(job, MAX_NAME) });
  return words;
}

/** certain (right 41 of 43 times here): the tier, and the measure behind it where there is one. */
export function describeTier(diagnosis: Diagnosis): string {
  const { measured, tier } = diagnosis;
  if (!measured) return tier;
  const where = measured.from === 'feedback' ? 'here' : 'in our collected logs';
  return `${tier} (right ${measured.right} of ${measured.of} times ${where})`;
}

/** Parts of a line of small print, with a dot between; empty parts leave no dot. */
export function joinParts(parts: readonly (readonly Inline[])[]): readonly Inline[] {
  const content: Inline[] = [];
  for (const part of parts) {
    if (part.length === 0) continue;
    if (content.length > 0) content.push(text(' · '));
    content.push(...part);
  }
  return content;
}

/** The same words, with a capital where they begin as prose. */
export function capitalise(content: readonly Inline[]): readonly Inline[] {
  const [first, ...rest] = content;
  if (first?.kind !== 'text') return content;
  return [{ kind: 'text', text: first.text.charAt(0).toUpperCase() + first.text.slice(1) }, ...rest];
}

function text(words: string): Inline {
  return { kind: 'text', text: words };
}

function code(words: string): Inline {
  return { kind: 'code', text: oneLine(words, MAX_NAME) };
}

function plain(inline: Inline): string {
  return inline.kind === 'user' ? inline.id : inline.text;
}

import { assertNever } from '../assert-never.ts';
import type { Analysis, Diagnosis } from '../diagnosis/analysis.ts';
import { culpritRequest } from '../diagnosis/culprit-request.ts';
import type { FailedRequest } from '../failed-request/failed-request.ts';
import type { Playbook } from '../playbook/playbook.ts';
import { buildCardButtons } from './build-card-buttons.ts';
import { buildCleanCard } from './build-clean-card.ts';
import { buildProgress } from './build-progress.ts';
import { buildRival } from './build-rival.ts';
import { buildSecretNotice } from './build-secret-notice.ts';
import { buildSmallPrint, provingLine } from './build-small-print.ts';
import { buildUnknownCard } from './build-unknown-card.ts';
import type { Card, CardBlock, CardListItem, Inline } from './card.ts';
import { describeFailedJobs } from './describe-failed-jobs.ts';
import { capitalise, describePlace, describeRequest, describeTier, joinParts } from './describe-request.ts';
import type { DiagnosisCardInput } from './diagnosis-card-input.ts';
import { cutText, oneLine } from './display-text.ts';
import { capturesOf, fillBlocks } from './fill-captures.ts';
import { pageUrl } from './page-url.ts';
import { parseInline, plainText } from './parse-inline.ts';
import { parseMarkdown } from './parse-markdown.ts';
import { selectEvidence } from './select-evidence.ts';
import { type CardSteps, selectSteps } from './select-steps.ts';

const MAX_TITLE = 150;
const MAX_FALLBACK = 300;
const MAX_CAUSE = 700;
const MAX_CHECKS = 3;

/**
 * What a person sees under a failed log: what failed, the proof, the cause, the steps.
 *
 * Title at most 150 characters, fallback one line of at most 300, at most eight evidence lines.
 * The same input always gives the same card. Never throws.
 */
export function buildDiagnosisCard(input: DiagnosisCardInput): Card {
  const { verdict, diagnosis } = input.analysis;
  switch (verdict) {
    case 'diagnosed':
      return diagnosis ? buildDiagnosed(input, diagnosis) : buildUnknownCard(input);
    case 'unknown':
      return buildUnknownCard(input);
    case 'clean':
      return buildCleanCard(input);
    default:
      return assertNever(verdict);
  }
}

function buildDiagnosed(input: DiagnosisCardInput, diagnosis: Diagnosis): Card {
  const { analysis, playbook, source } = input;
  const request = culpritRequest(analysis);
  const steps = playbook ? stepsOf(playbook, input) : null;
  const lies = request !== null && numberLies(request);
  const blocks: (CardBlock | null)[] = [
    context(contextLine(input, diagnosis)),
    ...describeFailedJobs(source?.jobs),
    lies && request?.reason ? context([{ kind: 'text', text: sentence(request.reason) }]) : null,
    buildProgress(request),
    evidenceBlock(analysis),
    lies
      ? causeBesides(diagnosis.summary, request.reason)
      : causeBlock(diagnosis.summary, request?.reason ?? null),
    ...stepBlocks(steps),
    buildRival(analysis),
    ...(playbook ? foldedParts(input, playbook) : []),
    playbook ? furtherReading(playbook, input.docsUrl ?? null) : null,
    buildSecretNotice(analysis),
    buildSmallPrint(analysis, source),
    ...buildCardButtons(analysis, diagnosis.id, playbook !== null),
  ];
  return {
    title: oneLine(diagnosis.title, MAX_TITLE),
    fallback: fallbackOf(input, diagnosis, steps),
    blocks: blocks.filter((block) => block !== null),
  };
}

/** The playbook's page, the team's runbook and who owns it: named, never mentioned. */
function furtherReading(playbook: Playbook, docsUrl: string | null): CardBlock | null {
  const page = pageUrl(playbook.id, docsUrl);
  const parts: Inline[][] = [];
  if (page) parts.push([{ kind: 'link', url: page, text: 'page' }]);
  if (playbook.runbook) parts.push([{ kind: 'link', url: playbook.runbook, text: 'runbook' }]);
  if (playbook.owner) parts.push([{ kind: 'text', text: `owner: ${oneLine(playbook.owner, 80)}` }]);
  return parts.length === 0 ? null : context(joinParts(parts));
}

function contextLine(input: DiagnosisCardInput, diagnosis: Diagnosis): readonly Inline[] {
  const request = describeRequest(culpritRequest(input.analysis));
  const place = describePlace(input.analysis, input.source);
  const joint: readonly Inline[] =
    request.length > 0 && place.length > 0 ? [{ kind: 'text', text: ' in ' }] : [];
  const parts = joinParts([
    [...request, ...joint, ...place],
    [{ kind: 'code', text: diagnosis.id }],
    [{ kind: 'text', text: describeTier(diagnosis) }],
  ]);
  return capitalise(parts);
}

/** A refusal that answers with another number, such as a registry's 404 to a publish. */
function numberLies(request: FailedRequest): boolean {
  const isRefusal = request.stage === 'authentication' || request.stage === 'authorization';
  return isRefusal && request.status !== null && request.status !== 401 && request.status !== 403;
}

function evidenceBlock(analysis: Analysis): CardBlock | null {
  const lines = selectEvidence(analysis);
  return lines.length === 0 ? null : { kind: 'evidence', lines };
}

/** Summary and reason may hold a log's words, so nothing in them becomes a link. */
function causeBlock(summary: string, reason: string | null): CardBlock | null {
  const content = [...parseInline(cutText(summary, MAX_CAUSE), { links: false })];
  const because = parseInline(reason ? sentence(reason) : '', { links: false });
  if (reason && !bareWords(plainText(content)).includes(bareWords(plainText(because)))) {
    if (content.length > 0) content.push({ kind: 'text', text: ' ' });
    content.push(...because);
  }
  return content.length === 0 ? null : { kind: 'paragraph', content };
}

/** The reason stands in the small print already, so a summary that only repeats it is left out. */
function causeBesides(summary: string, reason: string | null): CardBlock | null {
  return reason && bareWords(summary) === bareWords(reason) ? null : causeBlock(summary, null);
}

function bareWords(words: string): string {
  return oneLine(words, MAX_CAUSE).toLowerCase().replace(/\.$/, '');
}

// It was refused.   ·   cut…
const CLOSED = /[.!?…]$/;

/** A colon leads to a command that a sentence has no room for. */
function closeSentence(words: string): string {
  const said = words.endsWith(':') ? words.slice(0, -1) : words;
  return CLOSED.test(said) ? said : `${said}.`;
}

// the token expired   (not: npm.example.com accepted, `TOKEN` is empty)
const PLAIN_WORD = /^[a-z]+(?:[\s,]|$)/;

function sentence(words: string): string {
  const line = oneLine(words, MAX_CAUSE);
  const closed = closeSentence(line);
  return PLAIN_WORD.test(closed) ? closed.charAt(0).toUpperCase() + closed.slice(1) : closed;
}

function stepsOf(playbook: Playbook, input: DiagnosisCardInput): CardSteps {
  const stage = culpritRequest(input.analysis)?.stage ?? null;
  return selectSteps(proseOf(input, playbook, playbook.fix), stage);
}

/** Prose of the playbook with what its expressions caught. */
function proseOf(input: DiagnosisCardInput, playbook: Playbook, markdown: string): readonly CardBlock[] {
  const caught = input.captures ?? input.analysis.diagnosis?.captures ?? {};
  return fillBlocks(parseMarkdown(markdown), capturesOf(playbook, caught));
}

function stepBlocks(steps: CardSteps | null): readonly CardBlock[] {
  if (!steps || steps.items.length === 0) return [];
  const left: CardBlock = {
    kind: 'context',
    content: [{ kind: 'text', text: `${steps.left} more in the full playbook` }],
  };
  return [
    { kind: 'heading', text: 'Do this' },
    ...steps.intro,
    { kind: 'steps', items: steps.items },
    ...(steps.left > 0 ? [left] : []),
  ];
}

/** How to see that it is fixed, and how to keep it from coming back: read after the fix, so folded away. */
function foldedParts(input: DiagnosisCardInput, playbook: Playbook): readonly CardBlock[] {
  const checks = proseOf(input, playbook, playbook.validation).map((block) =>
    block.kind === 'bullets' || block.kind === 'steps'
      ? { kind: 'bullets' as const, items: block.items.slice(0, MAX_CHECKS) }
      : block,
  );
  const prevention = playbook.prevention ? proseOf(input, playbook, playbook.prevention) : [];
  return [
    { kind: 'details', title: 'Then check', blocks: checks },
    ...(prevention.length === 0
      ? []
      : [{ kind: 'details' as const, title: 'Prevention', blocks: prevention }]),
  ];
}

function context(content: readonly Inline[]): CardBlock {
  return { kind: 'context', content };
}

function fallbackOf(input: DiagnosisCardInput, diagnosis: Diagnosis, steps: CardSteps | null): string {
  const line = provingLine(input.analysis);
  const place = plainText(describePlace(input.analysis, input.source));
  const where = [place, line === null ? '' : `line ${line}`].filter((part) => part !== '').join(', ');
  const first = steps?.items[0];
  const parts = [
    where === '' ? '' : sentence(where),
    first ? sentence(`First: ${firstWords(first)}`) : '',
  ].filter((part) => part !== '');
  const title = oneLine(diagnosis.title, MAX_TITLE);
  return oneLine([closeSentence(title), ...parts].join(' '), MAX_FALLBACK);
}

function firstWords(item: CardListItem): string {
  const [first] = item.blocks;
  if (first?.kind === 'paragraph') return plainText(first.content);
  return first?.kind === 'code' ? first.text : '';
}

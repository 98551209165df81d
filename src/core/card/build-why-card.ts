import type { Analysis } from '../diagnosis/analysis.ts';
import { describeBar } from '../diagnosis/find-runner-up.ts';
import type { ConsideredPlaybook } from '../match/considered.ts';
import { describeDifference } from './build-rival.ts';
import type { Card, CardBlock, CardListItem, Inline } from './card.ts';
import { countOf, oneLine } from './display-text.ts';
import { parseInline } from './parse-inline.ts';

const MAX_SIGNALS = 6;
const MAX_OTHERS = 12;
const MAX_BECAUSE = 4;

/** Why the card says what it says: what spoke for the diagnosis, what came second, what was ruled out. */
export function buildWhyCard(analysis: Analysis): Card {
  const { diagnosis, considered, runnerUp } = analysis;
  const title = diagnosis ? `Why ${diagnosis.id}` : 'Why no diagnosis';
  const winner = diagnosis ? considered.find(({ id }) => id === diagnosis.id) : undefined;
  const others = considered.filter((one) => one !== winner);
  const blocks: readonly (CardBlock | null)[] = [
    ...describeWinner(analysis, winner),
    ...(runnerUp && diagnosis ? describeRunnerUp(runnerUp) : []),
    ...describeOthers(others, diagnosis !== null),
    considered.length === 0 ? paragraph([text('No signal of any playbook stands in this log.')]) : null,
    context([
      text(
        'A score adds what each signal is worth: rare words, an error’s form, and the end of the job count more.',
      ),
    ]),
  ];
  return {
    title: oneLine(title, 150),
    fallback: oneLine(`${title}: ${countOf(considered.length, 'playbook')} considered`, 300),
    blocks: blocks.filter((block) => block !== null),
  };
}

function describeWinner(analysis: Analysis, winner: ConsideredPlaybook | undefined): readonly CardBlock[] {
  const because = (analysis.diagnosis ? (analysis.findings[0]?.because ?? []) : []).slice(0, MAX_BECAUSE);
  const signals = (winner?.signals ?? []).slice(0, MAX_SIGNALS);
  if (because.length === 0 && signals.length === 0) return [];
  return [
    { kind: 'heading', text: 'What spoke for it' },
    {
      kind: 'bullets',
      items:
        signals.length > 0
          ? signals.map((signal) => item(describeSignal(signal)))
          : because.map((words) => item(parseInline(oneLine(words, 200), { links: false }))),
    },
  ];
}

function describeSignal({ signal, line, gave }: ConsideredPlaybook['signals'][number]): readonly Inline[] {
  return [code(signal), text(` in line ${line}: ${signed(gave)}`)];
}

function describeRunnerUp(runnerUp: NonNullable<Analysis['runnerUp']>): readonly CardBlock[] {
  const behind = runnerUp.behind > 0 ? `${runnerUp.behind.toFixed(1)} points behind` : 'not behind by points';
  return [
    { kind: 'heading', text: 'What came nearest' },
    paragraph([
      code(runnerUp.id),
      text(` ${oneLine(runnerUp.title, 120)}, ${behind}`),
      ...(runnerUp.keptOut === null ? [] : [text(`; ${oneLine(runnerUp.keptOut, 200)}`)]),
      ...describeDifference(runnerUp),
    ]),
  ];
}

function describeOthers(others: readonly ConsideredPlaybook[], hasWinner: boolean): readonly CardBlock[] {
  if (others.length === 0) return [];
  const left = others.length - MAX_OTHERS;
  return [
    { kind: 'heading', text: hasWinner ? 'What else was considered' : 'What was considered' },
    { kind: 'bullets', items: others.slice(0, MAX_OTHERS).map((one) => item(describeOther(one))) },
    ...(left > 0 ? [context([text(`${left} more`)])] : []),
  ];
}

function describeOther(one: ConsideredPlaybook): readonly Inline[] {
  return [code(one.id), text(` ${one.score.toFixed(1)}: ${oneLine(outcomeOf(one), 220)}`)];
}

function outcomeOf(one: ConsideredPlaybook): string {
  switch (one.outcome) {
    case 'fits':
      return 'fits, but not well enough to say so';
    case 'outscored':
      return 'fits, and another fits better';
    case 'cascade':
      return `follows from ${one.replacedBy ?? 'another failure'}`;
    case 'replaced':
      return `${one.replacedBy ?? 'a more exact playbook'} is more exact`;
    case 'vetoed':
      return describeBar(one) ?? 'words stand there that rule it out';
    case 'gate-missing':
      return describeBar(one) ?? 'words that it needs are missing';
  }
}

function signed(points: number): string {
  return `${points < 0 ? '' : '+'}${points.toFixed(1)}`;
}

function item(content: readonly Inline[]): CardListItem {
  return { blocks: [{ kind: 'paragraph', content }] };
}

function paragraph(content: readonly Inline[]): CardBlock {
  return { kind: 'paragraph', content };
}

function context(content: readonly Inline[]): CardBlock {
  return { kind: 'context', content };
}

function text(words: string): Inline {
  return { kind: 'text', text: words };
}

function code(words: string): Inline {
  return { kind: 'code', text: oneLine(words, 120) };
}

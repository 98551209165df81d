import type { RunJudgement } from '../alert/judge-run.ts';
import { amend } from './amend-card.ts';
import type { Card, Inline } from './card.ts';
import { joinParts } from './describe-request.ts';
import { oneLine } from './display-text.ts';
import { isWebAddress } from './is-web-address.ts';

const MAX_NAME = 80;
const MAX_BRANCHES = 3;
const SHA = 7;

/** The run that ended a failure; unknown parts are null. */
export interface GreenRun {
  readonly branch: string | null;
  readonly commit: string | null;
  readonly commitUrl: string | null;
  readonly runUrl: string | null;
  /** The failed run was about the same commit: nothing was mended, it was tried again. */
  readonly sameCommit: boolean;
}

/** The card with a line at its top that says the failure is over, and which commit ended it. */
export function withGreenRun(card: Card, run: GreenRun): Card {
  const where = run.branch === null ? [] : [text(' on '), code(oneLine(run.branch, MAX_NAME))];
  const words: readonly Inline[] = run.sameCommit
    ? [text('the same commit passed when it was run again: flaky, not mended')]
    : run.commit === null
      ? []
      : [text('since '), shaOf(run.commit, run.commitUrl)];
  const content = joinParts([
    [{ kind: 'bold', text: '✅ Green again' }, ...where],
    words,
    run.runUrl !== null && isWebAddress(run.runUrl)
      ? [{ kind: 'link', url: run.runUrl, text: 'the run' }]
      : [],
  ]);
  const amended = amend(card, 'green', { kind: 'context', content, amendment: 'green' });
  const isTold = card.blocks.some((block) => block.kind === 'context' && block.amendment === 'green');
  return isTold ? amended : { ...amended, fallback: oneLine(`Green again. ${card.fallback}`, 300) };
}

/** The card with one line that says whether the job is flaky or broken, as far as it was seen. */
export function withJudgement(card: Card, judgement: RunJudgement): Card {
  const content = describeJudgement(judgement);
  return amend(card, 'history', { kind: 'context', content, amendment: 'history' });
}

function describeJudgement(judgement: RunJudgement): readonly Inline[] {
  switch (judgement.kind) {
    case 'flaky':
      return [
        bold('Flaky'),
        text(': the same job '),
        linked('passed', judgement.url),
        text(' on this very commit'),
      ];
    case 'elsewhere-too':
      return [
        bold('Broken elsewhere too'),
        text(': the same cause on '),
        ...branchNames(judgement.branches),
        text(' within the last days'),
      ];
    case 'began-here':
      return [
        bold('Began with this commit'),
        text(': the run before it passed, on '),
        shaOf(judgement.passed, judgement.url),
      ];
  }
}

function branchNames(branches: readonly string[]): readonly Inline[] {
  const shown = branches.slice(0, MAX_BRANCHES).flatMap((branch, index): Inline[] => {
    const name = code(oneLine(branch, MAX_NAME));
    return index === 0 ? [name] : [text(', '), name];
  });
  const left = branches.length - MAX_BRANCHES;
  return left > 0 ? [...shown, text(` and ${left} more`)] : shown;
}

function shaOf(sha: string, url: string | null): Inline {
  const short = oneLine(sha, 40).slice(0, SHA);
  return url !== null && isWebAddress(url) ? { kind: 'link', url, text: short } : code(short);
}

function linked(words: string, url: string | null): Inline {
  return url !== null && isWebAddress(url) ? { kind: 'link', url, text: words } : text(words);
}

function text(words: string): Inline {
  return { kind: 'text', text: words };
}

function bold(words: string): Inline {
  return { kind: 'bold', text: words };
}

function code(words: string): Inline {
  return { kind: 'code', text: words };
}

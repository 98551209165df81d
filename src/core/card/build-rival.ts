import type { Analysis } from '../diagnosis/analysis.ts';
import type { CardBlock, Inline } from './card.ts';
import { oneLine } from './display-text.ts';

/** A rival that lies further behind than this share of the winner's score is not worth a line on the card. */
const CLOSE = 0.35;

/**
 * The other cause that fits nearly as well, and what would tell the two apart. Null when the diagnosis has no
 * such rival: the rest of what was considered stands behind "Why?".
 */
export function buildRival({ findings, runnerUp }: Analysis): CardBlock | null {
  const [winner] = findings;
  if (!winner || !runnerUp || runnerUp.keptOut !== null) return null;
  if (runnerUp.behind > winner.score * CLOSE) return null;
  const content: Inline[] = [
    { kind: 'text', text: 'Could also be ' },
    { kind: 'code', text: runnerUp.id },
    { kind: 'text', text: ` (${oneLine(runnerUp.title, 120)})` },
    ...describeDifference(runnerUp),
  ];
  return { kind: 'context', content };
}

/** What a person looks for, or runs, to tell the rival from the winner. */
export function describeDifference(runnerUp: NonNullable<Analysis['runnerUp']>): readonly Inline[] {
  const content: Inline[] = [];
  if (runnerUp.onlyWinner) content.push(text(`: line ${runnerUp.onlyWinner.line} speaks against it`));
  const [words] = runnerUp.wouldSpeak;
  if (words !== undefined) {
    content.push(text(content.length === 0 ? ': ' : '; '), code(words), text(' would speak for it'));
  }
  if (runnerUp.command !== null) content.push(text('. To tell: '), code(runnerUp.command));
  return content;
}

function text(words: string): Inline {
  return { kind: 'text', text: words };
}

function code(words: string): Inline {
  return { kind: 'code', text: oneLine(words, 120) };
}

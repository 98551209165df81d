import type { Analysis } from '../diagnosis/analysis.ts';
import type { Finding } from '../match/finding.ts';
import type { CardBlock, CardListItem, Inline } from './card.ts';
import { countOf, oneLine } from './display-text.ts';
import { parseInline } from './parse-inline.ts';

const MAX_RIVALS = 5;
const MAX_BECAUSE = 3;

/** What else was considered, best first, and what the winner had for it. Null when nothing else fitted. */
export function buildRivals(analysis: Analysis): CardBlock | null {
  const [winner, ...rivals] = analysis.findings;
  if (!winner || rivals.length === 0) return null;
  const items = rivals.slice(0, MAX_RIVALS).map((rival) => describeRival(rival, winner));
  const because = winner.because.slice(0, MAX_BECAUSE).map((words) => describeReason(words));
  const blocks: CardBlock[] = [{ kind: 'bullets', items }];
  if (because.length > 0) {
    const content: Inline[] = [
      { kind: 'code', text: winner.id },
      { kind: 'text', text: ' came first:' },
    ];
    blocks.unshift({ kind: 'paragraph', content }, { kind: 'bullets', items: because });
    blocks.splice(2, 0, { kind: 'paragraph', content: [{ kind: 'text', text: 'Behind it:' }] });
  }
  return {
    kind: 'details',
    title: `Why not something else (${groupOf(rivals.length)})`,
    blocks,
  };
}

function describeReason(words: string): CardListItem {
  return { blocks: [{ kind: 'paragraph', content: parseInline(oneLine(words, 200), { links: false }) }] };
}

function groupOf(count: number): string {
  return `${countOf(count, 'other')} considered`;
}

function describeRival(rival: Finding, winner: Finding): CardListItem {
  const follows = rival.cascadeOf === winner.id;
  const score = `scored ${rival.score.toFixed(1)} against ${winner.score.toFixed(1)}`;
  const content: Inline[] = [
    { kind: 'code', text: rival.id },
    { kind: 'text', text: ` ${oneLine(rival.title, 120)}: ${follows ? 'follows from this failure' : score}` },
  ];
  return { blocks: [{ kind: 'paragraph', content }] };
}

import type { RequestStage } from '../failed-request/failed-request.ts';
import type { CardBlock, CardListItem, Inline } from './card.ts';
import { capitalise } from './describe-request.ts';
import { plainText } from './parse-inline.ts';

/** More is read in the window of the whole playbook. */
const MAX_STEPS = 3;

// For 401 errors: …   ·   **403**: …   ·   If it is a 403 …   ·   On HTTP 401 …
const SIDE =
  /^(?:for |if it is |if you see |if |on |when )?(?:an? |the )?(?:http )?(401|403)(?!\d)(?!\s?(?:\/|,|or|and|&)\s?(?:an? )?40[13])/i;

// For 401 errors: …   ·   **403** — …   ·   If it is a 403, …
const SPOKEN_MARK =
  /^(?:for |if it is |if you see |if |on |when )?(?:an? |the )?(?:http )?40[13](?: errors?| forbidden| unauthorized)?(?: ?[:,]| [—–-]) /i;

/** What a card shows of a playbook's fix. */
export interface CardSteps {
  /** Prose before the first step. */
  readonly intro: readonly CardBlock[];
  readonly items: readonly CardListItem[];
  /** How many steps stand only in the full playbook. */
  readonly left: number;
}

/**
 * At most five steps of a fix. Steps marked for the side that stopped the request (401 the entrance, 403 the
 * permission) come first, those marked for the other side are dropped; without a known side all keep their place.
 */
export function selectSteps(fix: readonly CardBlock[], stage: RequestStage | null): CardSteps {
  const at = fix.findIndex((block) => block.kind === 'steps' || block.kind === 'bullets');
  const list = fix[at];
  if (list?.kind !== 'steps' && list?.kind !== 'bullets') return stepsOfProse(fix);
  const side = sideOf(stage);
  const fitting = list.items.filter((item) => side === null || [side, null].includes(markOf(item)));
  const first = side === null ? [] : fitting.filter((item) => markOf(item) === side);
  const ordered = [...first, ...fitting.filter((item) => !first.includes(item))];
  const items = ordered.slice(0, MAX_STEPS).map((item) => (side === null ? item : withoutMark(item)));
  const beyond = fix.slice(at + 1).flatMap((block) => (block.kind === 'steps' ? block.items : []));
  return { intro: fix.slice(0, at), items, left: ordered.length - items.length + beyond.length };
}

/** A fix without a list: each paragraph is a step, the code behind it belongs to it. */
function stepsOfProse(fix: readonly CardBlock[]): CardSteps {
  const items: CardListItem[] = [];
  for (const block of fix) {
    const last = items.at(-1);
    if (block.kind === 'code' && last) items[items.length - 1] = { blocks: [...last.blocks, block] };
    else if (block.kind === 'paragraph' || block.kind === 'code') items.push({ blocks: [block] });
  }
  return { intro: [], items: items.slice(0, MAX_STEPS), left: Math.max(0, items.length - MAX_STEPS) };
}

/** The side is proven, so "For 403:" need not be read again. */
function withoutMark(item: CardListItem): CardListItem {
  const [first, ...rest] = item.blocks;
  if (first?.kind !== 'paragraph' || markOf(item) === null) return item;
  const mark = SPOKEN_MARK.exec(plainText(first.content))?.[0];
  if (mark === undefined) return item;
  const content = capitalise(dropStart(first.content, mark.length));
  return content.length === 0 ? item : { blocks: [{ kind: 'paragraph', content }, ...rest] };
}

function dropStart(content: readonly Inline[], count: number): readonly Inline[] {
  let left = count;
  return content.flatMap((inline): readonly Inline[] => {
    if (left === 0 || inline.kind === 'link' || inline.kind === 'user') return [inline];
    const text = inline.text.slice(left);
    left -= inline.text.length - text.length;
    return text === '' ? [] : [{ ...inline, text }];
  });
}

function sideOf(stage: RequestStage | null): string | null {
  if (stage === 'authentication') return '401';
  return stage === 'authorization' ? '403' : null;
}

function markOf(item: CardListItem): string | null {
  const [first] = item.blocks;
  return first?.kind === 'paragraph' ? (SIDE.exec(plainText(first.content))?.[1] ?? null) : null;
}

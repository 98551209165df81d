import type { Weighed } from './consider-playbooks.ts';

type Placed = Weighed & { /** Best place of any hit, 0 to 1. */ readonly place: number };

/** Plain sentences: what spoke for a playbook that fits, what did not count, and how near the best rival is. */
export function explainFinding(scored: Placed, rival: Placed | null): string[] {
  const because = scored.signals
    .slice(0, 4)
    .map(({ signal, line, gave }) => `line ${line} holds “${signal}” (+${gave.toFixed(2)})`);
  for (const { signal, line, silenced } of scored.vetoes)
    because.push(`“${silenced}” on line ${line} does not count: “${signal}” stands there`);
  if (scored.place < 0.5) because.push('its lines stand outside of the step that failed');
  if (rival) because.push(describeRival(scored, rival));
  if (scored.cascadeOf) because.push(`${scored.cascadeOf} explains it`);
  return because;
}

function describeRival(scored: Placed, { entry, score }: Placed): string {
  const ahead = round(scored.score - score);
  const { id } = entry.playbook;
  if (ahead < 0) return `${id} fits better, by ${-ahead}`;
  return score > 0.7 * scored.score
    ? `${id} fits nearly as well: ${ahead} behind`
    : `${id} is ${ahead} behind`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

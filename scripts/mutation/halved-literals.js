import { foldText } from '../../dist/core/match/fold.js';
import { lintPlaybook } from '../../dist/core/playbook/lint-playbook.js';

/**
 * Each literal of a playbook cut to its first half, and whether that is noticed: lint objects, or the half (and
 * not the whole) stands in one of its near misses or in another playbook's failure.
 */
export function halveLiterals(entry, examples) {
  const { id, match } = entry.playbook;
  return ['any', 'all'].flatMap((role) =>
    match[role].flatMap((signal, index) => {
      const literal = typeof signal === 'string' ? signal : signal.expression ? null : signal.literal;
      if (literal === null) return [];
      const half = literal.slice(0, Math.ceil(literal.length / 2)).trim();
      const halved = typeof signal === 'string' ? half : { ...signal, literal: half };
      const playbook = { ...entry.playbook, match: { ...match, [role]: match[role].with(index, halved) } };
      const objects = lintPlaybook({ ...entry, playbook }).length > lintPlaybook(entry).length;
      return [{ literal, half, noticed: objects || intrudes({ id, half, literal }, examples) }];
    }),
  );
}

function intrudes({ id, half, literal }, examples) {
  const [needle, whole] = [foldText(half), foldText(literal)];
  return examples.some((example) => {
    if (example.owner === id ? !isNearMiss(example) : example.kind !== 'positive') return false;
    example.folded ??= foldText(example.log);
    return example.folded.includes(needle) && !example.folded.includes(whole);
  });
}

function isNearMiss({ kind, expect }) {
  return kind === 'negative' && expect === undefined;
}

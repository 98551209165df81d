import { dump } from 'js-yaml';

/** A log that people judged: what was said about it, and what it was. */
export interface JudgedLog {
  readonly said: string | null;
  readonly expected: string | null;
  readonly words: string;
  readonly log: string;
}

/**
 * Ready examples, one document a playbook: positive ones for what a log was, near misses for what it was not.
 * A log that no playbook fits stands below `unknown`, to draft one from.
 */
export function renderTestCases(cases: readonly JudgedLog[]): string {
  const documents = [...groupByPlaybook(cases)].map(([id, examples]) =>
    dump({ id, examples }, { lineWidth: 100, noRefs: true }),
  );
  return `# Examples from feedback, redacted. Check each before you keep it.\n${documents.join('---\n')}`;
}

interface Examples {
  readonly positive: { name: string; log: string }[];
  readonly negative: { name: string; expect: string; log: string }[];
}

function groupByPlaybook(cases: readonly JudgedLog[]): ReadonlyMap<string, Examples> {
  const groups = new Map<string, Examples>();
  const groupOf = (id: string): Examples => {
    const group = groups.get(id) ?? { positive: [], negative: [] };
    groups.set(id, group);
    return group;
  };
  for (const { said, expected, words, log } of cases) {
    const name = words === '' ? 'from feedback' : words.replace(/\s+/g, ' ').slice(0, 120);
    groupOf(expected ?? 'unknown').positive.push({ name, log });
    if (said !== null) groupOf(said).negative.push({ name, expect: expected ?? 'unknown', log });
  }
  return groups;
}

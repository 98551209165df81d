import type { Verdict } from '../diagnosis/analysis.ts';
import type { LocatedPlaybook } from './located-playbook.ts';

/** What an analysis must tell for an example to be judged. */
export interface ExampleAnswer {
  readonly verdict: Verdict;
  /** Best first. */
  readonly findings: readonly { readonly id: string }[];
}

export interface ExampleResult {
  readonly playbook: string;
  readonly kind: 'positive' | 'negative';
  readonly name: string;
  /** `file:line:column` of the example. */
  readonly where: string;
  /** What is wrong, or null when the example holds. */
  readonly fault: string | null;
}

/**
 * Runs the examples inside the playbooks, each against whatever catalog `diagnose` was made with.
 *
 * A positive example must be diagnosed as its playbook. A negative must not find it; with `expect` the
 * named playbook must win (ours may trail behind it) or the named verdict must be given.
 */
export function checkExamples(
  entries: readonly LocatedPlaybook[],
  diagnose: (log: string) => ExampleAnswer,
): readonly ExampleResult[] {
  return entries.flatMap((entry) => {
    const { id, examples } = entry.playbook;
    const kinds = ['positive', 'negative'] as const;
    return kinds.flatMap((kind) =>
      examples[kind].map((example, index) => {
        const answer = diagnose(example.log);
        const fault =
          kind === 'positive' ? faultOfPositive(id, answer) : faultOfNegative(id, example.expect, answer);
        return {
          playbook: id,
          kind,
          name: example.name,
          where: entry.where(['examples', kind, index]),
          fault,
        };
      }),
    );
  });
}

function faultOfPositive(id: string, answer: ExampleAnswer): string | null {
  return answerOf(answer) === id ? null : `the answer is ${answerOf(answer)}, not ${id}`;
}

function faultOfNegative(id: string, expect: string | undefined, answer: ExampleAnswer): string | null {
  if (expect !== undefined) {
    return answerOf(answer) === expect ? null : `the answer is ${answerOf(answer)}, not ${expect}`;
  }
  const found = answer.findings.some((finding) => finding.id === id);
  return found ? `${id} fits this near miss` : null;
}

/** Id of the diagnosis, else the verdict. */
function answerOf({ verdict, findings }: ExampleAnswer): string {
  return verdict === 'diagnosed' ? (findings[0]?.id ?? verdict) : verdict;
}

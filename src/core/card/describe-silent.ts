import type { SilentFinding } from '../diagnosis/analysis.ts';
import type { Inline } from './card.ts';

/** What a silent failure means in words that follow "the job is green, but". */
const WORDS: ReadonlyMap<string, string> = new Map([
  ['zero-tests-executed', 'no test ran'],
  ['ignored-exit-code', 'a command failed and nobody looked at its exit code'],
  ['continue-on-error', 'a step failed and the job went on'],
  ['artifact-missing', 'an artifact was not found'],
  ['cache-miss-non-fatal', 'the cache was not restored'],
  ['skipped-critical-step', 'a step that matters was skipped'],
  ['empty-deployment-target', 'the deployment had no target'],
  ['empty-quality-check', 'a quality check looked at no file'],
]);

/** **no test ran** (line 88). An id without words of ours is read as words. */
export function describeSilent(finding: SilentFinding): readonly Inline[] {
  const words = WORDS.get(finding.id) ?? finding.id.replaceAll('-', ' ');
  const line = finding.evidence[0]?.line;
  const what: Inline = { kind: 'bold', text: words };
  return line === undefined ? [what] : [what, { kind: 'text', text: ` (line ${line})` }];
}

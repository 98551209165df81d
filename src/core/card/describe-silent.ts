import type { SilentFinding } from '../diagnosis/analysis.ts';
import type { Inline } from './card.ts';

interface SilentWords {
  /** What it means, in words that follow "the job is green, but". */
  readonly means: string;
  /** What to do about it: a line of Markdown. */
  readonly advice: string;
}

const WORDS: ReadonlyMap<string, SilentWords> = new Map([
  [
    'zero-tests-executed',
    {
      means: 'no test ran',
      advice:
        'Check the path and the pattern that choose the tests, and let a run without tests fail the job.',
    },
  ],
  [
    'all-tests-skipped',
    {
      means: 'every test was skipped',
      advice: 'See what skips them: a marker, a condition, a service that is not there.',
    },
  ],
  [
    'ignored-exit-code',
    {
      means: 'a command failed and nobody looked at its exit code',
      advice: 'Let the step fail: take `|| true` or `set +e` away, or test the exit code.',
    },
  ],
  [
    'continue-on-error',
    {
      means: 'a step failed and the job went on',
      advice: 'Take `continue-on-error` away where the step matters.',
    },
  ],
  [
    'artifact-missing',
    {
      means: 'an artifact was not found',
      advice: 'Check the path of the artifact, and let the upload fail when it finds nothing.',
    },
  ],
  [
    'empty-upload',
    {
      means: 'the upload held nothing',
      advice: 'Check the path that is uploaded, and let an empty upload fail.',
    },
  ],
  [
    'cache-miss-non-fatal',
    {
      means: 'the cache was not restored',
      advice: 'The job is slower, not wrong: check the key of the cache and its service.',
    },
  ],
  [
    'skipped-critical-step',
    { means: 'a step that matters was skipped', advice: 'See which condition skipped it.' },
  ],
  [
    'empty-deployment-target',
    {
      means: 'the deployment had no target',
      advice: 'Check the variable that names the target, and let the step fail when it is empty.',
    },
  ],
  [
    'empty-quality-check',
    {
      means: 'a quality check looked at no file',
      advice: 'Check the pattern of the files it looks at, from the folder that the step runs in.',
    },
  ],
  [
    'empty-coverage',
    {
      means: 'the coverage report is empty',
      advice: 'Check that the tests run with coverage switched on, and that the report reads their files.',
    },
  ],
  [
    'ignored-input',
    {
      means: 'an input of a step was ignored',
      advice: 'Check the spelling of the input against the documentation of the action, in the version used.',
    },
  ],
]);

/** What to do about a silent failure, a line of Markdown; null for one without words of ours. */
export function adviceOnSilent(id: string): string | null {
  return WORDS.get(id)?.advice ?? null;
}

/** `no test ran`. An id without words of ours is read as words. */
export function nameSilent(id: string): string {
  return WORDS.get(id)?.means ?? id.replaceAll('-', ' ');
}

/** **no test ran** (line 88). */
export function describeSilent(finding: SilentFinding): readonly Inline[] {
  const words = nameSilent(finding.id);
  const line = finding.evidence[0]?.line;
  const what: Inline = { kind: 'bold', text: words };
  return line === undefined ? [what] : [what, { kind: 'text', text: ` (line ${line})` }];
}

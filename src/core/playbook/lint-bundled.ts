import type { AuthorProblem } from '../errors.ts';
import { foldText } from '../match/fold.ts';
import { rarityOf } from '../match/required-literals.ts';
import { expressionLiterals } from './expression-literals.ts';
import type { LocatedPlaybook } from './located-playbook.ts';
import type { KeyPath } from './parse-yaml.ts';
import { isExpression, type Playbook, type Signal } from './playbook.ts';

type Problem = Omit<AuthorProblem, 'where'> & { readonly path: KeyPath };

/**
 * What the house demands of a bundled playbook beyond {@link lintPlaybook}: its place, its advice, its
 * examples, and signals that are no longer and no narrower than they must be. A team's own pack need not.
 */
export function lintBundled(entry: LocatedPlaybook): readonly AuthorProblem[] {
  const { playbook } = entry;
  return [
    ...lintPlace(entry),
    ...lintSections(playbook),
    ...lintExampleCounts(playbook),
    ...lintShadows(playbook),
    ...lintOverfit(playbook),
    ...lintExpressionLiterals(playbook),
    ...lintRelations(playbook),
  ].map(({ path, ...problem }) => ({ ...problem, where: entry.where(path) }));
}

/** `kind` may be a label of no playbook, but it must look like one. */
const LABEL = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

function lintPlace({ playbook, path }: LocatedPlaybook): Problem[] {
  const found: Problem[] = [];
  const [file, folder] = path.split('/').reverse();
  if (folder !== playbook.category) {
    const message = `the file stands in "${folder ?? ''}", its category is "${playbook.category}"`;
    found.push({ code: 'wrong-folder', message, hint: 'move it', path: ['category'] });
  }
  if (file !== `${playbook.id}.yaml`) {
    const message = `the file is called ${file ?? ''}, its id is "${playbook.id}"`;
    found.push({ code: 'wrong-file-name', message, hint: `call it ${playbook.id}.yaml`, path: ['id'] });
  }
  return found;
}

function lintSections(playbook: Playbook): Problem[] {
  const found: Problem[] = [];
  const missing = (what: string, path: KeyPath, hint: string): void => {
    found.push({ code: 'missing-section', message: `"${what}" is missing`, hint, path });
  };
  if (!playbook.why_it_matters) missing('why_it_matters', ['id'], 'what it costs to leave it');
  if (!playbook.prevention) missing('prevention', ['id'], 'how it does not happen again');
  if (playbook.workflow.local_repro.length === 0) {
    missing('workflow.local_repro', ['workflow'], 'commands that show it on a laptop');
  }
  return found;
}

const FEWEST_EXAMPLES = 2;
const NOISY_LINES = 20;

function lintExampleCounts({ examples }: Playbook): Problem[] {
  const found: Problem[] = [];
  for (const kind of ['positive', 'negative'] as const) {
    const { length } = examples[kind];
    if (length >= FEWEST_EXAMPLES) continue;
    const message = `${length} ${kind} ${length === 1 ? 'example' : 'examples'}, at least ${FEWEST_EXAMPLES} are due`;
    found.push({ code: 'few-examples', message, hint: null, path: ['examples', kind] });
  }
  if (!examples.positive.some(({ log }) => log.trim().split('\n').length >= NOISY_LINES)) {
    const message = `no positive example of ${NOISY_LINES} lines or more`;
    const hint = 'one as CI prints it, with the ordinary output around the failure';
    found.push({ code: 'no-noisy-example', message, hint, path: ['examples', 'positive'] });
  }
  return found;
}

/** Signals with the literal they stand for; an expression stands for itself. */
function literalOf(signal: Signal): string | null {
  if (typeof signal === 'string') return signal;
  return isExpression(signal) ? null : signal.literal;
}

/** A signal with a condition of its own hits other lines than its words alone. */
function isPlain(signal: Signal): boolean {
  return typeof signal === 'string' || (signal.after ?? signal.line ?? signal.evidence_only) === undefined;
}

/** Where a list holds "A" and "A and more", the longer one never hits alone; and a veto may hit every signal. */
function lintShadows({ match }: Playbook): Problem[] {
  const found: Problem[] = [];
  for (const list of ['any', 'none'] as const) {
    const folded = match[list].map((signal) => (isPlain(signal) ? foldText(literalOf(signal) ?? '') : ''));
    for (const [index, text] of folded.entries()) {
      const shorter = folded.find((other) => other !== '' && other !== text && text.includes(other));
      if (shorter === undefined) continue;
      const message = `shadowed: every line that holds it holds "${shorter}" of the same list`;
      found.push({
        code: 'shadowed-signal',
        message,
        hint: 'keep the one that says more',
        path: ['match', list, index],
      });
    }
  }
  const vetoes = [...match.none.flatMap((signal) => literalOf(signal) ?? []), ...match.none_in_line].map(
    foldText,
  );
  for (const list of ['any', 'all'] as const) {
    for (const [index, signal] of match[list].entries()) {
      const text = foldText(literalOf(signal) ?? '');
      const veto = vetoes.find((each) => text.includes(each));
      if (veto === undefined) continue;
      const message = `dead: it holds "${veto}", which vetoes it`;
      found.push({ code: 'dead-signal', message, hint: null, path: ['match', list, index] });
    }
  }
  return found;
}

const LONGEST_LITERAL = 90;

/** Signs that a signal was cut out of one log. */
const OVERFIT: readonly { readonly sign: RegExp; readonly what: string }[] = [
  // github.com/acme/app
  {
    sign: /(?<!docs\.)\b(?:github|gitlab|bitbucket)\.(?:com|org)[/:][\w.-]{1,60}\/[\w.-]/i,
    what: "a project's repository",
  },
  // 4.17.21, but not the status of a mail server: 535 5.7.8 Error
  {
    sign: /^(?!(?:\d{3}[ -])?[45]\.\d{1,3}\.\d{1,3} )(?:|.{0,400}[^\d.])\d{1,4}\.\d{1,4}\.\d{1,6}(?![\d.])/,
    what: 'a version',
  },
  // 9d7e18b1c, but not the code of an OpenSSL error:0308010C
  { sign: /(?<!error:)\b(?=[0-9a-f]{0,40}\d)(?=[0-9a-f]{0,40}[a-f])[0-9a-f]{7,40}\b/i, what: 'a hash' },
  // maria@example.com, but not the user of every server: git@github.com
  { sign: /(?<![\w.+-])(?!git@|noreply@)[\w.+-]{1,60}@[a-z0-9-]{1,60}\.[a-z]{2,10}\b/i, what: 'a person' },
  // /home/maria/app   ·   C:\Users\maria, but not the runner's own /home/runner/_temp
  { sign: /(?:^|[\s"'(=])(?:\/home\/(?!runner\/_)|\/Users\/|[A-Z]:\\)\w/, what: 'a path of one machine' },
];

function lintOverfit({ match }: Playbook): Problem[] {
  return textsOf(match).flatMap(({ text, longest, path }) => {
    const found: Problem[] = [];
    if (longest > LONGEST_LITERAL) {
      const message = `${longest} characters: longer than a tool repeats word for word`;
      const hint = `at most ${LONGEST_LITERAL}; keep the telling part`;
      found.push({ code: 'long-signal', message, hint, path });
    }
    for (const { sign, what } of OVERFIT) {
      if (!sign.test(text)) continue;
      const message = `"${text}" holds ${what}`;
      found.push({ code: 'overfit', message, hint: 'keep what every project sees', path });
    }
    return found;
  });
}

/** Words of a playbook that are looked for in logs. */
interface SoughtText {
  readonly text: string;
  /** Characters that must stand there word for word. */
  readonly longest: number;
  readonly path: KeyPath;
}

function textsOf({
  any,
  all,
  none,
  none_in_line,
  none_in_step = [],
  partial,
}: Playbook['match']): SoughtText[] {
  const ofList = (list: readonly Signal[], path: KeyPath): SoughtText[] =>
    list.flatMap((signal, index) => textsOfSignal(signal, [...path, index]));
  return [
    ...ofList(any, ['match', 'any']),
    ...ofList(all, ['match', 'all']),
    ...ofList(none, ['match', 'none']),
    ...ofList(none_in_line, ['match', 'none_in_line']),
    ...ofList(none_in_step, ['match', 'none_in_step']),
    ...partial.flatMap(({ patterns }, index) => ofList(patterns, ['match', 'partial', index, 'patterns'])),
  ];
}

// \.   ·   \/   ·   \[
const ESCAPED_SIGN = /\\([^\w\s])/g;

function textsOfSignal(signal: Signal, path: KeyPath): SoughtText[] {
  const after = typeof signal === 'string' ? undefined : signal.after;
  const sought = (text: string): SoughtText => ({ text, longest: text.length, path });
  const before = after === undefined ? [] : [sought(after)];
  if (!isExpression(signal)) return [sought(literalOf(signal) ?? ''), ...before];
  const longest = Math.max(0, ...expressionLiterals(signal).map((text) => text.length));
  return [{ text: signal.expression.replace(ESCAPED_SIGN, '$1'), longest, path }, ...before];
}

const SHORTEST_REQUIRED = 4;

function lintExpressionLiterals({ match }: Playbook): Problem[] {
  const found: Problem[] = [];
  for (const list of ['any', 'all', 'none'] as const) {
    for (const [index, signal] of match[list].entries()) {
      if (!isExpression(signal)) continue;
      const shortest = Math.min(...expressionLiterals(signal).map(rarityOf));
      if (shortest >= SHORTEST_REQUIRED) continue;
      const message =
        'the expression is tried on too many lines: no word of four characters stands on all of its lines';
      const hint = 'add a longer "literal"';
      found.push({ code: 'weak-literal', message, hint, path: ['match', list, index] });
    }
  }
  return found;
}

function lintRelations({ id, kind, replaces }: Playbook): Problem[] {
  const found: Problem[] = [];
  if (kind !== undefined && !LABEL.test(kind)) {
    const message = `"${kind}" is no label`;
    found.push({ code: 'kind', message, hint: 'lower-case words joined by hyphens', path: ['kind'] });
  }
  if (kind === id || replaces.includes(id)) {
    const message = 'a playbook neither replaces itself nor is its own kind';
    found.push({ code: 'kind', message, hint: null, path: ['id'] });
  }
  return found;
}

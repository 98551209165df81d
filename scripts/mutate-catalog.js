/**
 * Would anybody notice if a signal were gone, or said less? `npm run catalog:mutate`.
 *
 * Each mutant is the catalog with one change:
 *   dropped   a signal is gone
 *   loosened  a condition is gone: a veto (`none`, `none_in_line`, `none_in_step`) is removed, an `all` turned into
 *             `any`, the minimum of a `partial` lowered by one, `after`, `within` or `line` left out, an
 *             expression replaced by the literal it stands on
 * A mutant is noticed when it changes any example of the catalog, its own or another playbook's: the answer to a
 * positive example or near miss, whether a near miss is found, what hits in a signal's own `example`, or the
 * words of the log that the answer gives back as `captures`. Prints what nobody notices and the scores; exits 1
 * when both kinds together stay below `--least` (0.95). An expression that only lists texts is not loosened.
 *
 * Halved literals are counted and not gated (docs/decisions/0011-loosened-by-conditions.md).
 * `--ids a,b` mutates these alone, `--seconds N` stops then, `--no-halve` leaves the halved out, `--verbose` lists
 * them too.
 *
 * A mutant is judged by the examples that hold one of its literals: in no other log can it make a difference.
 * Most mutants are the compiled catalog with one use exchanged; what the gates count is compiled anew.
 */
import { parseArgs } from 'node:util';
import { loadPlaybooks } from '../bench/load-playbooks.js';
import { compileCatalog } from '../dist/core/match/compile-catalog.js';
import { createCatalog } from '../dist/core/playbook/create-catalog.js';
import { USUAL_WITHIN } from '../dist/core/playbook/playbook-vocabulary.js';
import { diagnoseLog } from '../dist/flows/diagnose-log.js';
import { halveLiterals } from './mutation/halved-literals.js';
import { listsTexts } from './mutation/saying-the-same.js';

const SPEAKING = ['any', 'evidence', 'all', 'partial'];
const VETOES = ['none', 'line-veto', 'step-veto'];
/** A `within` left out looks back as far as the language lets anybody look. */
const ANYWHERE = 1000;

const { values } = parseArgs({
  allowNegative: true,
  options: {
    ids: { type: 'string' },
    seconds: { type: 'string', default: 'Infinity' },
    least: { type: 'string', default: '0.95' },
    halve: { type: 'boolean', default: true },
    verbose: { type: 'boolean', default: false },
    playbooks: { type: 'string', multiple: true, default: [] },
  },
});

const entries = await loadPlaybooks(values.playbooks);
const whole = compileCatalog(createCatalog(entries));
const examples = entries.flatMap(examplesOf);
const { withLiteral, literalsOf, usesOfRule } = indexExamples();
const answers = new Map();

const wanted = values.ids?.split(',');
const end = performance.now() + Number(values.seconds) * 1000;
const score = { dropped: [0, 0], loosened: [0, 0], halved: [0, 0] };
let byWordsAlone = 0;
let done = 0;
for (const [rule, { playbook }] of whole.catalog.playbooks.entries()) {
  if (wanted && !wanted.includes(playbook.id)) continue;
  if (performance.now() > end) break;
  for (const use of usesOfRule.get(rule) ?? []) mutateUse(use, playbook);
  mutateGates(playbook, usesOfRule.get(rule) ?? []);
  if (values.halve) halve(playbook);
  done++;
}
process.exitCode = report();

function report() {
  const both = [0, 1].map((at) => score.dropped[at] + score.loosened[at]);
  process.stdout.write(`${done} of ${entries.length} playbooks\n`);
  for (const [kind, figures] of Object.entries({ ...score, 'dropped and loosened': both }))
    if (figures[1] > 0) process.stdout.write(`${kind}: ${inWords(figures)}\n`);
  process.stdout.write(`${byWordsAlone} of the loosened are noticed by the words they caught alone\n`);
  return both[0] < Number(values.least) * both[1] ? 1 : 0;
}

function inWords([good, of]) {
  return `${good} of ${of} noticed (${((100 * good) / of).toFixed(1)} %)`;
}

function examplesOf({ playbook }) {
  const { id, match, examples: written } = playbook;
  const signals = [...match.any, ...match.all, ...match.none].filter((signal) => signal.example);
  return [
    ...written.positive.map(({ log }) => ({ owner: id, kind: 'positive', log })),
    ...written.negative.map(({ log, expect }) => ({ owner: id, kind: 'negative', log, expect })),
    ...signals.map(({ example }) => ({ owner: id, kind: 'signal', log: example })),
  ];
}

/** Which examples hold a literal, which literals a use stands on, and which uses a playbook has. */
function indexExamples() {
  const withLiteral = new Map();
  for (const [at, { log }] of examples.entries())
    for (const line of log.split('\n'))
      whole.literals.scan(line, 0, (literal) => add(withLiteral, literal, at));
  const literalsOf = new Map();
  for (const [literal, uses] of whole.usesOf.entries()) for (const use of uses) add(literalsOf, use, literal);
  const usesOfRule = new Map();
  for (const [index, { rule }] of whole.uses.entries()) add(usesOfRule, rule, index);
  return { withLiteral, literalsOf, usesOfRule };
}

function add(sets, key, value) {
  if (!sets.has(key)) sets.set(key, new Set());
  sets.get(key).add(value);
}

/** The examples that hold a literal of these uses; the playbook's own first. A request stands on no literal. */
function touchedBy(uses, id) {
  const literals = [...uses].flatMap((use) => [...(literalsOf.get(use) ?? [])]);
  if (literals.length === 0) return [...examples.keys()].filter((at) => examples[at].owner === id);
  const touched = new Set(literals.flatMap((literal) => [...(withLiteral.get(literal) ?? [])]));
  return [...touched].sort((a, b) => Number(examples[b].owner === id) - Number(examples[a].owner === id));
}

function mutateUse(index, playbook) {
  const use = whole.uses[index];
  const touched = touchedBy([index, ...(use.after ? [use.after.use] : [])], playbook.id);
  const tell = (kind, what, catalog) => judge({ kind, what, catalog, touched, playbook, signal: use.signal });
  const change = (changes) => ({ ...whole, uses: whole.uses.with(index, { ...use, ...changes }) });
  if (VETOES.includes(use.role)) tell('loosened', `without ${use.role}`, without(index));
  if (!SPEAKING.includes(use.role)) return;
  if (use.role !== 'all') tell('dropped', `without ${use.role}`, withoutSpeaker(index, playbook));
  if (use.expression && !listsTexts(use.signal))
    tell('loosened', 'without the expression of', change({ expression: null }));
  if (use.line) tell('loosened', `without line: ${use.line} of`, change({ line: null }));
  if (!use.after) return;
  tell('loosened', 'without after of', change({ after: null }));
  if (use.after.within === USUAL_WITHIN) return;
  tell('loosened', 'without within of', change({ after: { ...use.after, within: ANYWHERE } }));
}

function without(index) {
  const rest = (uses) => (uses.includes(index) ? uses.filter((one) => one !== index) : uses);
  const usesOfStage = new Map([...whole.usesOfStage].map(([stage, uses]) => [stage, rest(uses)]));
  return { ...whole, usesOf: whole.usesOf.map(rest), usesOfStage };
}

/** The last of `any` is a gate: what is left is compiled anew. */
function withoutSpeaker(index, playbook) {
  if (whole.uses[index].role === 'partial' || playbook.match.any.length > 1) return without(index);
  const { all, partial, requests } = playbook.match;
  if (all.length + partial.length + requests.length === 0) return without(index);
  return withMatch(playbook, { any: [] });
}

function mutateGates(playbook, uses) {
  const { any, all, partial } = playbook.match;
  const touched = touchedBy(uses, playbook.id);
  const tell = (kind, what, signal, match) =>
    judge({ kind, what, signal, touched, playbook, catalog: withMatch(playbook, match) });
  for (const [index, signal] of all.entries()) {
    const others = all.filter((_, at) => at !== index);
    const speaks = any.length + others.length + partial.length > 0;
    tell('dropped', 'without all', wordsOf(signal), speaks ? { all: others } : null);
    if (speaks)
      tell('loosened', 'with any in place of all', wordsOf(signal), { all: others, any: [...any, signal] });
  }
  for (const [index, group] of partial.entries()) {
    const { minimum, id } = group;
    const lowered = minimum > 1 ? [{ ...group, minimum: minimum - 1 }] : [];
    tell('loosened', `with minimum ${minimum - 1} of`, id, {
      partial: partial.toSpliced(index, 1, ...lowered),
    });
  }
}

/** The catalog with other conditions for one playbook; `null`: nothing would be left to speak for it. */
function withMatch(playbook, match) {
  if (match === null) return null;
  const changed = entries.map((entry) =>
    entry.playbook.id === playbook.id
      ? { ...entry, playbook: { ...playbook, match: { ...playbook.match, ...match } } }
      : entry,
  );
  return compileCatalog(createCatalog(changed));
}

function judge({ kind, what, signal, catalog, touched, playbook }) {
  const how = catalog === null ? 'answer' : noticedBy(catalog, touched);
  if (kind === 'loosened' && how === 'words') byWordsAlone++;
  count(kind, how !== null, `${playbook.id}: nobody notices it ${what} ${JSON.stringify(signal)}`);
}

/** `answer`: an example gets another one; `words`: only the words it caught differ; or null. */
function noticedBy(catalog, touched) {
  let words = false;
  for (const at of touched) {
    if (!answers.has(at)) answers.set(at, answerTo(whole, examples[at]));
    const [before, after] = [answers.get(at), answerTo(catalog, examples[at])];
    if (before.answer !== after.answer) return 'answer';
    words ||= before.words !== after.words;
  }
  return words ? 'words' : null;
}

function answerTo(catalog, { owner, kind, expect, log }) {
  const { verdict, diagnosis, findings, considered } = diagnoseLog(catalog, log).analysis;
  const found = findings.some(({ id }) => id === owner);
  const answer = diagnosis?.id ?? verdict;
  if (kind === 'negative') return { answer: expect ? answer : found, words: '' };
  const words = diagnosis?.id === owner ? JSON.stringify(Object.entries(diagnosis.captures).sort()) : '';
  if (kind === 'positive') return { answer, words };
  const hit = considered.find(({ id }) => id === owner)?.signals.map(({ signal }) => signal) ?? [];
  return { answer: `${found} ${hit.sort().join('\n')}`, words };
}

function halve(playbook) {
  const entry = entries.find((one) => one.playbook === playbook);
  for (const { literal, half, noticed } of halveLiterals(entry, examples)) {
    const [short, long] = [half, literal].map((text) => JSON.stringify(text));
    count('halved', noticed, `${playbook.id}: nobody notices ${short} for ${long}`);
  }
}

function wordsOf(signal) {
  return typeof signal === 'string' ? signal : (signal.expression ?? signal.literal);
}

function count(kind, seen, message) {
  score[kind][1]++;
  if (seen) score[kind][0]++;
  else if (kind !== 'halved' || values.verbose) process.stdout.write(`${message}\n`);
}

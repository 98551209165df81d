/**
 * Would anybody notice if a signal were gone? `npm run catalog:mutate`.
 *
 * Drops each signal and veto of each playbook in turn, and halves each literal that speaks for a playbook;
 * a mutation is noticed when one of the playbook's examples gets another answer than it must, when the
 * signal's own `example` no longer finds it, or, for a halved literal, when it turns up in another playbook's
 * example or lint objects. Prints what nobody notices and the score; exits 1 when the score of the dropped
 * is below `--least` (0.95). `--ids a,b` mutates these alone, `--seconds N` stops then, `--no-loosen` only drops, `--verbose` lists
 * the halved too.
 *
 * Each mutation compiles only the playbooks that can speak in the logs looked at: those with a literal anywhere
 * in them, and those that a failed request's stage calls. No other playbook can hit, weigh on a shared
 * literal that hits, replace or explain; so rank and confidence are those of the whole catalog.
 */
import { parseArgs } from 'node:util';
import { loadPlaybooks } from '../bench/load-playbooks.js';
import { compileCatalog } from '../dist/core/match/compile-catalog.js';
import { foldText } from '../dist/core/match/fold.js';
import { createCatalog } from '../dist/core/playbook/create-catalog.js';
import { lintPlaybook } from '../dist/core/playbook/lint-playbook.js';
import { diagnoseLog } from '../dist/flows/diagnose-log.js';

const ROLES = ['any', 'all', 'none', 'none_in_line'];
const VETOES = ['none', 'none_in_line'];

const { values } = parseArgs({
  allowNegative: true,
  options: {
    ids: { type: 'string' },
    seconds: { type: 'string', default: 'Infinity' },
    least: { type: 'string', default: '0.95' },
    loosen: { type: 'boolean', default: true },
    verbose: { type: 'boolean', default: false },
    playbooks: { type: 'string', multiple: true, default: [] },
  },
});

const entries = await loadPlaybooks(values.playbooks);
const whole = compileCatalog(createCatalog(entries));
const folded = entries.map(({ playbook }) => ({
  id: playbook.id,
  logs: playbook.examples.positive.map(({ log }) => foldText(log)),
}));
const called = entries.filter(({ playbook }) => playbook.match.requests?.length > 0);
const byId = new Map(entries.map((entry) => [entry.playbook.id, entry]));

const wanted = values.ids?.split(',');
const end = performance.now() + Number(values.seconds) * 1000;
const score = { dropped: [0, 0], halved: [0, 0] };
let done = 0;
for (const entry of entries.filter(({ playbook }) => wanted?.includes(playbook.id) ?? true)) {
  if (performance.now() > end) break;
  mutate(entry);
  done++;
}
const [noticed, all] = score.dropped;
process.stdout.write(`${done} of ${entries.length} playbooks\n`);
for (const [kind, [good, of]] of Object.entries(score))
  process.stdout.write(
    `${kind}: ${good} of ${of} noticed (${((100 * good) / Math.max(1, of)).toFixed(1)} %)\n`,
  );
process.exitCode = noticed < Number(values.least) * all ? 1 : 0;

function mutate(entry) {
  const stage = stageOf(entry);
  const before = stage.judge(entry);
  for (const fault of before.faults)
    process.stdout.write(`${entry.playbook.id}: ${fault} without a mutation\n`);
  for (const role of ROLES) {
    for (const [index, signal] of (entry.playbook.match[role] ?? []).entries()) {
      drop({ entry, stage, before, role, index, signal });
      if (values.loosen && !VETOES.includes(role)) loosen({ entry, stage, before, role, index, signal });
    }
  }
}

function drop({ entry, stage, before, role, index, signal }) {
  const mutant = withSignals(entry, role, (list) => list.filter((_, at) => at !== index));
  const { match } = mutant.playbook;
  const empty = ['any', 'all', 'partial', 'requests'].every((part) => (match[part] ?? []).length === 0);
  const seen = empty || pinned(entry, role, signal) || differs(before, stage.judge(mutant));
  count('dropped', seen, `${entry.playbook.id}: nobody notices without ${role} ${show(signal)}`);
}

function loosen({ entry, stage, before, role, index, signal }) {
  const literal = literalOf(signal);
  if (literal === null) return;
  const half = literal.slice(0, Math.ceil(literal.length / 2)).trim();
  const halved = typeof signal === 'string' ? half : { ...signal, literal: half };
  const mutant = withSignals(entry, role, (list) => list.map((one, at) => (at === index ? halved : one)));
  const seen =
    lintPlaybook(mutant).length > lintPlaybook(entry).length ||
    intrudes(entry.playbook.id, half, literal) ||
    differs(before, stage.judge(mutant));
  count('halved', seen, `${entry.playbook.id}: nobody notices ${role} ${show(half)} for ${show(literal)}`);
}

/** The signal's own example holds its words: who drops or misspells it makes that example useless. */
function pinned({ playbook }, role, signal) {
  if (typeof signal === 'string' || !signal.example || VETOES.includes(role)) return false;
  return whole.catalog.find(playbook.id) !== null && hitsOwn(playbook, signal);
}

function hitsOwn(playbook, signal) {
  if (signal.literal && !foldText(signal.example).includes(foldText(signal.literal))) return false;
  const found = diagnoseLog(whole, signal.example).analysis.findings.find(({ id }) => id === playbook.id);
  const needsMore = playbook.match.all.length > 1 || playbook.match.partial.length > 0;
  return found
    ? found.evidence.some((one) => one.signal === (signal.expression ?? signal.literal))
    : needsMore;
}

/** A halved literal that stands in another playbook's positive example, where the whole one does not. */
function intrudes(id, half, literal) {
  const [needle, full] = [foldText(half), foldText(literal)];
  return folded.some(
    (other) => other.id !== id && other.logs.some((log) => log.includes(needle) && !log.includes(full)),
  );
}

/** What the playbook's logs are judged with: the playbooks that can speak in them. */
function stageOf(entry) {
  const { positive, negative } = entry.playbook.examples;
  const own = ROLES.flatMap((role) => entry.playbook.match[role] ?? []).flatMap((one) => one.example ?? []);
  const speakers = new Set([entry, ...called]);
  for (const log of [...positive, ...negative].map((one) => one.log).concat(own)) {
    for (const line of log.split('\n')) {
      whole.literals.scan(line, 0, (literal) => {
        for (const use of whole.usesOf[literal] ?? [])
          speakers.add(byId.get(whole.catalog.playbooks[whole.uses[use].rule].playbook.id));
      });
    }
  }
  const others = [...speakers].filter((one) => one !== entry);
  return {
    judge: (mutant) => judge(compileCatalog(createCatalog([...others, mutant])), mutant.playbook, own),
  };
}

function judge(catalog, { id, examples }, own) {
  const ask = (log) => diagnoseLog(catalog, log).analysis;
  const answerOf = ({ verdict, diagnosis }) => diagnosis?.id ?? verdict;
  const faults = [];
  for (const { name, log } of examples.positive)
    if (answerOf(ask(log)) !== id) faults.push(`positive “${name}” fails`);
  for (const { name, log, expect } of examples.negative) {
    const analysis = ask(log);
    const wrong = expect ? answerOf(analysis) !== expect : analysis.findings.some((found) => found.id === id);
    if (wrong) faults.push(`near miss “${name}” fails`);
  }
  const fits = own.map((log) => ask(log).findings.some((found) => found.id === id));
  return { faults, fits };
}

function differs(before, after) {
  return (
    after.faults.some((fault) => !before.faults.includes(fault)) ||
    after.fits.some((fit, at) => fit !== before.fits[at])
  );
}

function withSignals(entry, role, change) {
  const { playbook } = entry;
  const match = { ...playbook.match, [role]: change(playbook.match[role] ?? []) };
  return { ...entry, playbook: { ...playbook, match } };
}

function literalOf(signal) {
  if (typeof signal === 'string') return signal;
  return signal.expression ? null : signal.literal;
}

function show(signal) {
  return JSON.stringify(typeof signal === 'string' ? signal : (signal.expression ?? signal.literal));
}

function count(kind, seen, message) {
  score[kind][1]++;
  if (seen) score[kind][0]++;
  else if (kind === 'dropped' || values.verbose) process.stdout.write(`${message}\n`);
}

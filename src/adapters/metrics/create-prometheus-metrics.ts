import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Metrics } from '../../flows/metrics.ts';
import type { WorkCounts } from '../../flows/work.ts';

/** The metrics of this process, in Prometheus' own text. */
export interface PrometheusMetrics extends Metrics {
  readonly contentType: string;
  /** Asks the store how much work waits; where that fails, everything else is still told. */
  render(): Promise<string>;
}

/** From a card that was there at once to one that waited for a CI service. */
const SECONDS = [0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5, 10, 30, 60, 180, 600];

/** A registry of its own: two bots in one process do not count for each other. */
export function createPrometheusMetrics(countWork: () => Promise<WorkCounts>): PrometheusMetrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'faultline_' });
  const instruments = createInstruments(registry);
  new Gauge({
    name: 'faultline_work_items',
    help: 'Work in the store, of all replicas, by state.',
    labelNames: ['state'],
    registers: [registry],
    async collect() {
      const counts = await countWork().catch(() => null);
      this.reset();
      if (counts === null) return;
      this.set({ state: 'waiting' }, counts.waiting);
      this.set({ state: 'under-way' }, counts.underWay);
      this.set({ state: 'set-aside' }, counts.setAside);
    },
  });
  return {
    contentType: registry.contentType,
    render: () => registry.metrics(),
    countAccepted: (kind) => instruments.accepted.inc({ kind }),
    observeCard(ms) {
      instruments.cards.inc();
      if (ms !== null) instruments.cardSeconds.observe(ms / 1000);
    },
    countDiagnosis: (verdict, playbook) =>
      instruments.diagnoses.inc({ verdict, playbook: playbook ?? 'none' }),
    observeWork: (outcome, ms) => instruments.workSeconds.observe({ outcome }, ms / 1000),
    countProblem: (level, words) => instruments.problems.inc({ level, kind: words }),
    countSummary(name, by, label) {
      if (name === 'call') instruments.modelSeconds.observe(by / 1000);
      else if (name === 'cost') instruments.modelCost.inc(by);
      else if (name === 'outcome') instruments.summaries.inc({ outcome: label ?? 'unknown' });
      else if (name === 'kept') instruments.summaries.inc({ outcome: 'kept' });
      else instruments.modelTokens.inc({ kind: name.replace('-tokens', '') }, by);
    },
  };
}

function createInstruments(registry: Registry) {
  const registers = [registry];
  const counter = <Label extends string>(name: string, help: string, labelNames: Label[] = []) =>
    new Counter({ name: `faultline_${name}`, help, labelNames, registers });
  const histogram = <Label extends string>(name: string, help: string, labelNames: Label[] = []) =>
    new Histogram({ name: `faultline_${name}`, help, labelNames, buckets: SECONDS, registers });
  return {
    accepted: counter('events_accepted_total', 'What was taken in, by kind.', ['kind']),
    cards: counter('cards_posted_total', 'Cards that were posted.'),
    cardSeconds: histogram('card_seconds', 'From the moment something was taken in to its posted card.'),
    diagnoses: counter('diagnoses_total', 'Verdicts, by playbook.', ['verdict', 'playbook']),
    workSeconds: histogram('work_seconds', 'How long an item of work took, by outcome.', ['outcome']),
    problems: counter('problems_total', 'Warnings and errors in the log, by their words.', ['level', 'kind']),
    modelSeconds: histogram('model_call_seconds', 'Calls of the language model.'),
    modelTokens: counter('model_tokens_total', 'Tokens of the language model, by kind.', ['kind']),
    modelCost: counter('model_cost_dollars_total', 'What the language model cost, at the configured prices.'),
    summaries: counter('summaries_total', 'What asking the language model came to.', ['outcome']),
  };
}

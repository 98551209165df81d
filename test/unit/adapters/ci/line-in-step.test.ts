import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { GithubStep } from '../../../../src/adapters/ci/providers/github-actions/github-payloads.ts';
import {
  lineInStep,
  type PlaceInStep,
} from '../../../../src/adapters/ci/providers/github-actions/line-in-step.ts';

interface PlannedStep {
  readonly name: string | null;
  readonly kind: 'script' | 'composite' | 'post';
  readonly inner: number;
  readonly lines: number;
  readonly tookMs: number;
}

interface WrittenJob {
  readonly log: Uint8Array;
  readonly steps: readonly GithubStep[];
  /** Where the page shows each line; null for one that it does not show. */
  readonly places: readonly (PlaceInStep | null)[];
}

/** Writes a job's log and the API's word on its steps the way a runner and the API do. */
function writeJob(plan: readonly PlannedStep[], startMs: number): WrittenJob {
  const lines: string[] = [];
  const places: (PlaceInStep | null)[] = [];
  const steps: GithubStep[] = [];
  let now = startMs;
  const stamp = () => `${new Date(now).toISOString().slice(0, -1)}4321Z`;
  const second = () => `${new Date(now).toISOString().slice(0, 19)}.000Z`;
  const begin = (name: string) => {
    const number = steps.length + 1;
    const started_at = second();
    let shown = 0;
    const write = (text: string) => {
      lines.push(`${stamp()} ${text}`);
      const isShown = !text.startsWith('##[endgroup]');
      if (isShown) shown += 1;
      places.push(isShown ? { step: number, line: shown } : null);
    };
    const end = () => {
      steps.push({ number, name, conclusion: 'success', started_at, completed_at: second() });
      now += 3;
    };
    return { write, end };
  };
  const setUp = begin('Set up job');
  for (const text of [
    "Current runner version: '2.330.0'",
    '##[group]Operating System',
    'Debian',
    '##[endgroup]',
  ]) {
    setUp.write(text);
  }
  setUp.end();
  for (const [at, { name, kind, inner, lines: count, tookMs }] of plan.entries()) {
    const title = `make part-${at}`;
    const step = begin(name ?? `Run ${title}`);
    const openings = kind === 'post' ? [] : [title, ...Array.from({ length: inner }, (_, n) => `inner ${n}`)];
    if (kind === 'post') step.write('Post job cleanup.');
    for (const opening of openings) {
      for (const text of [`##[group]Run ${opening}`, opening, 'shell: bash -e {0}', '##[endgroup]'])
        step.write(text);
    }
    for (let line = 0; line < count; line += 1) {
      now += tookMs / count;
      step.write(`output ${line}`);
    }
    step.end();
  }
  const complete = begin('Complete job');
  complete.write('Cleaning up orphan processes');
  complete.end();
  return { log: Buffer.from(`\uFEFF${lines.join('\r\n')}\r\n`), steps, places };
}

/** What actions leave to be done comes when the steps of the workflow are over. */
function inRunnersOrder(plan: readonly PlannedStep[]): readonly PlannedStep[] {
  const isPost = ({ kind }: PlannedStep) => kind === 'post';
  return [...plan.filter((step) => !isPost(step)), ...plan.filter(isPost)];
}

const plannedStep = fc.record({
  name: fc.option(fc.constantFrom('Test', 'Build', 'Post coverage'), { nil: null }),
  kind: fc.constantFrom('script', 'script', 'script', 'composite', 'post' as const),
  inner: fc.constant(0),
  lines: fc.integer({ min: 1, max: 12 }),
  tookMs: fc.constantFrom(5, 90, 700, 1_500, 20_000),
}) as fc.Arbitrary<PlannedStep>;
const jobs = fc
  .tuple(
    fc.array(
      plannedStep.map((step) => ({
        ...step,
        name: step.kind === 'post' ? 'Post Run actions/cache@v5' : step.name,
        inner: step.kind === 'composite' ? 3 : 0,
      })),
      { minLength: 1, maxLength: 7 },
    ),
    fc.integer({ min: 0, max: 999 }),
  )
  .map(([plan, ms]) => writeJob(inRunnersOrder(plan), Date.UTC(2026, 4, 4, 9, 12, 31, ms)));

describe('the place of a line on the page of a GitHub job', () => {
  const usual = writeJob(
    [
      { name: null, kind: 'script', inner: 0, lines: 3, tookMs: 400 },
      { name: 'Test', kind: 'script', inner: 0, lines: 9, tookMs: 30_000 },
      { name: 'Post Run make part-0', kind: 'post', inner: 0, lines: 1, tookMs: 10 },
    ],
    Date.UTC(2026, 4, 4, 9, 12, 31, 100),
  );

  it('is the number of its step and of the line in it, without the ends of groups', () => {
    const placeOf = lineInStep(usual.log, usual.steps);
    // Set up job has four lines, the first step seven; the second opens with a group of four.
    expect(placeOf(12)).toEqual({ step: 3, line: 1 });
    expect(placeOf(16)).toEqual({ step: 3, line: 4 });
  });

  it('is unknown where two steps may have begun', () => {
    const inner = { name: 'Set up', kind: 'composite', inner: 2, lines: 1, tookMs: 5 } as const;
    const job = writeJob([inner, inner], Date.UTC(2026, 4, 4, 9, 12, 31, 100));
    expect(lineInStep(job.log, job.steps)(20)).toBeNull();
  });

  it('is known beside a composite action whose parts the runner marks, not in them', () => {
    const stamp = (second: number) => `2026-05-04T09:12:${second}.1234567Z`;
    const log = [
      `${stamp(31)} Current runner version: '2.330.0'`,
      `${stamp(31)} ##[group]Run ./.github/actions/prepare`,
      `${stamp(31)} ##[endgroup]`,
      `${stamp(31)} ##[start-action display=Install;id=prepare.install]`,
      `${stamp(31)} ##[group]Run make install`,
      `${stamp(31)} ##[endgroup]`,
      `${stamp(31)} ##[end-action id=prepare.install;outcome=success;conclusion=success;duration_ms=9]`,
      `${stamp(31)} ##[group]Run make test`,
      `${stamp(33)} 1 test failed`,
    ].join('\n');
    const from31To = (second: number) => ({
      started_at: '2026-05-04T09:12:31Z',
      completed_at: `2026-05-04T09:12:${second}Z`,
    });
    const steps = [
      { number: 1, name: 'Set up job', ...from31To(31) },
      { number: 2, name: 'Prepare', ...from31To(31) },
      { number: 3, name: 'Test', ...from31To(33) },
    ];
    const placeOf = lineInStep(Buffer.from(log), steps);
    expect([placeOf(2), placeOf(5), placeOf(9)]).toEqual([{ step: 2, line: 1 }, null, { step: 3, line: 2 }]);
  });

  it('is unknown without the times of the steps, and for lines that are not there', () => {
    const untimed = usual.steps.map(({ name, number }) => ({ name, number }));
    expect(lineInStep(usual.log, untimed)(12)).toBeNull();
    const placeOf = lineInStep(usual.log, usual.steps);
    expect([placeOf(0), placeOf(1_000), lineInStep(new Uint8Array(), usual.steps)(1)]).toEqual([
      null,
      null,
      null,
    ]);
  });

  it('is unknown, and soon, in a log that opens steps without end', () => {
    const line = '2026-05-04T09:12:31.1234567Z ##[group]Run make test\n';
    const when = { started_at: '2026-05-04T09:12:31Z', completed_at: '2026-05-04T09:12:31Z' };
    const steps = Array.from({ length: 50 }, (_, at) => ({ number: at + 1, name: 'Test', ...when }));
    const started = performance.now();
    expect(lineInStep(Buffer.from(line.repeat(150_000)), steps)(140_000)).toBeNull();
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  it('is right or unknown, whatever the steps were', () => {
    fc.assert(
      fc.property(jobs, ({ log, steps, places }) => {
        const placeOf = lineInStep(log, steps);
        for (const [index, place] of places.entries()) {
          const found = placeOf(index + 1);
          if (found !== null && place !== null) expect(found).toEqual(place);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('is known for nearly every line of a job whose steps take their time', () => {
    let known = 0;
    let all = 0;
    for (let ms = 0; ms < 1000; ms += 50) {
      const steps = [700, 90, 45_000, 1_500, 8_000].map((tookMs) => {
        return { name: 'Step', kind: 'script', inner: 0, lines: 8, tookMs } as const;
      });
      const { log, steps: told } = writeJob(steps, Date.UTC(2026, 4, 4, 9, 12, 31, ms));
      const placeOf = lineInStep(log, told);
      for (let line = 5 + 12 * 2; line <= 4 + 12 * 5; line += 1) {
        all += 1;
        if (placeOf(line) !== null) known += 1;
      }
    }
    expect(known / all).toBeGreaterThan(0.99);
  });
});

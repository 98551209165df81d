import { z } from 'zod';
import { REQUEST_STAGES } from '../failed-request/failed-request.ts';
import { CATEGORIES, SEVERITIES, SIGNAL_LINES, USUAL_WITHIN } from './playbook-vocabulary.ts';

const Text = z.string().trim().min(1);
const Markdown = Text;

const conditions = {
  weight: z.number().positive().optional().describe('How much it counts; 1 is normal.'),
  example: Text.optional().describe('One line as the tool prints it, which this signal must hit.'),
  line: z
    .enum(SIGNAL_LINES)
    .optional()
    .describe(
      'Counts on lines of this kind only. Without it: output and annotation; for tests, assertion too.',
    ),
  after: Text.optional().describe('Counts only when this literal stands on one of the lines before.'),
  within: z
    .int()
    .min(1)
    .max(1000)
    .optional()
    .describe(`How many lines back "after" looks; ${USUAL_WITHIN} when not given.`),
  evidence_only: z
    .boolean()
    .optional()
    .describe('Adds evidence and weight, but the playbook never fits because of it alone. Only in "any".'),
};

/**
 * Words that speak for a failure. A plain string is a literal: case and the width of white space do not
 * count, and a digit at its edge never matches inside a longer number.
 * An expression (RE2 syntax, linear time) is tried only on lines that hold its `literal`, or the words that
 * can be told from it; its named groups may be used as `{name}` in title, summary and fix.
 */
const Literal = z.strictObject({ literal: Text, ...conditions });
const Expression = z.strictObject({ expression: Text, literal: Text.optional(), ...conditions });
const Signal = z.union([Text, Expression, Literal]);
export type ExpressionShape = z.infer<typeof Expression>;
export type LiteralShape = z.infer<typeof Literal>;

const Example = z.strictObject({
  name: Text,
  /** How we came by it: the tool and version that printed this shape. */
  source: Text.optional(),
  /** For a near miss: the playbook that wins instead, or the verdict. */
  expect: Text.optional(),
  log: z.string().min(1),
});

/** One root cause: how to see it, what to do. The file's format; one file a playbook. */
export const PlaybookSchema = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z0-9]+([-_][a-z0-9]+)*$/, 'use lower-case words joined by hyphens')
    .max(80),
  title: Text,
  category: z.enum(CATEGORIES).describe('The folder that the file stands in.'),
  severity: z.enum(SEVERITIES),
  detector: z.literal('log').default('log'),
  base_score: z.number().nonnegative().default(1),
  tags: z.array(Text).default([]),
  stage_hints: z.array(Text).default([]),
  aliases: z.array(Text).default([]),
  /** The broader label that this playbook belongs to; it hides a playbook of that id as `replaces` does. */
  kind: Text.optional(),
  /** This file takes the place of the playbook of the same id in a folder read before. */
  overrides: z.boolean().optional(),
  /** Ids of broader playbooks that this one replaces when both fit. */
  replaces: z.array(Text).default([]),
  /** Ids of playbooks that this failure drags along; they are shown as its cascade. */
  causes: z.array(Text).default([]),
  match: z.strictObject({
    /** Named fragments of `faultline-matchers.yaml`, or `playbook:<id>`: their signals come before these. */
    use: z.array(Text).optional(),
    any: z.array(Signal).default([]),
    /** A gate: every one must be there. */
    all: z.array(Signal).default([]),
    /** A veto: none may be there, anywhere in the log. */
    none: z.array(Signal).default([]),
    /** A veto for the line alone: a signal does not count on a line that holds one of these. */
    none_in_line: z.array(Text).default([]),
    /** A veto for the step: a signal does not count in a step that holds one of these. */
    none_in_step: z.array(Text).optional(),
    /** Stages: the request that ended the job, when it was stopped at one of these, counts as a signal. */
    requests: z.array(z.enum(REQUEST_STAGES)).default([]),
    /** Gates: at least `minimum` of the patterns. */
    partial: z
      .array(
        z.strictObject({
          id: Text,
          label: Text.optional(),
          minimum: z.int().positive(),
          patterns: z.array(Text).min(1),
        }),
      )
      .default([]),
  }),
  summary: Markdown,
  diagnosis: Markdown,
  fix: Markdown,
  validation: Markdown,
  why_it_matters: Markdown.optional(),
  prevention: Markdown.optional(),
  workflow: z
    .strictObject({
      likely_files: z.array(Text).default([]),
      local_repro: z.array(Text).default([]),
      verify: z.array(Text).default([]),
    })
    .default({ likely_files: [], local_repro: [], verify: [] }),
  /** A team's own page about it. */
  runbook: z.url({ protocol: /^https$/ }).optional(),
  /** Who cares for it: named, never pinged. */
  owner: Text.max(80).optional(),
  links: z.array(z.url({ protocol: /^https$/ })).default([]),
  examples: z
    .strictObject({ positive: z.array(Example).default([]), negative: z.array(Example).default([]) })
    .default({ positive: [], negative: [] }),
});

import { z } from 'zod';

const Words = z.array(z.string());
const Weighed = z.array(z.strictObject({ signal: z.string().optional(), weight: z.number().optional() }));
const Discriminators = z.array(
  z.strictObject({
    signal: z.string().optional(),
    weight: z.number().optional(),
    description: z.string().optional(),
  }),
);
const Hooks = z.array(
  z
    .strictObject({
      id: z.string(),
      use: z.string(),
      extends: z.string(),
      kind: z.string(),
      path: z.string(),
      env_var: z.string(),
      command: Words,
      pattern: z.string(),
      lines: z.number(),
      max_bytes: z.number(),
      confidence_delta: z.number(),
    })
    .partial(),
);
const Matchers = z.array(
  z
    .strictObject({
      id: z.string(),
      label: z.string(),
      description: z.string(),
      patterns: Words,
      path_includes: Words,
      path_excludes: Words,
      scopes: Words,
      weight: z.number(),
      required: z.boolean(),
    })
    .partial(),
);

const Source = z
  .strictObject({
    triggers: Matchers,
    amplifiers: Matchers,
    mitigations: Matchers,
    context: Matchers,
    suppressions: z.array(
      z
        .strictObject({
          style: z.string(),
          pattern: z.string(),
          paths: Words,
          playbooks: Words,
          reason: z.string(),
          expires_on: z.string(),
          discount: z.number(),
          suppress_all: z.boolean(),
        })
        .partial(),
    ),
    compound_signals: z.array(
      z
        .strictObject({
          id: z.string(),
          label: z.string(),
          require: Words,
          scope: z.string(),
          bonus: z.number(),
          required: z.boolean(),
          allow_mitigated: z.boolean(),
        })
        .partial(),
    ),
    local_consistency: z.array(
      z
        .strictObject({
          id: z.string(),
          label: z.string(),
          baseline_signal_ids: Words,
          expected_signal_id: z.string(),
          scope: z.string(),
          minimum_peers: z.number(),
          threshold: z.number(),
          amplifier: z.number(),
        })
        .partial(),
    ),
    path_classes: z.array(
      z
        .strictObject({
          class: z.string(),
          paths: Words,
          adjust: z.number(),
          hot_path: z.boolean(),
          critical: z.boolean(),
        })
        .partial(),
    ),
    change_sensitivity: z
      .strictObject({
        new_file_bonus: z.number(),
        modified_line_bonus: z.number(),
        legacy_discount: z.number(),
        prefer_changed_scopes: z.boolean(),
      })
      .partial(),
    safe_context: z.array(
      z
        .strictObject({
          id: z.string(),
          label: z.string(),
          paths: Words,
          patterns: Words,
          discount: z.number(),
        })
        .partial(),
    ),
  })
  .partial();

const Scoring = z
  .strictObject({
    base_trigger_weight: z.number(),
    default_amplifier_weight: z.number(),
    default_mitigation_discount: z.number(),
    default_suppression_discount: z.number(),
    hot_path_bonus: z.number(),
    blast_radius_bonus: z.number(),
    safe_context_discount: z.number(),
  })
  .partial();

const WorkflowInput = z.strictObject({ from: z.unknown().optional(), value: z.unknown().optional() });

/**
 * Fields of the Faultline command line's format (v0.4) that we accept, check for misspelt keys and do not
 * use, so that its packs load unchanged.
 */
export const UNUSED_FIELDS = {
  domain: z.string().optional(),
  class: z.string().optional(),
  mode: z.string().optional(),
  requires_delta: z.boolean().optional(),
  delta_boost: Weighed.optional(),
  requires_topology: z.boolean().optional(),
  topology_boost: Weighed.optional(),
  hypothesis: z
    .strictObject({
      supports: Weighed,
      contradicts: Weighed,
      discriminators: Discriminators,
      excludes: Weighed,
    })
    .partial()
    .optional(),
  hooks: z
    .strictObject({ verify: Hooks, collect: Hooks, remediate: Hooks, disable: Words })
    .partial()
    .optional(),
  remediation: z
    .strictObject({
      workflows: z
        .array(
          z.strictObject({
            ref: z.string(),
            inputs: z.record(z.string(), z.union([z.string(), WorkflowInput])).optional(),
          }),
        )
        .optional(),
    })
    .optional(),
  metadata: z.strictObject({ schema_version: z.string().optional() }).optional(),
  source: Source.optional(),
  scoring: Scoring.optional(),
  context_filters: z.strictObject({ path_includes: Words, path_excludes: Words }).partial().optional(),
};

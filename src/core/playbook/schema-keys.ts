import { z } from 'zod';
import type { KeyPath } from './parse-yaml.ts';

type JsonSchema = z.core.JSONSchema.BaseSchema;

/** A schema as a tree of keys. */
export type SchemaTree = JsonSchema;

const trees = new WeakMap<z.ZodType, SchemaTree>();

/** Made when first asked for: a start from compiled playbooks needs none. */
export function toSchemaTree(schema: z.ZodType): SchemaTree {
  const tree = trees.get(schema) ?? z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  trees.set(schema, tree);
  return tree;
}

/** Keys that a format knows at a path: `[]` gives the top, `['match']` the kinds of signals. */
export function keysAt(tree: SchemaTree, path: KeyPath): readonly string[] {
  let places = [tree];
  for (const step of path) places = places.flatMap((place) => stepInto(place, step));
  return [...new Set(places.flatMap(keysOf))];
}

function stepInto(place: JsonSchema, step: string | number): JsonSchema[] {
  return choicesOf(place).flatMap((choice) => {
    const next =
      typeof step === 'number' ? choice.items : (choice.properties?.[step] ?? choice.additionalProperties);
    return isSchema(next) ? [next] : [];
  });
}

function keysOf(place: JsonSchema): string[] {
  return choicesOf(place).flatMap((choice) => Object.keys(choice.properties ?? {}));
}

function choicesOf(place: JsonSchema): JsonSchema[] {
  return [place, ...(place.anyOf ?? []).filter(isSchema)];
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

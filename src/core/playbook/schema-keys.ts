import { z } from 'zod';
import type { KeyPath } from './parse-yaml.ts';

type JsonSchema = z.core.JSONSchema.BaseSchema;

/** A schema as a tree of keys. */
export type SchemaTree = JsonSchema;

export function toSchemaTree(schema: z.ZodType): SchemaTree {
  return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
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

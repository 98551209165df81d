import { z } from 'zod';
import type { KeyPath } from './parse-yaml.ts';
import { Playbook } from './playbook.ts';

type JsonSchema = z.core.JSONSchema.BaseSchema;

const SCHEMA: JsonSchema = z.toJSONSchema(Playbook, { io: 'input', unrepresentable: 'any' });

/** Keys that the playbook format knows at a path: `[]` gives the top, `['match']` the kinds of signals. */
export function knownKeys(path: KeyPath): readonly string[] {
  let places = [SCHEMA];
  for (const step of path) places = places.flatMap((place) => stepInto(place, step));
  return [...new Set(places.flatMap(keysOf))];
}

function stepInto(place: JsonSchema, step: string | number): JsonSchema[] {
  return choicesOf(place).flatMap((choice) => {
    const next = typeof step === 'number' ? choice.items : choice.properties?.[step];
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

type Schema = Readonly<Record<string, unknown>>;

/**
 * Problems of a value against a JSON Schema that uses: type, enum, properties, required,
 * additionalProperties, items, anyOf, $ref inside the document, pattern, and the length and count limits.
 */
export function findSchemaProblems(
  value: unknown,
  schema: Schema,
  root: Schema = schema,
  at = '$',
): string[] {
  const resolved = resolveReference(schema, root);
  const problems: string[] = [];
  const { type, enum: allowed, anyOf } = resolved;
  if (typeof type === 'string' && !isOfType(value, type)) return [`${at}: is no ${type}`];
  if (Array.isArray(allowed) && !allowed.includes(value))
    problems.push(`${at}: is none of the allowed values`);
  if (
    Array.isArray(anyOf) &&
    anyOf.every((one: Schema) => findSchemaProblems(value, one, root, at).length > 0)
  )
    problems.push(`${at}: fits no alternative`);
  if (typeof value === 'string') problems.push(...textProblems(value, resolved, at));
  if (Array.isArray(value)) problems.push(...listProblems(value, resolved, { root, at }));
  else if (typeof value === 'object' && value !== null)
    problems.push(...objectProblems(value as Schema, resolved, { root, at }));
  return problems;
}

function resolveReference(schema: Schema, root: Schema): Schema {
  const reference = schema['$ref'];
  if (typeof reference !== 'string') return schema;
  let found: unknown = root;
  for (const step of reference.replace('#/', '').split('/')) found = (found as Schema | undefined)?.[step];
  if (found === undefined) throw new Error(`the schema has no ${reference}`);
  return found as Schema;
}

function isOfType(value: unknown, type: string): boolean {
  if (type === 'array') return Array.isArray(value);
  if (type === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value);
  if (type === 'integer') return Number.isInteger(value);
  return typeof value === type;
}

function textProblems(text: string, schema: Schema, at: string): string[] {
  const { minLength, maxLength, pattern } = schema;
  const problems: string[] = [];
  if (typeof minLength === 'number' && text.length < minLength)
    problems.push(`${at}: shorter than ${minLength}`);
  if (typeof maxLength === 'number' && text.length > maxLength)
    problems.push(`${at}: longer than ${maxLength}`);
  if (typeof pattern === 'string' && !new RegExp(pattern).test(text))
    problems.push(`${at}: does not fit ${pattern}`);
  return problems;
}

function listProblems(
  list: readonly unknown[],
  schema: Schema,
  place: { root: Schema; at: string },
): string[] {
  const { minItems, maxItems, uniqueItems, items } = schema;
  const { root, at } = place;
  const problems: string[] = [];
  if (typeof minItems === 'number' && list.length < minItems) problems.push(`${at}: fewer than ${minItems}`);
  if (typeof maxItems === 'number' && list.length > maxItems) problems.push(`${at}: more than ${maxItems}`);
  if (uniqueItems === true && new Set(list).size !== list.length) problems.push(`${at}: repeats itself`);
  if (typeof items !== 'object' || items === null) return problems;
  return [
    ...problems,
    ...list.flatMap((item, index) => findSchemaProblems(item, items as Schema, root, `${at}[${index}]`)),
  ];
}

function objectProblems(object: Schema, schema: Schema, place: { root: Schema; at: string }): string[] {
  const { root, at } = place;
  const known = (schema['properties'] ?? {}) as Readonly<Record<string, Schema>>;
  const required = Array.isArray(schema['required']) ? (schema['required'] as string[]) : [];
  const problems = required.filter((key) => !(key in object)).map((key) => `${at}: lacks ${key}`);
  for (const [key, value] of Object.entries(object)) {
    const one = known[key];
    if (one !== undefined) problems.push(...findSchemaProblems(value, one, root, `${at}.${key}`));
    else if (schema['additionalProperties'] === false) problems.push(`${at}: unknown key ${key}`);
  }
  return problems;
}

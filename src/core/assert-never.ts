/** Closes an exhaustive switch: the compiler objects when a member is missing. Throws when data broke its type. */
export function assertNever(value: never): never {
  throw new Error(`Not a member of the union: ${JSON.stringify(value)}`);
}

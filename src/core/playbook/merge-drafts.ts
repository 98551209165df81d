import { type Draft, isRecord, type Places } from './draft.ts';
import type { KeyPath } from './parse-yaml.ts';

/** What a playbook says of itself alone: a child of another id does not inherit it. */
const OWN = ['id', 'extends', 'overrides', 'aliases', 'examples', 'replaces'];

/**
 * The child built upon its parent: single values override, lists are appended (an entry that is there already
 * is not repeated; of two `partial` groups with one id the parent's stays), mappings are merged key by key.
 *
 * A child of the parent's own id (an override) inherits everything; any other is a new playbook and brings
 * its own id, aliases, examples and `replaces`. Every value still knows the file it came from.
 */
export function extendDraft(parent: Draft, child: Draft): Draft {
  if (!isRecord(parent.value) || !isRecord(child.value)) return child;
  const sameId = parent.value['id'] === child.value['id'];
  const inherited = sameId ? parent.value : withoutKeys(parent.value, OWN);
  return merge({ ...parent, value: inherited }, child);
}

/** The signals that `use` names come before the playbook's own. */
export function addSignals(used: Draft, user: Draft): Draft {
  const match = isRecord(used.value) ? used.value['match'] : {};
  const signals = isRecord(match) ? withoutKeys(match, ['use']) : {};
  return merge({ ...used, value: { match: signals } }, user);
}

function merge(base: Draft, top: Draft): Draft {
  const moved = new Map<string, Origin>();
  const value = mergeValues(
    { value: base.value, places: base.places },
    { value: top.value, places: top.places },
    {
      path: [],
      moved,
    },
  );
  return { path: top.path, value, places: movedPlaces(top.places, moved) };
}

interface Placed {
  readonly value: unknown;
  readonly places: Places;
}

interface Origin {
  readonly places: Places;
  readonly path: KeyPath;
}

interface At {
  readonly path: KeyPath;
  readonly moved: Map<string, Origin>;
}

function mergeValues(base: Placed, top: Placed, { path, moved }: At): unknown {
  if (isRecord(base.value) && isRecord(top.value)) {
    const merged: Record<string, unknown> = { ...base.value };
    for (const key of Object.keys(merged)) {
      if (!Object.hasOwn(top.value, key))
        moved.set(nameOf([...path, key]), { places: base.places, path: [...path, key] });
    }
    for (const [key, value] of Object.entries(top.value)) {
      const known = Object.hasOwn(base.value, key);
      const below = { path: [...path, key], moved };
      merged[key] = known
        ? mergeValues({ value: base.value[key], places: base.places }, { value, places: top.places }, below)
        : value;
    }
    return merged;
  }
  if (Array.isArray(base.value) && Array.isArray(top.value)) return append(base, top, { path, moved });
  // An empty value overrides nothing.
  return top.value ?? base.value;
}

function append(base: Placed, top: Placed, { path, moved }: At): unknown[] {
  const merged: unknown[] = [];
  const seen = new Set<string>();
  for (const { value, places } of [base, top]) {
    for (const [index, entry] of (Array.isArray(value) ? value : []).entries()) {
      const key = entryKey(entry);
      if (seen.has(key)) continue;
      seen.add(key);
      moved.set(nameOf([...path, merged.length]), { places, path: [...path, index] });
      merged.push(entry);
    }
  }
  return merged;
}

/** Entries of a list are the same when they say the same, or are groups of one id. */
function entryKey(entry: unknown): string {
  if (isRecord(entry) && 'patterns' in entry && typeof entry['id'] === 'string')
    return `group ${entry['id']}`;
  return JSON.stringify(entry);
}

function movedPlaces(own: Places, moved: ReadonlyMap<string, Origin>): Places {
  const find = (path: KeyPath): Origin => {
    for (let length = path.length; length > 0; length -= 1) {
      const origin = moved.get(nameOf(path.slice(0, length)));
      if (origin) return { places: origin.places, path: [...origin.path, ...path.slice(length)] };
    }
    return { places: own, path };
  };
  const valueAt = (path: KeyPath) => {
    const origin = find(path);
    return origin.places.valueAt(origin.path);
  };
  const keyAt = (path: KeyPath) => {
    const origin = find(path);
    return origin.places.keyAt(origin.path);
  };
  return { valueAt, keyAt };
}

function withoutKeys(
  value: Readonly<Record<string, unknown>>,
  keys: readonly string[],
): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).filter(([key]) => !keys.includes(key)));
}

function nameOf(path: KeyPath): string {
  return JSON.stringify(path);
}

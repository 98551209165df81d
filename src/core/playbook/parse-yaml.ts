import {
  constructFromEvents,
  EVENT_ID,
  type Event,
  getScalarValue,
  parseEvents,
  YAMLException,
} from 'js-yaml';

/** Way from the document's root to a value: keys and 0-based indices. */
export type KeyPath = readonly (string | number)[];

export interface YamlProblem {
  readonly code: string;
  readonly message: string;
  /** 0-based offset in the text. */
  readonly offset: number;
}

export interface YamlDocument {
  readonly value: unknown;
  /** Offset of the value at a path; of the nearest value around it when there is none. */
  offsetOf(path: KeyPath): number;
  /** Offset of the key that holds the value. */
  offsetOfKey(path: KeyPath): number;
}

export type ParsedYaml =
  | { readonly kind: 'document'; readonly document: YamlDocument }
  | { readonly kind: 'problems'; readonly problems: readonly YamlProblem[] };

/** Nested deeper than any playbook; a bomb, or a mistake. */
const MAX_DEPTH = 20;

/**
 * One YAML document as plain values, with the place of every key and value.
 *
 * Refused: aliases (a small text could grow without end), doubled keys, several documents.
 * Cost: linear in the text. Never throws.
 */
export function parseYaml(text: string): ParsedYaml {
  try {
    const events = parseEvents(text, { maxDepth: MAX_DEPTH });
    const places = new Places(text);
    for (const event of events) places.take(event);
    if (places.problems.length > 0) return { kind: 'problems', problems: places.problems };
    const documents = constructFromEvents(events, { source: text, maxAliases: 0 });
    if (documents.length !== 1) return refusal(documents.length === 0 ? 'empty' : 'several-documents');
    return { kind: 'document', document: toDocument(documents[0], places) };
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const offset = Math.min(error.mark?.position ?? 0, text.length);
    return { kind: 'problems', problems: [{ code: 'yaml', message: error.reason, offset }] };
  }
}

function refusal(code: 'empty' | 'several-documents'): ParsedYaml {
  const message = code === 'empty' ? 'the file is empty' : 'more than one YAML document in the file';
  return { kind: 'problems', problems: [{ code, message, offset: 0 }] };
}

function toDocument(value: unknown, places: Places): YamlDocument {
  const nearest = (offsets: ReadonlyMap<string, number>, path: KeyPath): number => {
    for (let length = path.length; length > 0; length -= 1) {
      const offset = offsets.get(nameOf(path.slice(0, length)));
      if (offset !== undefined) return offset;
    }
    return 0;
  };
  return {
    value,
    offsetOf: (path) => nearest(places.values, path),
    offsetOfKey: (path) => nearest(places.keys, path),
  };
}

function nameOf(path: KeyPath): string {
  return JSON.stringify(path);
}

/** A collection that is still open. `key` is the mapping's key whose value comes next. */
interface Open {
  readonly kind: 'document' | 'sequence' | 'mapping';
  readonly path: KeyPath;
  readonly seen: Set<string>;
  key: string | null;
  index: number;
}

/** Follows the parser's events and notes where each key and value stands. */
class Places {
  readonly values = new Map<string, number>();
  readonly keys = new Map<string, number>();
  readonly problems: YamlProblem[] = [];
  private readonly open: Open[] = [];
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  take(event: Event): void {
    if (event.type === EVENT_ID.POP) {
      this.open.pop();
      return;
    }
    if (event.type === EVENT_ID.DOCUMENT) {
      this.push('document', []);
      return;
    }
    const offset = this.offsetOf(event);
    if (event.type === EVENT_ID.ALIAS) {
      this.problems.push({ code: 'alias', message: 'aliases are not allowed; write the value out', offset });
    }
    const inside = this.open.at(-1);
    if (!inside) return;
    if (inside.kind === 'mapping' && inside.key === null) {
      this.takeKey(inside, event, offset);
      return;
    }
    const path = childPath(inside);
    this.values.set(nameOf(path), offset);
    if (event.type === EVENT_ID.SEQUENCE) this.push('sequence', path);
    if (event.type === EVENT_ID.MAPPING) this.push('mapping', path);
  }

  private takeKey(mapping: Open, event: Event, offset: number): void {
    if (event.type !== EVENT_ID.SCALAR) {
      this.problems.push({ code: 'key', message: 'a key must be a word', offset });
      mapping.key = '';
      if (event.type === EVENT_ID.SEQUENCE) this.push('sequence', mapping.path);
      if (event.type === EVENT_ID.MAPPING) this.push('mapping', mapping.path);
      return;
    }
    const key = getScalarValue(this.text, event);
    if (mapping.seen.has(key)) {
      this.problems.push({ code: 'duplicate-key', message: `the key "${key}" stands here twice`, offset });
    }
    mapping.seen.add(key);
    mapping.key = key;
    this.keys.set(nameOf([...mapping.path, key]), offset);
  }

  private push(kind: Open['kind'], path: KeyPath): void {
    this.open.push({ kind, path, seen: new Set(), key: null, index: 0 });
  }

  private offsetOf(event: Exclude<Event, { type: 1 | 6 }>): number {
    if (event.type === EVENT_ID.ALIAS) return event.anchorStart - 1;
    if (event.type !== EVENT_ID.SCALAR) return event.start;
    // A block scalar begins with its indentation.
    let offset = event.valueStart;
    while (offset < event.valueEnd && /\s/.test(this.text.charAt(offset))) offset += 1;
    return offset;
  }
}

function childPath(inside: Open): KeyPath {
  if (inside.kind === 'document') return inside.path;
  if (inside.kind === 'sequence') {
    inside.index += 1;
    return [...inside.path, inside.index - 1];
  }
  const key = inside.key ?? '';
  inside.key = null;
  return [...inside.path, key];
}

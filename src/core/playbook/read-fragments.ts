import { z } from 'zod';
import type { AuthorProblem } from '../errors.ts';
import { type Draft, isRecord, readDraft } from './draft.ts';
import { explainIssue } from './explain-issue.ts';
import type { KeyPath } from './parse-yaml.ts';
import { PlaybookSchema } from './playbook-schema.ts';
import { toSchemaTree } from './schema-keys.ts';

/** Signals that several playbooks share, by name: the `faultline-matchers.yaml` of a pack. */
const Matchers = z.strictObject({
  schema_version: z.literal('matchers.v1').optional(),
  named_matches: z.record(z.string(), PlaybookSchema.shape.match).optional(),
});

export interface ReadFragments {
  /** Each as a draft that holds nothing but `match`. */
  readonly fragments: ReadonlyMap<string, Draft>;
  readonly problems: readonly AuthorProblem[];
}

export function readFragments(text: string, path: string): ReadFragments {
  const read = readDraft(text, path);
  if (read.kind === 'problems') return { fragments: new Map(), problems: read.problems };
  const { draft } = read;
  const parsed = Matchers.safeParse(draft.value);
  if (!parsed.success) {
    const around = { draft, schema: toSchemaTree(Matchers), base: [], what: 'the file' };
    const problems = parsed.error.issues.flatMap((issue) => explainIssue(issue, around));
    return { fragments: new Map(), problems };
  }
  const named =
    isRecord(draft.value) && isRecord(draft.value['named_matches']) ? draft.value['named_matches'] : {};
  const fragments = Object.entries(named).map(
    ([name, match]) => [name, toFragment(draft, name, match)] as const,
  );
  return { fragments: new Map(fragments), problems: [] };
}

function toFragment({ path, places }: Draft, name: string, match: unknown): Draft {
  const inFile = (at: KeyPath): KeyPath => ['named_matches', name, ...at.slice(1)];
  return {
    path,
    value: { match },
    places: { valueAt: (at) => places.valueAt(inFile(at)), keyAt: (at) => places.keyAt(inFile(at)) },
  };
}

import { z } from 'zod';
import type { AuthorProblem } from '../errors.ts';
import { type Draft, readDraft } from './draft.ts';
import { explainIssue } from './explain-issue.ts';
import { toSchemaTree } from './schema-keys.ts';

/** A pack's `faultline-pack.yaml`. The first five are the command line's own. */
const PackFile = z.strictObject({
  name: z.string().optional(),
  version: z.union([z.string(), z.number()]).optional(),
  source_url: z.string().optional(),
  pinned_ref: z.string().optional(),
  fetched_at: z.unknown().optional(),
  /** Ids of playbooks that this team does not want. */
  disable: z.array(z.string()).default([]),
  /** Owner of the pack's playbooks that name none. */
  owner: z.string().max(80).optional(),
});
export type PackFile = z.infer<typeof PackFile>;

export interface ReadPackFile {
  readonly pack: PackFile | null;
  readonly draft: Draft | null;
  readonly problems: readonly AuthorProblem[];
}

export function readPackFile(text: string, path: string): ReadPackFile {
  const read = readDraft(text, path);
  if (read.kind === 'problems') return { pack: null, draft: null, problems: read.problems };
  const { draft } = read;
  const parsed = PackFile.safeParse(draft.value);
  if (parsed.success) return { pack: parsed.data, draft, problems: [] };
  const around = { draft, schema: toSchemaTree(PackFile), base: [], what: 'the file' };
  return { pack: null, draft, problems: parsed.error.issues.flatMap((issue) => explainIssue(issue, around)) };
}

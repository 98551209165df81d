import type { AuthorProblem } from '../errors.ts';
import { adaptPackDraft } from './adapt-pack-draft.ts';
import { findSharedNames } from './create-catalog.ts';
import { type Draft, readDraft } from './draft.ts';
import { isBundled, type LocatedPlaybook } from './located-playbook.ts';
import { nearNames } from './near-names.ts';
import { readFragments } from './read-fragments.ts';
import { readPackFile } from './read-pack-file.ts';
import { resolveDrafts } from './resolve-drafts.ts';
import { validateDraft } from './validate-draft.ts';

export interface PlaybookSource {
  /** As shown to people; its last name tells a pack's own files (`faultline-matchers.yaml`, ...) apart. */
  readonly path: string;
  readonly text: string;
}

/** What became of one file. */
export interface AssembledFile {
  readonly path: string;
  /** Null when it holds no playbook for us, holds a broken one, or another takes its place. */
  readonly entry: LocatedPlaybook | null;
  /** The file's playbook is overridden or disabled by a pack. */
  readonly isReplaced: boolean;
  /** These stop the file. */
  readonly problems: readonly AuthorProblem[];
  /** These do not. */
  readonly warnings: readonly AuthorProblem[];
}

/**
 * Files that were read together as playbooks, one answer a file, in their order: a later file may extend,
 * use, override or (through its pack's file) disable what an earlier one says.
 *
 * Never throws, whatever the texts. Cost: linear in the texts.
 */
export function assemblePlaybooks(sources: readonly PlaybookSource[]): readonly AssembledFile[] {
  const files = sources.map(
    ({ path }): Work => ({ path, entry: null, isReplaced: false, problems: [], warnings: [] }),
  );
  const packs = readPacks(sources, files);
  const drafts = readDrafts(sources, files);
  const resolved = resolveDrafts([...drafts.values()], packs.fragments);
  for (const [index, file] of [...drafts.keys()].entries()) {
    const answer = resolved[index];
    if (answer?.kind === 'problem') file.problems.push(answer.problem);
    if (answer?.kind === 'draft') validate(answer.draft, file);
  }
  for (const pack of packs.packs) nameOwner(pack, files);
  override(files);
  for (const pack of packs.packs) disable(pack, files);
  blameSharedNames(files);
  return files;
}

interface Work {
  readonly path: string;
  entry: LocatedPlaybook | null;
  isReplaced: boolean;
  readonly problems: AuthorProblem[];
  readonly warnings: AuthorProblem[];
}

interface Pack {
  readonly file: Work;
  readonly draft: Draft;
  readonly owner: string | null;
  readonly disable: readonly string[];
}

const PACK_FILE = 'faultline-pack.yaml';
const MATCHERS_FILE = 'faultline-matchers.yaml';
/** Hooks run programs on the machine that reads the log; we never do. */
const HOOKS_FILE = 'faultline-hooks.yaml';

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function readPacks(
  sources: readonly PlaybookSource[],
  files: readonly Work[],
): { readonly fragments: ReadonlyMap<string, Draft>; readonly packs: readonly Pack[] } {
  const fragments = new Map<string, Draft>();
  const packs: Pack[] = [];
  for (const [index, file] of files.entries()) {
    const text = sources[index]?.text ?? '';
    if (baseName(file.path) === MATCHERS_FILE) {
      const read = readFragments(text, file.path);
      file.problems.push(...read.problems);
      for (const [name, fragment] of read.fragments) fragments.set(name, fragment);
    }
    if (baseName(file.path) === PACK_FILE) {
      const { pack, draft, problems } = readPackFile(text, file.path);
      file.problems.push(...problems);
      if (pack && draft) packs.push({ file, draft, owner: pack.owner ?? null, disable: pack.disable });
    }
  }
  return { fragments, packs };
}

function readDrafts(sources: readonly PlaybookSource[], files: readonly Work[]): ReadonlyMap<Work, Draft> {
  const drafts = new Map<Work, Draft>();
  for (const [index, file] of files.entries()) {
    if ([PACK_FILE, MATCHERS_FILE, HOOKS_FILE].includes(baseName(file.path))) continue;
    const read = readDraft(sources[index]?.text ?? '', file.path);
    if (read.kind === 'problems') file.problems.push(...read.problems);
    else drafts.set(file, read.draft);
  }
  return drafts;
}

function validate(resolved: Draft, file: Work): void {
  const { draft, warnings } = isBundled(file) ? { draft: resolved, warnings: [] } : adaptPackDraft(resolved);
  const validated = validateDraft(draft);
  if (validated.kind === 'problems') file.problems.push(...validated.problems);
  if (validated.kind !== 'playbook') return;
  file.warnings.push(...warnings);
  file.entry = { playbook: validated.playbook, path: file.path, where: draft.places.valueAt };
}

/** A pack's owner cares for its playbooks that name nobody. */
function nameOwner({ file: { path }, owner }: Pack, files: readonly Work[]): void {
  if (owner === null) return;
  const folder = path.slice(0, -PACK_FILE.length);
  for (const file of files) {
    if (!file.entry || !file.path.startsWith(folder) || file.entry.playbook.owner !== undefined) continue;
    file.entry = { ...file.entry, playbook: { ...file.entry.playbook, owner } };
  }
}

/** An override takes the place of the playbook of its id that was read before. */
function override(files: readonly Work[]): void {
  const owners = new Map<string, Work>();
  for (const file of files) {
    if (!file.entry) continue;
    const { id, overrides } = file.entry.playbook;
    const before = owners.get(id);
    if (overrides && before?.entry && !before.entry.playbook.overrides) {
      before.entry = null;
      before.isReplaced = true;
    } else if (overrides && !before) {
      const message = `there is no playbook "${id}" to override`;
      const where = file.entry.where(['overrides']);
      file.warnings.push({ code: 'overrides-nothing', where, message, hint: near(id, owners) });
    }
    if (overrides || !before) owners.set(id, file);
  }
}

function disable({ file, draft, disable: ids }: Pack, files: readonly Work[]): void {
  const named = new Map(files.flatMap((one) => (one.entry ? [[one.entry.playbook.id, one] as const] : [])));
  for (const [index, id] of ids.entries()) {
    const target = named.get(id);
    if (target) {
      target.entry = null;
      target.isReplaced = true;
      continue;
    }
    const message = `there is no playbook "${id}" to disable`;
    const where = draft.places.valueAt(['disable', index]);
    file.warnings.push({ code: 'disables-nothing', where, message, hint: near(id, named) });
  }
}

function near(id: string, known: ReadonlyMap<string, unknown>): string | null {
  const [name] = nearNames(id, known.keys(), 1);
  return name ? `did you mean "${name}"?` : null;
}

/** The later claim is at fault. */
function blameSharedNames(files: readonly Work[]): void {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const entries = files.flatMap((file) => file.entry ?? []);
  for (const problem of findSharedNames(entries)) {
    // "playbooks/a.yaml:12:5"
    byPath.get(problem.where.replace(/:\d{1,9}:\d{1,9}$/, ''))?.problems.push(problem);
  }
}

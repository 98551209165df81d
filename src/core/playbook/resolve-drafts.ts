import type { AuthorProblem } from '../errors.ts';
import { type Draft, isRecord, textAt } from './draft.ts';
import { addSignals, extendDraft } from './merge-drafts.ts';
import { nearNames } from './near-names.ts';
import type { KeyPath } from './parse-yaml.ts';

export type ResolvedDraft =
  | { readonly kind: 'draft'; readonly draft: Draft }
  | { readonly kind: 'problem'; readonly problem: AuthorProblem };

/**
 * Works out `extends` and `match.use` among these drafts, one answer a draft, in their order.
 *
 * A parent is the playbook of that id which takes part: an override, if there is one. An override that
 * extends its own id is built upon the playbook it takes the place of. A cycle or an unknown name is a problem.
 */
export function resolveDrafts(
  drafts: readonly Draft[],
  fragments: ReadonlyMap<string, Draft>,
): readonly ResolvedDraft[] {
  const resolver = new Resolver(drafts, fragments);
  return drafts.map((draft) => resolver.resolve(draft));
}

class Resolver {
  private readonly byId = new Map<string, Draft[]>();
  private readonly fragments: ReadonlyMap<string, Draft>;
  /** Null while it is being worked on: meeting it again is a cycle. */
  private readonly extended = new Map<Draft, ResolvedDraft | null>();
  private readonly composed = new Map<Draft, ResolvedDraft | null>();

  constructor(drafts: readonly Draft[], fragments: ReadonlyMap<string, Draft>) {
    this.fragments = fragments;
    for (const draft of drafts) {
      const id = textAt(draft.value, 'id');
      if (id !== null) this.byId.set(id, [...(this.byId.get(id) ?? []), draft]);
    }
  }

  resolve(draft: Draft): ResolvedDraft {
    const extended = this.extend(draft);
    return extended.kind === 'draft' ? this.compose(draft, extended.draft) : extended;
  }

  private extend(draft: Draft): ResolvedDraft {
    return this.once(this.extended, draft, () => {
      const parentId = textAt(draft.value, 'extends');
      if (parentId === null || parentId === '') return { kind: 'draft', draft };
      const where = draft.places.valueAt(['extends']);
      const parent = this.find(parentId, draft);
      if (!parent && parentId === textAt(draft.value, 'id')) return cycle(draft, ['extends']);
      if (!parent) return unknownName(parentId, where, this.byId.keys());
      const base = this.extend(parent);
      return base.kind === 'draft' ? { kind: 'draft', draft: extendDraft(base.draft, draft) } : base;
    });
  }

  /** Named signals come first, in the order of their names, then the playbook's own. */
  private compose(key: Draft, draft: Draft): ResolvedDraft {
    return this.once(this.composed, key, () => {
      let composed = draft;
      for (const [index, name] of [...usesOf(draft).entries()].reverse()) {
        const used = this.findUsed(name, key, draft.places.valueAt(['match', 'use', index]));
        if (used.kind === 'problem') return used;
        composed = addSignals(used.draft, composed);
      }
      return { kind: 'draft', draft: composed };
    });
  }

  private findUsed(name: string, user: Draft, where: string): ResolvedDraft {
    if (name.startsWith('playbook:')) {
      const id = name.slice('playbook:'.length).trim();
      const playbook = this.find(id, user);
      return playbook ? this.resolve(playbook) : unknownName(id, where, this.byId.keys());
    }
    const fragment = this.fragments.get(name);
    return fragment ? this.compose(fragment, fragment) : unknownName(name, where, this.fragments.keys());
  }

  /** The playbook of this id that takes part; for a draft of the same id, the one before it. */
  private find(id: string, asker: Draft): Draft | null {
    const known = this.byId.get(id) ?? [];
    if (textAt(asker.value, 'id') === id) return known[known.indexOf(asker) - 1] ?? null;
    return known.findLast(isOverride) ?? known[0] ?? null;
  }

  private once(
    done: Map<Draft, ResolvedDraft | null>,
    draft: Draft,
    work: () => ResolvedDraft,
  ): ResolvedDraft {
    const known = done.get(draft);
    if (known) return known;
    if (known === null) return cycle(draft, done === this.composed ? ['match', 'use'] : ['extends']);
    done.set(draft, null);
    const result = work();
    done.set(draft, result);
    return result;
  }
}

function isOverride(draft: Draft): boolean {
  return isRecord(draft.value) && draft.value['overrides'] === true;
}

function usesOf({ value }: Draft): readonly string[] {
  const match = isRecord(value) ? value['match'] : null;
  const use = isRecord(match) ? match['use'] : null;
  return Array.isArray(use) ? use.filter((name) => typeof name === 'string').map((name) => name.trim()) : [];
}

function cycle(draft: Draft, path: KeyPath): ResolvedDraft {
  const where = draft.places.valueAt(path);
  const message = `"${path.join('.')}" leads back to where it began`;
  return { kind: 'problem', problem: { code: 'cycle', where, message, hint: null } };
}

function unknownName(name: string, where: string, known: Iterable<string>): ResolvedDraft {
  const near = nearNames(name, known, 1)[0];
  const hint = near ? `did you mean "${near}"?` : null;
  return {
    kind: 'problem',
    problem: { code: 'unknown-name', where, message: `nothing is called "${name}"`, hint },
  };
}

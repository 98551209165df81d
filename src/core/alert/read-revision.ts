import type { AlertContext } from './alert-parts.ts';

/**
 * The commit a message names, as long as it shows it, or null.
 * A link to the commit knows the whole sha; then labelled values, code marks and parentheses.
 */
export function readCommit(context: AlertContext): string | null {
  const links = context.message.pieces.flatMap((piece) => piece.links);
  for (const { url } of links) {
    // https://git.example.com/acme/api/-/commit/1f2e3d4c5b6a
    const sha = /\/commits?\/([0-9a-f]{6,40})(?:[/?#]|$)/i.exec(url)?.[1];
    if (sha) return sha;
  }
  for (const fact of context.facts.facts) {
    // 53b853d (main)
    const sha = fact.role === 'commit' ? /(?<!\w)[0-9a-f]{6,40}(?!\w)/i.exec(fact.value)?.[0] : null;
    if (sha) return sha;
  }
  const marked = context.message.pieces.flatMap((piece) => piece.marked);
  const compared = links.filter((link) => link.url.includes('/compare/')).map((link) => link.text);
  const drone = context.facts.lines.map(
    (line) => / ?\S\/\S{1,100}#([0-9a-f]{8})(?= |$)/.exec(line.text)?.[1] ?? '',
  );
  const words = context.facts.lines.flatMap((line) => readShaWords(line.text));
  return [...compared, ...marked, ...drone, ...words].map(shaIn).find((sha) => sha !== null) ?? null;
}

/** Only a whole word of hex with a digit and a letter in it: neither `facade` nor a build number. */
function shaIn(text: string): string | null {
  // c0ffee2 (main)
  const sha = /^\s?([0-9a-f]{7,40})(?: \(|\s?$)/.exec(text)?.[1] ?? null;
  return sha && /\d/.test(sha) && /[a-f]/.test(sha) ? sha : null;
}

function readShaWords(text: string): readonly string[] {
  // at 1f2e3d4, (1f2e3d4), commit 1f2e3d4, @1f2e3d4
  return [...text.matchAll(/(?:\(|\bat |\bcommit |\bon |\bsha |@)([0-9a-f]{7,40})(?![\w-])/g)].map(
    (found) => found[1] ?? '',
  );
}

/** The branch a message names, or null: tags and pull requests are none. */
export function readBranch(context: AlertContext): string | null {
  for (const fact of context.facts.facts) {
    if (fact.role === 'branch' && fact.value !== '') return cleanBranch(fact.value);
  }
  for (const fact of context.facts.facts) {
    const branch = fact.role === 'commit' ? branchBesideSha(fact.value) : null;
    if (branch) return branch;
  }
  for (const line of context.facts.lines) {
    const branch = branchInText(line.text) ?? markedBranch(line.text, line.piece.marked);
    if (branch) return cleanBranch(branch);
  }
  return branchOfLink(context);
}

/** `c0ffee2 (main)`. */
function branchBesideSha(text: string): string | null {
  // c0ffee2 (feature/login)
  return /^\s?[0-9a-f]{6,40} \(([\w./+@-]{1,200})\)/.exec(text)?.[1] ?? null;
}

function branchInText(text: string): string | null {
  return (
    branchBesideSha(text) ??
    // acme/mobile@refs/heads/main, acme/parser@main
    /[\w.-]\/[\w.-]{1,100}@([\w./+-]{1,200}?)(?=[\s,;)\]]|$)/.exec(text)?.[1] ??
    // on branch main, of branch main
    /\bbranch ['"]?(?!is\b|was\b|has\b|and\b)([\w./+@-]{1,200}?)['"]?(?=[\s,;:)\]]|\.(?:\s|$)|$)/.exec(
      text,
    )?.[1] ??
    // api (main) #12, acme/relay#1f2e3d4c (main) by jane, (bugfix/login2)
    /(?:[\w.-]|#\d{1,9}) \(([A-Za-z][\w./+-]{1,200})\)(?= #\d| by )/.exec(text)?.[1] ??
    // failed on main, failing on main
    /\b(?:failed|failing|broken|broke|failure|errored) (?:on|for) ['"]?([\w./+-]{1,200}?)['"]?(?=[\s,;:)]|\.(?:\s|$)|$)/i.exec(
      text,
    )?.[1] ??
    null
  );
}

/** `for `main``: a name in code right behind `on`, `for` or `of`. */
function markedBranch(text: string, marked: readonly string[]): string | null {
  for (const mark of marked) {
    if (
      /^[\w./+-]{1,200}$/.test(mark) &&
      [' on ', ' for ', ' of '].some((word) => text.includes(`${word}${mark}`))
    )
      return mark;
  }
  return null;
}

function branchOfLink(context: AlertContext): string | null {
  for (const { url, text } of context.message.pieces.flatMap((piece) => piece.links)) {
    // https://git.example.com/acme/api/tree/bugfix%2Flogin2
    const found = /\/(?:tree|commits|branch)\/([^?#\s]{1,200})/.exec(url)?.[1];
    if (found && !/^[0-9a-f]{40}/.test(found))
      return text.trim() && !text.includes(' ') ? cleanBranch(text.trim()) : cleanBranch(found);
  }
  return null;
}

function cleanBranch(value: string): string | null {
  const name = value.split('\n')[0]?.trim() ?? '';
  // refs/pull/7/merge, refs/tags/v1.0.0
  if (/^refs\/(?:pull|tags|merge-requests)\//.test(name)) return null;
  return name.replace(/^refs\/heads\//, '').replace(/^origin\//, '') || null;
}

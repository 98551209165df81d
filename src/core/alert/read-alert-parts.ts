import type { MessagePiece } from '../submission/chat-message.ts';
import type { AlertFact, AlertFacts, FactRole } from './alert-facts.ts';
import type { AlertContext } from './alert-parts.ts';
import { readLinkNames } from './read-link-names.ts';
import { readProviderWords } from './read-provider-words.ts';
import { readBranch, readCommit } from './read-revision.ts';
import { readRunLink } from './read-run-link.ts';
import type { Alert, RunLink } from './run.ts';
import { readVerdictWords } from './verdict-words.ts';

/** Labels of links that lead somewhere but name nothing. */
const genericLabels =
  // View run
  /^(?:view|open|see|show|go to|visit|inspect|details?|logs?|link|here|click|run|build|job|pipeline|workflow|action|actions|check|checks|triggered on|status|https?:)(?:\b|$)|^[#\d\s.]*$/i;

/** Reads what the message says about the run, by rules that hold for any sender. Unknown parts are null. */
export function readAlertParts(context: AlertContext): Alert {
  const { facts, runLinks } = context;
  const run = mainLink(runLinks);
  const named = namedRun(context);
  const inLink = run && readLinkNames(run);
  const provider = run?.provider ?? readProviderWords(facts);
  const repo = run?.repo ?? readRepo(context);
  const commit = readCommit(context);
  const link = provider === 'github-actions' ? checksOf({ run, repo, commit }, context) : run;
  return {
    provider,
    repo,
    branch: readBranch(context),
    commit,
    workflow:
      inLink?.workflow ??
      named.workflow ??
      cleanName(factValue(facts, 'workflow')) ??
      wordAfter(facts, 'workflow') ??
      boldSubject(facts),
    job: inLink?.job ?? named.job ?? cleanName(factValue(facts, 'job')) ?? wordAfter(facts, 'job'),
    runUrl: link && isRunPage(link) ? link.runUrl : null,
    runId: link?.runId ?? null,
    attempt: link?.attempt ?? null,
    author: readAuthor(context),
    link,
  };
}

/** Many GitHub steps link the commit alone; the page of its checks leads to the run all the same. */
function checksOf(
  known: { run: RunLink | null; repo: string | null; commit: string | null },
  context: AlertContext,
): RunLink | null {
  const { run, repo, commit } = known;
  if (run && (run.runId !== null || run.jobId !== null || run.runUrl.endsWith('/checks'))) return run;
  if (repo === null || commit === null) return run;
  const beside = allLinks(context).find(({ url }) => url.includes(`/${repo}`) && URL.canParse(url));
  const origin = beside ? new URL(beside.url).origin : 'https://github.com';
  return readRunLink(`${origin}/${repo}/commit/${commit}/checks`, context.hosts) ?? run;
}

/** The first link that names a run, completed by what the others say about the same one. */
function mainLink(links: readonly RunLink[]): RunLink | null {
  const main = links.find((link) => link.runId !== null) ?? links[0];
  if (!main) return null;
  const same = links.filter((link) => link.provider === main.provider && link.repo === main.repo);
  return {
    ...main,
    jobId: main.jobId ?? same.find((link) => link.jobId !== null)?.jobId ?? null,
    attempt: main.attempt ?? same.find((link) => link.runId === main.runId && link.attempt)?.attempt ?? null,
  };
}

/** Where runs have ids, a page without one is a job's or a commit's, not the run's. */
export function isRunPage(link: RunLink): boolean {
  return link.runId !== null || (link.provider !== 'github-actions' && link.provider !== 'gitlab');
}

export function factValue(facts: AlertFacts, role: FactRole): string | null {
  return factOf(facts, role)?.value || null;
}

function factOf(facts: AlertFacts, role: FactRole): AlertFact | null {
  return facts.facts.find((fact) => fact.role === role && fact.value !== '') ?? null;
}

/** A link to a run is often labelled with its workflow: `CI #483`, `Release #12 / deploy`. */
function namedRun(context: AlertContext): { workflow: string | null; job: string | null } {
  const urls = new Set(context.runLinks.map((link) => link.runUrl));
  for (const { url, text } of allLinks(context)) {
    const label = text.trim();
    if (!isRunUrl(url, urls) || genericLabels.test(label) || label.length > 80) continue;
    // CI #483, Release #12 / deploy
    const found = /^(.{1,60}?) #\d{1,9}(?: \/ (.{1,80}))?$/.exec(label);
    if (found?.[1]) return { workflow: found[1].trim(), job: found[2]?.trim() ?? null };
  }
  return { workflow: null, job: null };
}

function isRunUrl(url: string, runUrls: ReadonlySet<string>): boolean {
  for (const known of runUrls) if (url.startsWith(known)) return true;
  return false;
}

function allLinks(context: AlertContext): readonly MessagePiece['links'][number][] {
  return [
    ...context.message.pieces.flatMap((piece) => piece.links),
    ...context.facts.facts.flatMap((fact) => fact.links),
  ];
}

/** `Workflow *publish* on branch`, `Workflow Terraform job plan triggered`. */
function wordAfter(facts: AlertFacts, word: 'workflow' | 'job'): string | null {
  // Workflow publish on branch main; job plan triggered by push
  const pattern = word === 'workflow' ? /\bworkflow ['"]?([\w./-]{1,60})/i : /\bjob ['"]?([\w./-]{1,60})/i;
  for (const line of facts.lines) {
    const found = pattern.exec(line.text)?.[1];
    if (
      found &&
      !/^(?:was|is|has|run|runs|job|on|in|for|with|failed|failure|succeeded|of|by|to|status|triggered)$/i.test(
        found,
      )
    ) {
      return found;
    }
  }
  return null;
}

/** The bold name right before the verdict: `*Android* failed in`. */
function boldSubject(facts: AlertFacts): string | null {
  for (const line of facts.lines) {
    for (const mark of line.piece.marked) {
      const at = line.text.indexOf(`${mark} `);
      if (at < 0 || readVerdictWords(mark)) continue;
      // failed in, has passed
      if (
        /^(?:has |is |was )?(?:failed|failing|passed|succeeded|cancelled|skipped)\b/.test(
          line.text.slice(at + mark.length + 1),
        )
      ) {
        return mark;
      }
    }
  }
  return null;
}

/** The name alone: no run number, no emphasis. */
function cleanName(value: string | null): string | null {
  // CI #483
  const name = value
    ?.split('\n')[0]
    ?.replace(/ #\d{1,9}.{0,80}$/, '')
    .trim();
  return name || null;
}

function readRepo(context: AlertContext): string | null {
  const fact = factOf(context.facts, 'repo');
  const links = context.message.pieces
    .filter((piece) => piece.slot !== 'footer')
    .flatMap((piece) => piece.links);
  for (const { url } of [...(fact?.links ?? []), ...links]) {
    const repo = repoOfLink(url);
    if (repo) return repo;
  }
  // acme/api
  if (fact && /^[\w.-]{1,100}(?:\/[\w.-]{1,100}){1,5}$/.test(fact.value)) return fact.value;
  for (const line of context.facts.lines) {
    // [acme/api], of acme/api@main
    const found =
      /(?:^\[|\s\[|\bof |\bin |\brepo |\brepository )([\w.-]{1,100}\/[\w.-]{1,100})(?=[\]@#\s,.]|$)/.exec(
        line.text,
      );
    if (found?.[1]) return found[1];
  }
  return null;
}

/** `owner/name` of a link into a repository on a code host, or null. */
function repoOfLink(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const { host, pathname } = new URL(url);
  const path = pathname.split('/').filter((segment) => segment !== '');
  const dash = path.indexOf('-');
  if (dash >= 2) return path.slice(0, dash).join('/');
  const isCodeHost = host === 'github.com' || host === 'gitlab.com' || host === 'bitbucket.org';
  const isInside = ['commit', 'commits', 'tree', 'pull', 'compare', 'actions'].includes(path[2] ?? '');
  if (path.length < 2 || !(isInside || (isCodeHost && (path.length === 2 || host === 'gitlab.com'))))
    return null;
  const repo = isInside ? path.slice(0, 2) : path;
  return repo.join('/').replace(/\.git$/, '');
}

function readAuthor(context: AlertContext): string | null {
  const named = factValue(context.facts, 'author');
  if (named) return cleanAuthor(named);
  const piece = context.message.pieces.find((one) => one.slot === 'author' && one.links.length > 0);
  if (piece) return cleanAuthor(piece.text);
  for (const line of context.facts.lines) {
    if (line.slot === 'footer') continue;
    const found =
      // by Jane Doe (jane) has failed; by jane
      /\bby @?([\w.'-]{1,40}(?: [A-Z][\w.'-]{0,30}){0,2})(?= ?\(| has| is| was| fail| error| pass| cancel| succe| in |[;,)]|$)/.exec(
        line.text,
      )?.[1];
    if (found) return found;
  }
  return null;
}

/** The name alone: no address, no account in parentheses. */
function cleanAuthor(text: string): string | null {
  // Jane Doe <jane@example.com>, Jane Doe (jane)
  const name = text.split('\n')[0]?.split(/ [<(]/)[0]?.trim();
  return name?.slice(0, 80) || null;
}

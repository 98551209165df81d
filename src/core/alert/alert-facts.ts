import type { ChatMessage, MessagePiece } from '../submission/chat-message.ts';

/** What a labelled value of an alert is about. */
export type FactRole = 'status' | 'branch' | 'commit' | 'workflow' | 'job' | 'repo' | 'author' | 'other';

/** A labelled value: a field, or a line `Label: value`. */
export interface AlertFact {
  readonly role: FactRole;
  /** Lower case, without emoji and punctuation. */
  readonly label: string;
  readonly value: string;
  readonly links: MessagePiece['links'];
}

/** A line of the message that is no labelled value. */
export interface AlertLine {
  readonly slot: MessagePiece['slot'];
  readonly text: string;
  /** Its place in its piece; senders put the verdict first. */
  readonly index: number;
  readonly piece: MessagePiece;
}

export interface AlertFacts {
  readonly facts: readonly AlertFact[];
  readonly lines: readonly AlertLine[];
}

const roles: ReadonlyMap<string, FactRole> = new Map(
  Object.entries({
    status:
      'status result conclusion outcome state|build status|job status|build result|workflow status|pipeline status',
    branch: 'branch ref|branch name|source branch|git branch|branch/tag|git ref',
    commit: 'commit sha revision|commit id|commit sha|commit hash|git sha|git commit',
    workflow:
      'workflow pipeline workflowrun|workflow name|pipeline name|build pipeline|build definition|definition|actions url|plan|lane',
    job: 'job|job name|failed job|failed jobs',
    repo: 'repo repository project|project name|repo name|repository name',
    author:
      'author actor user committer deployer by|triggered by|requested by|requested for|started by|pushed by|commit author|git author',
    other:
      'message title event took duration tag when environment|commit message|pull request|pullrequest|eventname|job steps|stage|mentions|error|failed stage|failed stages|reason|details|build|number|test|tests',
  }).flatMap(([role, labels]) =>
    labels
      .split('|')
      .flatMap((group, index) => (index === 0 ? group.split(' ') : [group]))
      .map((label): [string, FactRole] => [label, role as FactRole]),
  ),
);

/** Alerts are short; whatever stands further down is a log. */
const maxLines = 200;

/** Takes a message apart into labelled values and plain lines. Cost: one pass over its text. */
export function readAlertFacts(message: ChatMessage): AlertFacts {
  const facts: AlertFact[] = [];
  const lines: AlertLine[] = [];
  for (const piece of message.pieces) {
    if (piece.slot === 'button') continue;
    const label = piece.label === null ? '' : cleanLabel(piece.label);
    if (label !== '') {
      facts.push({ role: roles.get(label) ?? 'other', label, value: piece.text.trim(), links: piece.links });
      continue;
    }
    readLines(piece, facts, lines);
  }
  return { facts, lines };
}

function readLines(piece: MessagePiece, facts: AlertFact[], lines: AlertLine[]): void {
  let pending: string | null = null;
  let index = 0;
  // `Repo: acme/api | Branch: main`
  for (const raw of piece.text.split(/\n| [|•·] /, maxLines)) {
    const text = raw.trim();
    if (text === '') continue;
    const fact: { label: string; value: string } | null =
      pending === null ? (splitFact(text) ?? boldLabel(text, piece)) : { label: pending, value: text };
    pending = null;
    // Some templates put the value on the line below its label.
    if (fact?.value === '') pending = fact.label;
    else if (fact)
      facts.push({ ...fact, role: roles.get(fact.label) ?? 'other', links: linksIn(piece, fact.value) });
    else lines.push({ slot: piece.slot, text, index: index++, piece });
  }
}

/** A label alone on its line, bold and without a colon: the value is the next line. */
function boldLabel(line: string, piece: MessagePiece): { label: string; value: string } | null {
  const label = cleanLabel(line);
  return roles.has(label) && piece.marked.includes(line) && !piece.text.endsWith(line)
    ? { label, value: '' }
    : null;
}

/** `*Branch*: main`, TeamCity's `Branch∶ main`; only labels we know, for prose has colons too. */
function splitFact(line: string): { label: string; value: string } | null {
  // Branch: main
  const found = /^([^:∶\n]{1,40}|:[a-z0-9_+-]{1,40}:[^:∶\n]{1,40})[:∶](?:\s|$)/.exec(line);
  if (!found?.[1]) return null;
  const label = cleanLabel(found[1]);
  if (!roles.has(label)) return null;
  return { label, value: line.slice(found[0].length).trim() };
}

function linksIn(piece: MessagePiece, text: string): MessagePiece['links'] {
  return piece.links.filter((link) => text.includes(link.text.trim() || link.url));
}

function cleanLabel(label: string): string {
  return (
    label
      // :git-branch: Branch
      .replace(/:[a-z0-9_+-]{1,40}:/g, '')
      // *Branch*:
      .replace(/\uFE0F|[*:∶\p{Extended_Pictographic}]/gu, '')
      .trim()
      .toLowerCase()
  );
}

import type { ChatMessage } from '../submission/chat-message.ts';
import { readAlertFacts } from './alert-facts.ts';
import type { AlertContext, SenderReading } from './alert-parts.ts';
import { isAboutRun } from './is-about-run.ts';
import { readAlertParts } from './read-alert-parts.ts';
import { readRunLink } from './read-run-link.ts';
import { type MessageVerdict, readVerdict } from './read-verdict.ts';
import type { Alert, Provider, RunLink } from './run.ts';
import { senders } from './senders/senders.ts';

/** What a bot's message says about a run, whatever the verdict. */
export interface RunReport {
  readonly verdict: MessageVerdict | null;
  /** True when the message speaks of a CI run, and not of a server, an issue or a week's figures. */
  readonly aboutRun: boolean;
  readonly alert: Alert;
}

/**
 * The failure that a CI service, or somebody's script, reports with this message; null for every other message.
 *
 * People, ourselves, unfurls, deletions and plain thread replies never report one; an edit and a reply that was
 * also sent to the channel do. Passed, fixed, cancelled, started and waiting runs give null.
 * `hosts` names self-hosted CI servers. Never throws.
 */
export function recognizeAlert(message: ChatMessage, hosts: ReadonlyMap<string, Provider>): Alert | null {
  return ofVerdict('failed', message, hosts);
}

/**
 * The run that a CI service reports as passed with this message; null for every other message, and where no link
 * tells which run it is. The same messages count as for a failure.
 */
export function recognizePass(message: ChatMessage, hosts: ReadonlyMap<string, Provider>): Alert | null {
  const passed = ofVerdict('passed', message, hosts);
  return passed?.link ? passed : null;
}

function ofVerdict(
  verdict: 'failed' | 'passed',
  message: ChatMessage,
  hosts: ReadonlyMap<string, Provider>,
): Alert | null {
  if (message.author.kind !== 'bot' || message.unfurl) return null;
  if (message.change !== 'new' && message.change !== 'edit') return null;
  if (message.thread !== null && message.thread !== message.id && !message.broadcast) return null;
  const report = readRunReport(message, hosts);
  return report.aboutRun && report.verdict?.verdict === verdict ? report.alert : null;
}

/** What the words, links and colours of a message say, whoever posted it. */
export function readRunReport(message: ChatMessage, hosts: ReadonlyMap<string, Provider>): RunReport {
  const context: AlertContext = {
    message,
    facts: readAlertFacts(message),
    runLinks: readRunLinks(message, hosts),
    hosts,
  };
  const verdict = readVerdict(context.facts, message.pieces);
  const alert = { ...readAlertParts(context), ...readSender(context) };
  return { verdict, aboutRun: isAboutRun(context, alert, verdict), alert };
}

function readSender(context: AlertContext): SenderReading {
  for (const sender of senders) {
    const found = sender.read(context);
    if (found) return found;
  }
  return {};
}

function readRunLinks(message: ChatMessage, hosts: ReadonlyMap<string, Provider>): readonly RunLink[] {
  const links: RunLink[] = [];
  for (const piece of message.pieces) {
    for (const { url } of piece.links) {
      const link = readRunLink(url, hosts);
      if (link) links.push(link);
    }
  }
  return links;
}

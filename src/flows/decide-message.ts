import { recognizeAlert, recognizePass } from '../core/alert/recognize-alert.ts';
import type { Alert, Provider, RunLink } from '../core/alert/run.ts';
import type { Analysis } from '../core/diagnosis/analysis.ts';
import type { CompiledCatalog } from '../core/match/compile-catalog.ts';
import type { ChatMessage, MessageFile } from '../core/submission/chat-message.ts';
import { isPrinted } from '../core/submission/looks-like-log.ts';
import { isAsked, readSubmission } from '../core/submission/read-submission.ts';
import type { RequestWords } from '../core/submission/request-words.ts';
import { diagnoseLog, type LogDiagnosis } from './diagnose-log.ts';

/** What the bot does about a message, and why. The live bot and `faultline backtest` share it. */
export type Decision =
  | {
      readonly decision: 'ignore';
      readonly reason: string /** A log that we can't name for sure. */;
      readonly diagnosis?: LogDiagnosis;
    }
  | { readonly decision: 'diagnose'; readonly reason: string; readonly diagnosis: LogDiagnosis }
  | { readonly decision: 'alert'; readonly reason: string; readonly alert: Alert }
  /** The log is in files: they must be fetched, and `decideLog` asked about what they hold. */
  | {
      readonly decision: 'fetch';
      readonly reason: string;
      readonly files: readonly MessageFile[];
      readonly text: string;
    }
  /** A person's link to a CI run. */
  | { readonly decision: 'run'; readonly reason: string; readonly link: RunLink }
  /** Asked in a thread: what stands above must be read. */
  | { readonly decision: 'above'; readonly reason: string }
  /** A run passed: nothing to answer, but an earlier card may say so. */
  | { readonly decision: 'green'; readonly reason: string; readonly passed: Alert }
  /** Asked by name for something that is no log: help, a playbook. */
  | { readonly decision: 'words'; readonly reason: string; readonly words: RequestWords };

/** Self-hosted CI services: host, with its port where it has one -> provider. */
export type KnownHosts = ReadonlyMap<string, Provider>;

/**
 * Decides about one message. Unasked, only a text whose form is a log's and whose diagnosis is certain or
 * likely gets an answer; asked by name, every text does. What a channel's settings forbid is not decided here.
 * Pure.
 */
export function decideMessage(catalog: CompiledCatalog, message: ChatMessage, hosts: KnownHosts): Decision {
  if (message.author.kind === 'self' && message.askedBy === null)
    return { decision: 'ignore', reason: 'our own message' };
  const alert = recognizeAlert(message, hosts);
  if (alert) return { decision: 'alert', reason: 'a CI failure alert', alert };
  const passed = recognizePass(message, hosts);
  if (passed) return { decision: 'green', reason: 'a run that passed', passed };
  const submission = readSubmission(message, hosts);
  switch (submission.kind) {
    case 'nothing':
      return { decision: 'ignore', reason: submission.reason };
    case 'words':
      return { decision: 'words', reason: 'asked by name', words: submission.words };
    case 'files':
      return { decision: 'fetch', reason: 'files', files: submission.files, text: submission.text };
    case 'run':
      return { decision: 'run', reason: 'a link to a run', link: submission.link };
    case 'above':
      return { decision: 'above', reason: 'asked by name' };
    case 'log':
      return decideLog(diagnoseLog(catalog, submission.text, { hidden: message.hidden }), isAsked(message));
  }
}

/** Decides about a diagnosed log: is it sure enough to be said unasked? */
export function decideLog(diagnosis: LogDiagnosis, asked: boolean): Decision {
  const { analysis } = diagnosis;
  if (asked) return { decision: 'diagnose', reason: 'asked by name', diagnosis };
  if (!analysis.diagnosis) return { decision: 'ignore', reason: `a log, but ${analysis.verdict}`, diagnosis };
  const { id, tier } = analysis.diagnosis;
  if (tier === 'possible') return { decision: 'ignore', reason: `a log, but only possibly ${id}`, diagnosis };
  if (!isProven(analysis)) return { decision: 'ignore', reason: `talk that mentions ${id}` };
  return { decision: 'diagnose', reason: `a log, ${id} is ${tier}`, diagnosis };
}

/** At least one proving line was printed by a program: a sentence that quotes an error proves nothing. */
function isProven(analysis: Analysis): boolean {
  // A service's own arrangement is no talk, whatever its lines read like.
  if (analysis.log.ci !== null && analysis.log.lines > 1) return true;
  return analysis.findings[0]?.evidence.some(({ text }) => isPrinted(text)) ?? false;
}

/**
 * False when nothing will come of it: chat, and what we say ourselves. Cheap: no log is diagnosed. What is not new
 * may change an earlier answer, so it is kept.
 */
export function mayAnswer(catalog: CompiledCatalog, message: ChatMessage, hosts: KnownHosts): boolean {
  if (message.author.kind === 'self' && message.askedBy === null) return false;
  if (message.change === 'other') return false;
  if (message.change !== 'new') return true;
  if (readSubmission(message, hosts).kind !== 'nothing') return true;
  return decideMessage(catalog, message, hosts).decision !== 'ignore';
}

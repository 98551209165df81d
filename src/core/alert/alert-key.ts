import type { ChatMessage } from '../submission/chat-message.ts';
import { isRunPage } from './read-alert-parts.ts';
import type { Alert, RunLink } from './run.ts';

/** Here a run's id is unique on its host, whatever the page that shows it. */
const hostWideIds = new Set(['teamcity', 'semaphore', 'google-cloud-build']);

/**
 * Names the run attempt that an alert speaks of, within the channel: every message about it has the same key,
 * be it the first post, an edit or a broadcast reply. An attempt that is not named counts as the first.
 * Without a run the message itself is the key, and so its edits share it.
 */
export function alertKey(alert: Alert, message: ChatMessage): string {
  return runKeyIn(message, alert) ?? `alert:${placeOf(message)}:message:${message.id}`;
}

type Place = Pick<ChatMessage, 'workspace' | 'channel'>;

/** Names the run attempt within the channel, whoever tells of it; null where the link leads to no one run. */
export function runKeyIn(place: Place, alert: Alert): string | null {
  const run = alert.link && runKey(alert.link);
  return run && `alert:${placeOf(place)}:${run}:${alert.attempt ?? 1}`;
}

function placeOf({ workspace, channel }: Place): string {
  return `${workspace ?? '-'}:${channel ?? '-'}`;
}

/** Null for pages that may show several runs, such as a commit's checks. */
function runKey(link: RunLink): string | null {
  const base = `${link.provider}:${link.host}`;
  if (link.runId !== null && link.repo !== null) return `${base}/${link.repo}:${link.runId}`;
  if (link.runId !== null && hostWideIds.has(link.provider)) return `${base}:${link.runId}`;
  if (link.jobId !== null && !isRunPage(link)) return `${base}/${link.repo}:job:${link.jobId}`;
  return link.runId === null ? null : `${link.provider}:${link.runUrl}`;
}

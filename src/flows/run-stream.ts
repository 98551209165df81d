import { commitUrl } from '../core/alert/commit-url.ts';
import type { Alert, RunLink } from '../core/alert/run.ts';
import type { RunDetails } from './ports.ts';
import type { RunStream } from './run-records.ts';

/** What is known about a run: the service's own word before the alert's. */
export interface KnownRun extends RunStream {
  readonly commit: string | null;
  readonly commitUrl: string | null;
  readonly runId: string | null;
  readonly attempt: number | null;
  readonly runUrl: string | null;
}

/** An alert whose link leads to a run. */
export type LinkedAlert = Alert & { readonly link: RunLink };

/** The run behind an alert's link, as one of the workspace; `details` is what the API told, or null. */
export function knownRun(workspace: string, alert: LinkedAlert, details: RunDetails | null): KnownRun {
  const { link } = alert;
  const repo = link.repo ?? alert.repo;
  const commit = details?.commit ?? alert.commit;
  return {
    workspace,
    provider: link.provider,
    host: link.host,
    repo,
    branch: details?.branch ?? alert.branch,
    workflow: details?.workflow ?? alert.workflow,
    commit,
    commitUrl: commitUrl(link, commit),
    runId: link.runId,
    attempt: details?.attempt ?? alert.attempt,
    runUrl: alert.runUrl ?? link.runUrl,
  };
}

export function hasLink(alert: Alert): alert is LinkedAlert {
  return alert.link !== null;
}

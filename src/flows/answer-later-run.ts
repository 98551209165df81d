import type { ChatFlowsContext } from './chat-flows-context.ts';
import { diagnoseRun } from './diagnose-run.ts';
import type { LaterRun } from './later-run.ts';

/**
 * A run that was put off is due. It may be answered already: where the process died right after putting it off,
 * the work it came with was done again, and the run may have ended by then.
 */
export async function answerLaterRun(context: ChatFlowsContext, later: LaterRun): Promise<void> {
  if (await isAnswered(context, later)) return;
  await diagnoseRun(context, later.alert, later.place, later);
}

async function isAnswered({ store }: ChatFlowsContext, { alert, place }: LaterRun): Promise<boolean> {
  const { provider, host, repo, runId } = alert.link;
  const open = await store.openFailures({
    workspace: place.workspace,
    provider,
    host,
    repo: repo ?? alert.repo,
  });
  return open.some(
    ({ posted, runId: known }) =>
      posted.channel === place.channel && posted.thread === place.thread && known === runId,
  );
}

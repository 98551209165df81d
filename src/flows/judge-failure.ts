import { judgeRun } from '../core/alert/judge-run.ts';
import type { RunLink } from '../core/alert/run.ts';
import { isSameCommit } from '../core/alert/same-commit.ts';
import { withJudgement } from '../core/card/amend-run-card.ts';
import { OutsideError } from '../core/errors.ts';
import type { ChatFlowsContext } from './chat-flows-context.ts';
import type { FailedRun } from './run-records.ts';
import { seenRuns } from './seen-runs.ts';

/** How far back another branch's failure speaks for this one. */
const LATELY_MS = 7 * 24 * 60 * 60 * 1000;

/**
 * Adds one line to a posted card: flaky, broken elsewhere too, or begun with this commit, when the history shows
 * it. Never delays the card, and its failure leaves the card as it is.
 */
export async function judgeFailure(
  context: ChatFlowsContext,
  failure: FailedRun,
  link: RunLink,
): Promise<void> {
  const { store, chat, logger } = context;
  try {
    const runLogs = await context.ci.runLogsFor(failure.workspace);
    const history = await runLogs.runHistory(link);
    const seen = history && seenRuns(history, failure);
    const judgement = judgeRun({
      passedOnCommit: seen?.passedOnCommit ?? (await passOnCommit(context, failure)),
      otherBranches: await otherBranches(context, failure),
      passedBefore: seen?.passedBefore ?? null,
    });
    const stored = judgement && (await store.findCard(failure.posted));
    if (!judgement || !stored) return;
    const card = withJudgement(stored.card, judgement);
    await store.updateCard(failure.posted, card);
    await chat.updateCard(failure.posted, card);
  } catch (error) {
    if (!(error instanceof OutsideError)) throw error;
    logger.warn({ operation: error.operation, status: error.status }, 'a failed run could not be judged');
  }
}

/** The whole workflow was seen to pass on this very commit, so its job did too. */
async function passOnCommit(
  { store }: ChatFlowsContext,
  failure: FailedRun,
): Promise<{ readonly url: string | null } | null> {
  const pass = failure.workflow === null ? null : await store.lastPass(failure);
  return pass && isSameCommit(pass.commit, failure.commit) ? { url: pass.runUrl } : null;
}

async function otherBranches(
  { store, clock }: ChatFlowsContext,
  failure: FailedRun,
): Promise<readonly string[]> {
  const { fingerprint, branch } = failure;
  if (fingerprint === null || branch === null) return [];
  const since = clock() - LATELY_MS;
  const branches = await store.branchesWithCause({ stream: failure, fingerprint, since });
  return branches.filter((other) => other !== branch);
}

import { commitUrl } from '../core/alert/commit-url.ts';
import type { RunLink } from '../core/alert/run.ts';
import { isSameCommit } from '../core/alert/same-commit.ts';
import { hasTurnedGreen } from '../core/alert/turned-green.ts';
import { withGreenRun } from '../core/card/amend-run-card.ts';
import { OutsideError } from '../core/errors.ts';
import type { ChatFlowsContext } from './chat-flows-context.ts';
import { mayReadRun } from './may-read-run.ts';
import type { FailedRun } from './run-records.ts';
import type { KnownRun } from './run-stream.ts';
import { cameAfter } from './seen-runs.ts';

/** News of a passed run. */
export interface PassNews {
  readonly passed: KnownRun;
  readonly link: RunLink;
  /** Where it was posted, for a message proves nothing to other channels; null: to all of the workspace. */
  readonly channel: string | null;
}

/**
 * A run passed: every card of a failure that it ends says so, with the commit that ended it. What the news does
 * not tell is asked of the service, but only where a card is waiting. A card that is gone counts as told.
 */
export async function turnGreen(context: ChatFlowsContext, news: PassNews): Promise<void> {
  const { store, clock } = context;
  const { passed, channel } = news;
  const { commit, runUrl } = passed;
  await store.recordPassedRun({ ...passed, commit, runUrl, passedAt: clock() });
  const open = (await store.openFailures(passed)).filter(
    ({ posted }) => channel === null || posted.channel === channel,
  );
  if (open.length === 0) return;
  const plain = open.filter((failure) => hasTurnedGreen(failure, passed));
  const told = plain.length > 0 ? { failures: plain, passed } : await askService(context, news, open);
  for (const failure of told.failures) {
    await tellGreen(context, failure, told.passed);
    await store.closeFailure(failure.posted, clock());
  }
}

interface EndedFailures {
  readonly failures: readonly FailedRun[];
  readonly passed: KnownRun;
}

/** The failures that the service's own history shows as ended by the passed run. */
async function askService(
  context: ChatFlowsContext,
  { passed, link }: PassNews,
  all: readonly FailedRun[],
): Promise<EndedFailures> {
  const { ci } = context;
  const passedId = passed.runId;
  const open = await listedOf(context, link, all);
  if (open.length === 0) return { failures: [], passed };
  const runLogs = await ci.runLogsFor(passed.workspace);
  const history = passedId === null ? null : await runLogs.runHistory(link);
  if (!history || passedId === null) return { failures: [], passed };
  const commit = history.commit ?? passed.commit;
  return {
    failures: open.filter(({ runId }) => runId !== null && cameAfter(history, passedId, runId)),
    passed: { ...passed, branch: history.branch, commit, commitUrl: commitUrl(link, commit) },
  };
}

/** The failures whose channel may still read the run. */
async function listedOf(
  context: ChatFlowsContext,
  link: RunLink,
  failures: readonly FailedRun[],
): Promise<readonly FailedRun[]> {
  const listed: FailedRun[] = [];
  for (const failure of failures) if (await mayReadRun(context, failure.posted, link)) listed.push(failure);
  return listed;
}

/** Edits the card before the failure is closed: whoever is interrupted between tells it again, which changes nothing. */
async function tellGreen(
  { store, chat, logger }: ChatFlowsContext,
  failure: FailedRun,
  passed: KnownRun,
): Promise<void> {
  const stored = await store.findCard(failure.posted);
  if (!stored) return;
  const sameCommit = isSameCommit(failure.commit, passed.commit);
  const card = withGreenRun(stored.card, { ...passed, branch: passed.branch ?? failure.branch, sameCommit });
  await store.updateCard(stored.posted, card);
  try {
    await chat.updateCard(stored.posted, card);
  } catch (error) {
    if (!(error instanceof OutsideError) || error.retryable) throw error;
    logger.warn({ operation: error.operation }, 'a card that turned green is gone');
  }
}

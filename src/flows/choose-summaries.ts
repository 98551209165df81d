import { buildSummariesCard, buildSummariesRefusal } from '../core/card/build-summaries-card.ts';
import type { Card } from '../core/card/card.ts';
import type { RequestWords } from '../core/submission/request-words.ts';
import type { ChatFlowsContext } from './chat-flows-context.ts';
import { settingsOf } from './settings-of.ts';

/** Who asked, and where. */
export interface SummariesAsker {
  readonly workspace: string;
  readonly channel: string;
  readonly user: string | null;
}

/**
 * `/faultline summaries`: shows what a model may read and what it cost; `on` and `off` decide over the asker's own
 * logs. Anybody may switch them off for the workspace; on again only whoever did that, or an admin.
 */
export async function chooseSummaries(
  context: ChatFlowsContext,
  { choice, scope }: Extract<RequestWords, { kind: 'summaries' }>,
  place: SummariesAsker,
): Promise<Card> {
  const { store, people } = context;
  const { workspace, user } = place;
  const subject = { workspace, person: scope === 'me' ? user : null };
  if (choice === 'off' && user !== null) await store.forbidSummaries(subject, user);
  if (choice === 'on' && user !== null) {
    const by = await store.summariesForbiddenBy(subject);
    if (by !== null && by !== user && !(await people.isAdmin(workspace, user)))
      return buildSummariesRefusal(by);
    await store.allowSummaries(subject);
  }
  return showSummaries(context, place);
}

async function showSummaries(
  { store, summarizing, clock, repositories }: ChatFlowsContext,
  { workspace, channel, user }: SummariesAsker,
): Promise<Card> {
  const day = new Date(clock()).toISOString().slice(0, 10);
  return buildSummariesCard({
    model: summarizing?.summarizer.model ?? null,
    server: summarizing?.summarizer.server ?? '',
    mine: user === null || (await store.summariesForbiddenBy({ workspace, person: user })) === null,
    here: (await settingsOf(store, { workspace, channel })).model,
    everywhere: (await store.summariesForbiddenBy({ workspace, person: null })) === null,
    tokensToday: await store.tokensSpent({ workspace, day }),
    dailyTokens: summarizing?.policy.dailyTokens ?? 0,
    // The process counts for all workspaces together.
    sinceStart: repositories.mustBeListed ? null : (summarizing?.meter.totals() ?? null),
  });
}

import { buildHomeCard, type HomeCause, type HomeDiagnosis } from '../core/card/build-home-card.ts';
import type { Catalog } from '../core/playbook/catalog.ts';
import { titleOf } from '../core/playbook/title-of.ts';
import type { Submitter } from './card-click.ts';
import type { ChatFlowsContext } from './chat-flows-context.ts';
import { connectionsFor } from './connect-ci.ts';
import type { NamedChannel } from './people.ts';
import type { StoredCard } from './ports.ts';
import { channelSettings } from './settings-of.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const PERIOD_DAYS = 30;
/** Enough to count causes in a busy workspace, little enough for one query. */
const MOST_CARDS = 1_000;
const SHOWN_DIAGNOSES = 5;
const SHOWN_CAUSES = 5;

/** Publishes a person's Home tab: their own channels, and nothing of anybody else's. */
export async function showHome(context: ChatFlowsContext, { workspace, user }: Submitter): Promise<void> {
  const { store, chat, people, clock, catalog } = context;
  const channels = await people.sharedChannels(workspace, user);
  const now = clock();
  const ids = channels.map(({ id }) => id);
  const since = now - 2 * PERIOD_DAYS * DAY_MS;
  const cards = await store.recentCards({ workspace, channels: ids, since, most: MOST_CARDS });
  const failures = cards.filter(({ subject }) => subject !== null && subject.analysis.verdict !== 'clean');
  const connections = await connectionsFor(context, { workspace, user });
  const home = buildHomeCard({
    diagnoses: await Promise.all(
      failures.slice(0, SHOWN_DIAGNOSES).map((card) => describeCard(context, card, { channels, now })),
    ),
    causes: await countCauses(context, failures, {
      workspace,
      channels: ids,
      from: now - PERIOD_DAYS * DAY_MS,
    }),
    days: PERIOD_DAYS,
    channels: await Promise.all(
      channels.map(async ({ id, name, external }) => ({
        id,
        name,
        settings: await channelSettings(store, { workspace, channel: id, external }),
      })),
    ),
    hasModel: context.summarizing !== null,
    playbooks: catalog.catalog.playbooks.length,
    connections,
    cases: connections ? (await store.listCases(workspace)).length : null,
  });
  await chat.showHome({ workspace, user }, home);
}

async function describeCard(
  { chat }: ChatFlowsContext,
  { posted, subject, postedAt }: StoredCard,
  { channels, now }: { channels: readonly NamedChannel[]; now: number },
): Promise<HomeDiagnosis> {
  return {
    title: subject?.analysis.diagnosis?.title ?? 'No playbook fits',
    channel: channels.find(({ id }) => id === posted.channel)?.name ?? posted.channel,
    link: await chat.linkTo(posted),
    agoMs: now - postedAt,
  };
}

async function countCauses(
  { store, catalog }: ChatFlowsContext,
  cards: readonly StoredCard[],
  { workspace, channels, from }: { workspace: string; channels: readonly string[]; from: number },
): Promise<readonly HomeCause[]> {
  const counts = new Map<string, { count: number; before: number }>();
  for (const { playbook, postedAt } of cards) {
    if (playbook === null) continue;
    const seen = counts.get(playbook) ?? { count: 0, before: 0 };
    counts.set(
      playbook,
      postedAt >= from ? { ...seen, count: seen.count + 1 } : { ...seen, before: seen.before + 1 },
    );
  }
  const top = [...counts]
    .filter(([, { count }]) => count > 0)
    .sort(([a, one], [b, other]) => other.count - one.count || (a < b ? -1 : 1))
    .slice(0, SHOWN_CAUSES);
  return Promise.all(
    top.map(async ([playbook, seen]) => ({
      playbook,
      title: titleIn(catalog.catalog, playbook),
      ...seen,
      fix: await store.findFix({ workspace, channels, playbook }),
    })),
  );
}

/** A playbook that the catalog no longer has is called by its id. */
function titleIn(catalog: Catalog, id: string): string {
  const entry = catalog.find(id);
  return entry ? titleOf(entry.playbook) : id;
}

import { readGithubHook } from '../../../src/adapters/hooks/read-github-hook.ts';
import { readGitlabHook } from '../../../src/adapters/hooks/read-gitlab-hook.ts';
import { readRunLink } from '../../../src/core/alert/read-run-link.ts';
import { buildRunOpener } from '../../../src/core/card/build-run-opener.ts';
import { buildRunOutcomeCard } from '../../../src/core/card/build-run-outcome-card.ts';
import type { Faults } from './judge.ts';
import { judgeCard } from './judge-card.ts';
import type { Webhook } from './make-webhook.ts';

/** A webhook on its road: read, its link looked at, opened and answered. */
export function judgeWebhook({ service, event, body }: Webhook): Faults {
  const reading = service === 'github' ? readGithubHook(event, body) : readGitlabHook(event, body);
  if (reading.kind !== 'run') return [];
  const link = readRunLink(reading.url, new Map());
  if (link === null) return [];
  const { provider, runUrl, runId } = link;
  const run = { ...reading.facts, provider, runUrl, runId, link };
  return [
    ...judgeCard(buildRunOpener(run), []),
    ...judgeCard(buildRunOutcomeCard({ kind: 'expired' }, run), []),
  ];
}

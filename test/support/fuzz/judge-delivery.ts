import { readDelivery } from '../../../src/adapters/slack/read-delivery.ts';
import { buildDiagnosisCard } from '../../../src/core/card/build-diagnosis-card.ts';
import { buildRunOutcomeCard } from '../../../src/core/card/build-run-outcome-card.ts';
import { redactMessage } from '../../../src/core/submission/redact-message.ts';
import { decideMessage } from '../../../src/flows/decide-message.ts';
import { type Faults, findLeaks } from './judge.ts';
import { judgeCard } from './judge-card.ts';
import { CATALOG } from './judge-log.ts';
import type { Delivered } from './make-delivery.ts';

const US = { userId: 'U0BOT00001', botId: 'B0BOT00001', appId: 'A0APP00001', teamId: 'T0TEAM0001' };

/** What Slack delivered, on its road: read, written down redacted, decided about, answered. */
export function judgeDelivery({ body, secrets }: Delivered): Faults {
  const message = readDelivery(body, US);
  if (message === null) return [];
  const stored = redactMessage(message);
  const faults = findLeaks('the stored row', JSON.stringify(stored), secrets);
  const decision = decideMessage(CATALOG, stored, new Map());
  if (decision.decision === 'diagnose') {
    const { analysis } = decision.diagnosis;
    const playbook = CATALOG.catalog.find(analysis.diagnosis?.id ?? '')?.playbook ?? null;
    return [...faults, ...judgeCard(buildDiagnosisCard({ analysis, playbook, source: null }), secrets)];
  }
  if (decision.decision === 'alert') {
    const card = buildRunOutcomeCard(
      { kind: 'not-found', host: 'git.example.com', detail: '' },
      decision.alert,
    );
    return [...faults, ...judgeCard(card, secrets)];
  }
  return faults;
}

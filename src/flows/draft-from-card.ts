import { normalizeLog } from '../core/log/normalize-log.ts';
import { readLog } from '../core/log/read-log.ts';
import { redact } from '../core/log/redact.ts';
import { draftPlaybook } from '../core/playbook/draft-playbook.ts';
import { slugOf } from '../core/playbook/slug-of.ts';
import type { KnownCard } from './card-click.ts';
import type { ChatFlowsContext } from './chat-flows-context.ts';

const NEW = 'new-failure';

/** Puts a playbook drafted from the card's log into its thread, as a file, and remembers it on the card. */
export async function draftFromCard({ chat, store }: ChatFlowsContext, card: KnownCard): Promise<void> {
  const { posted, subject } = card;
  const log = redact(normalizeLog(subject.log));
  const loudest = subject.analysis.excerpt.at(-1)?.text ?? '';
  const id = slugOf(loudest) ?? NEW;
  const file = await chat.postFile(posted, {
    name: `${id}.yaml`,
    title: 'A playbook to start from',
    text: draftPlaybook(id, log, readLog(log)),
    comment:
      'A playbook drafted from this log. Say what failed and how it is fixed, then `faultline lint` and `faultline test` it.',
  });
  if (file === null) return;
  await store.recordCard({ ...card, subject: { ...subject, drafts: [...(subject.drafts ?? []), file] } });
}

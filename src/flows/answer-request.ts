import { buildHelpCard, buildListCard } from '../core/card/build-notice-cards.ts';
import { REQUEST_HELP, type RequestWords } from '../core/submission/request-words.ts';
import type { CommandAnswer } from './chat-flows.ts';
import type { ChatFlowsContext } from './chat-flows-context.ts';
import { chooseSummaries } from './choose-summaries.ts';
import { explainPlaybook } from './explain-playbook.ts';
import { searchCatalog } from './search-catalog.ts';

/** Where words for us were said; `thread` is null for a slash command. */
export interface RequestPlace {
  readonly workspace: string;
  readonly channel: string;
  readonly thread: string | null;
  readonly external: boolean;
  /** Who said them. */
  readonly user: string | null;
}

/** What to show to somebody who asked in words. */
export async function answerRequest(
  context: ChatFlowsContext,
  words: RequestWords,
  place: RequestPlace,
): Promise<CommandAnswer> {
  switch (words.kind) {
    case 'explain':
      return { kind: 'card', card: explainPlaybook(context, words.name) };
    case 'list':
      return { kind: 'card', card: buildListCard(searchCatalog(context, words.search)) };
    case 'analyze':
      return { kind: 'ask-for-log' };
    case 'summaries':
      return { kind: 'card', card: await chooseSummaries(context, words, place) };
    case 'help':
      return { kind: 'card', card: buildHelpCard(REQUEST_HELP) };
  }
}

import type { CompiledCatalog } from '../core/match/compile-catalog.ts';
import type { ChatReader, UnpackLog } from './chat-reader.ts';
import type { CiDoor } from './ci-door.ts';
import type { Afterthought } from './create-afterwards.ts';
import type { RateLimits } from './create-rate-limits.ts';
import type { Manners } from './manners.ts';
import type { People } from './people.ts';
import type { Chat, Clock, Logger, Store } from './ports.ts';
import type { RepositoryAccess } from './repository-access.ts';
import type { SummaryContext } from './summarize-failure.ts';

/** A language model, what it may cost, and what it did cost. */
export type Summarizing = Pick<SummaryContext, 'summarizer' | 'policy' | 'meter'>;

/** What the flows of a chat tool stand on. */
export interface ChatFlowsContext {
  readonly catalog: CompiledCatalog;
  readonly chat: Chat;
  readonly people: People;
  readonly reader: ChatReader;
  readonly unpack: UnpackLog;
  readonly store: Store;
  readonly ci: CiDoor;
  readonly repositories: RepositoryAccess;
  /** In whose name claims are made; work that is done again finds its own. */
  readonly holder?: string;
  /** Where what is added to a posted card waits for the end of the work; without it, it is done at once. */
  readonly afterwards?: (afterthought: Afterthought) => void;
  /** Null when no language model is configured. */
  readonly summarizing: Summarizing | null;
  /** Where playbook pages are linked to, or null. */
  readonly docsUrl: string | null;
  readonly manners: Manners;
  readonly limits: RateLimits;
  readonly clock: Clock;
  readonly logger: Logger;
}

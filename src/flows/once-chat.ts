import type { Afterthought } from './create-afterwards.ts';
import type { Chat } from './ports.ts';
import type { PostOnce } from './post-once.ts';

/** Work that is being done, as far as posting goes. */
export interface Delivery {
  /** The work's key; the same in every try. */
  readonly key: string;
  readonly acceptedAt: number;
  /** True when an earlier try may have posted something. */
  readonly mayBePosted: boolean;
  /** Called before each post. Throws LeaseLost when somebody else does this work by now. */
  beforePosting(): Promise<void>;
  /** Done once the work is, and its text erased; not done when the process dies before. */
  afterwards(afterthought: Afterthought): void;
}

/**
 * A chat whose posts carry names, counted within the work: whoever does the work again finds what was posted
 * already. The flows must post in the same order in every try, which they do, being a function of the work.
 */
export function createOnceChat(chat: Chat, delivery: Delivery): Chat {
  let posts = 0;
  async function next(): Promise<PostOnce> {
    posts += 1;
    const once = { key: `${delivery.key}#${posts}`, look: delivery.mayBePosted, since: delivery.acceptedAt };
    await delivery.beforePosting();
    return once;
  }
  return {
    ...chat,
    postCard: async (place, card) => chat.postCard(place, card, await next()),
    openThread: async (place, opener) => chat.openThread(place, opener, await next()),
  };
}

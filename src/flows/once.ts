import type { ChatFlowsContext } from './chat-flows-context.ts';

/**
 * Runs the work for the first caller with the key, and says whether it did; when it fails before a card stands,
 * the next try may.
 */
export async function once(
  { store, clock }: Pick<ChatFlowsContext, 'store' | 'clock'>,
  key: string,
  work: () => Promise<unknown>,
): Promise<boolean> {
  if (!(await store.claim(key, clock()))) return false;
  try {
    await work();
    return true;
  } catch (error) {
    await store.release(key);
    throw error;
  }
}

import type { ChatFlowsContext } from './chat-flows-context.ts';

/**
 * Runs the work for the first caller with the key, and says whether it did; when it fails before a card stands,
 * the next try may. Work that was interrupted goes on under its own claim.
 */
export async function once(
  { store, clock, holder }: Pick<ChatFlowsContext, 'store' | 'clock' | 'holder'>,
  key: string,
  work: () => Promise<unknown>,
): Promise<boolean> {
  if (!(await store.claim(key, clock(), holder ?? null))) return false;
  try {
    await work();
    return true;
  } catch (error) {
    await store.release(key);
    throw error;
  }
}

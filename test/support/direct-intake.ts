import type { ChatFlows } from '../../src/flows/chat-flows.ts';
import type { Afterthought } from '../../src/flows/create-afterwards.ts';
import {
  createDoWork,
  createIntake,
  type Intake,
  readWorkBody,
  type WorkBody,
} from '../../src/flows/intake.ts';
import type { NewWork, Work } from '../../src/flows/work.ts';

/**
 * An intake whose work is done before it answers, each item once and without another try: what is accepted can be
 * looked at right after. What fails is handed to `onFailure`.
 */
export function createDirectIntake(
  flows: ChatFlows,
  onFailure: (body: WorkBody, error: unknown) => Promise<void>,
): Intake {
  const seen = new Set<string>();
  const doWork = createDoWork(flows);
  async function accept({ key, body, at }: NewWork): Promise<boolean> {
    if (seen.has(key)) return false;
    seen.add(key);
    const afterthoughts: Afterthought[] = [];
    const delivery = {
      key,
      acceptedAt: at,
      mayBePosted: false,
      beforePosting: async () => undefined,
      afterwards: (afterthought: Afterthought) => void afterthoughts.push(afterthought),
    };
    await doWork(body, delivery).catch((error: unknown) => onFailure(readWorkBody(body), error));
    for (const afterthought of afterthoughts) await afterthought();
    return true;
  }
  return createIntake({ work: { accept } as Work, flows, clock: Date.now });
}

import { buildIntroductionCard } from '../core/card/build-state-cards.ts';
import type { ChatFlowsContext } from './chat-flows-context.ts';
import { once } from './once.ts';
import type { ChannelPlace } from './settings.ts';

/** Says who we are, once a channel: whoever throws us out and back in has heard it. */
export async function introduce(
  context: ChatFlowsContext,
  { workspace, channel }: ChannelPlace,
): Promise<void> {
  await once(context, `introduced:${workspace}:${channel}`, () =>
    context.chat.openThread({ workspace, channel }, buildIntroductionCard()),
  );
}

import { runKeyIn } from '../core/alert/alert-key.ts';
import { buildRunOpener } from '../core/card/build-run-opener.ts';
import type { ChatFlowsContext } from './chat-flows-context.ts';
import { diagnoseRun } from './diagnose-run.ts';
import { once } from './once.ts';
import type { RunNews } from './run-news.ts';
import { knownRun } from './run-stream.ts';
import { turnGreen } from './turn-green.ts';

/**
 * A CI service told us of a run. A failure becomes one message of the channel with the card in its thread, unless
 * an alert there was answered already; a pass turns the cards green that it ends.
 */
export async function answerRunNews(context: ChatFlowsContext, news: RunNews): Promise<void> {
  const { run, workspace, channel } = news;
  if (news.verdict === 'passed') {
    await turnGreen(context, { passed: knownRun(workspace, run, null), link: run.link, channel: null });
    return;
  }
  const key = runKeyIn({ workspace, channel }, run) ?? `alert:${workspace}:${channel}:${run.link.runUrl}`;
  await once(context, key, async () => {
    const place = await context.chat.openThread({ workspace, channel }, buildRunOpener(run));
    await diagnoseRun(context, run, place);
  });
}

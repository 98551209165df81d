import type { AllMiddlewareArgs, SlackEventMiddlewareArgs } from '@slack/bolt';
import type { ListenerContext } from './listener-context.ts';

type HomeArgs = Pick<SlackEventMiddlewareArgs<'app_home_opened'> & AllMiddlewareArgs, 'event' | 'body'>;

/** Somebody opened our Home tab (or our messages, which ask for nothing). */
export function onHomeOpened({ flows, identify }: ListenerContext): (args: HomeArgs) => Promise<void> {
  return async ({ event, body }) => {
    if (event.tab !== 'home') return;
    const workspace = body.team_id || ((await identify()).teamId ?? '');
    await flows.showHome({ workspace, user: event.user });
  };
}

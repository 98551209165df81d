import type { AllMiddlewareArgs, SlackEventMiddlewareArgs } from '@slack/bolt';
import type { ListenerContext } from './listener-context.ts';

type JoinedArgs = Pick<
  SlackEventMiddlewareArgs<'member_joined_channel'> & AllMiddlewareArgs,
  'event' | 'body'
>;
type StartedArgs = Pick<SlackEventMiddlewareArgs<'assistant_thread_started'> & AllMiddlewareArgs, 'event'>;

/** We were invited to a channel: we say once who we are. Others who join are none of our business. */
export function onMemberJoined({ flows, identify }: ListenerContext): (args: JoinedArgs) => Promise<void> {
  return async ({ event, body }) => {
    const us = await identify();
    if (event.user !== us.userId) return;
    await flows.introduce({ workspace: us.teamId ?? body.team_id, channel: event.channel });
  };
}

/** What a person may begin with who opens us from Slack's own place for assistants. */
export const SUGGESTED_PROMPTS = [
  { title: 'What can you do?', message: 'help' },
  { title: 'Explain 401 and 403', message: 'explain http-auth-failure' },
  { title: 'What do you know about npm?', message: 'list npm' },
] as const;

/** Somebody opened a conversation with us there; what they write arrives as a direct message. */
export function onAssistantStarted({ client }: ListenerContext): (args: StartedArgs) => Promise<void> {
  return async ({ event }) => {
    const { channel_id, thread_ts } = event.assistant_thread;
    await client.assistant.threads.setSuggestedPrompts({
      channel_id,
      thread_ts,
      prompts: [{ ...SUGGESTED_PROMPTS[0] }, ...SUGGESTED_PROMPTS.slice(1)],
    });
  };
}

import type { WebClient } from '@slack/web-api';
import type { NamedChannel, People } from '../../flows/people.ts';
import { wrapSlackError } from './slack-error.ts';

const MOST_CHANNELS = 200;
const PAGE = 200;
/** A channel of more people than this is asked for no further page: whoever wants to choose may ask an admin. */
const MOST_PAGES = 10;

/** The port People over Slack's Web API. */
export function createSlackPeople(client: Pick<WebClient, 'users' | 'conversations'>): People {
  return {
    async isAdmin(_workspace, user) {
      const { user: found } = await calling('users.info', () => client.users.info({ user }));
      return found?.is_admin === true || found?.is_owner === true;
    },
    isMember: ({ channel }, user) => isMember(client, channel, user),
    sharedChannels: (_workspace, user) => sharedChannels(client, user),
  };
}

/** A direct message has no list of members: who writes there is in it. */
async function isMember(
  client: Pick<WebClient, 'conversations'>,
  channel: string,
  user: string,
): Promise<boolean> {
  if (channel.startsWith('D')) return true;
  let cursor = '';
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const more = cursor === '' ? {} : { cursor };
    const answer = await calling('conversations.members', () =>
      client.conversations.members({ channel, limit: PAGE, ...more }),
    );
    if (answer.members?.includes(user)) return true;
    cursor = answer.response_metadata?.next_cursor ?? '';
    if (cursor === '') return false;
  }
  return false;
}

/** Slack lists the channels of a person that we can see: of private ones only those that we are in. */
async function sharedChannels(
  client: Pick<WebClient, 'users'>,
  user: string,
): Promise<readonly NamedChannel[]> {
  const list = async (of: string | null) => {
    const answer = await calling('users.conversations', () =>
      client.users.conversations({
        ...(of === null ? {} : { user: of }),
        types: 'public_channel,private_channel',
        exclude_archived: true,
        limit: MOST_CHANNELS,
      }),
    );
    return answer.channels ?? [];
  };
  const [theirs, ours] = await Promise.all([list(user), list(null)]);
  const weAreIn = new Set(ours.map(({ id }) => id));
  return theirs
    .flatMap(({ id, name, is_ext_shared }) =>
      id && name && weAreIn.has(id) ? [{ id, name, external: is_ext_shared === true }] : [],
    )
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

async function calling<T>(method: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw wrapSlackError(method, error);
  }
}

import type { ChatReader } from '../../../flows/chat-reader.ts';
import type { People } from '../../../flows/people.ts';
import type { Chat } from '../../../flows/ports.ts';
import { createChannelPace } from '../channel-pace.ts';
import { createSlackChat } from '../create-slack-chat.ts';
import { createSlackPeople } from '../create-slack-people.ts';
import { createSlackReader } from '../create-slack-reader.ts';
import type { PlainBlocks } from '../plain-memory.ts';
import type { SlackSettings } from '../slack-settings.ts';
import type { Speaker, Speakers } from './speakers.ts';

/** The port Chat; each call speaks as the workspace that it is about. */
export function createChat(speakers: Speakers, plainBlocks: PlainBlocks): Chat {
  // Channels have ids of their own across workspaces.
  const pace = createChannelPace();
  const of = perSpeaker(speakers, ({ client, poster }) =>
    createSlackChat({ client, poster, plainBlocks, pace }),
  );
  return {
    postCard: async (place, card, once) => (await of(place.workspace)).postCard(place, card, once),
    updateCard: async (posted, card) => (await of(posted.workspace)).updateCard(posted, card),
    openThread: async (place, opener, once) => (await of(place.workspace)).openThread(place, opener, once),
    tell: async (place, user, card) => (await of(place.workspace)).tell(place, user, card),
    linkTo: async (posted) => (await of(posted.workspace)).linkTo(posted),
    react: async (message, reaction) => (await of(message.workspace)).react(message, reaction),
    showWorking: async (place, words) => (await of(place.workspace)).showWorking(place, words),
    postFile: async (place, file) => (await of(place.workspace)).postFile(place, file),
    deleteFile: async (workspace, file) => (await of(workspace)).deleteFile(workspace, file),
    sendFile: async (to, file) => (await of(to.workspace)).sendFile(to, file),
    showHome: async (to, card) => (await of(to.workspace)).showHome(to, card),
  };
}

/** The port People, asked of the workspace in question. */
export function createPeople(speakers: Speakers): People {
  const of = perSpeaker(speakers, ({ client }) => createSlackPeople(client));
  return {
    isAdmin: async (workspace, user) => (await of(workspace)).isAdmin(workspace, user),
    isMember: async (place, user) => (await of(place.workspace)).isMember(place, user),
    sharedChannels: async (workspace, user) => (await of(workspace)).sharedChannels(workspace, user),
  };
}

/** The port ChatReader, with the token of the workspace in question. */
export function createReader(speakers: Speakers, { slackApiUrl }: SlackSettings): ChatReader {
  const of = perSpeaker(speakers, ({ client, botToken, identify }) =>
    createSlackReader({ client, settings: { botToken, slackApiUrl }, identify }),
  );
  return {
    fetchFile: async (file, workspace) => (await of(workspace)).fetchFile(file, workspace),
    fetchMessage: async (at) => (await of(at.workspace)).fetchMessage(at),
    fetchThread: async (place) => (await of(place.workspace)).fetchThread(place),
    findSharing: async (at) => (await of(at.workspace)).findSharing(at),
  };
}

/** Makes what speaks for a workspace once for each speaker. */
function perSpeaker<Port>(
  speakers: Speakers,
  make: (speaker: Speaker) => Port,
): (workspace: string | null) => Promise<Port> {
  const made = new WeakMap<Speaker, { readonly port: Port }>();
  return async (workspace) => {
    const speaker = await speakers.speakerFor(workspace);
    const known = made.get(speaker) ?? { port: make(speaker) };
    made.set(speaker, known);
    return known.port;
  };
}

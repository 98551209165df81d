import type { Emulator } from '../emulator.ts';
import type { Json, User } from '../model.ts';
import { required } from './arguments.ts';
import type { Methods } from './methods.ts';

export const identityMethods: Methods = {
  'api.test': (_emulator, args) => ({ args }),
  'auth.test': authTest,
  'users.info': (emulator, args) => ({ user: shape(emulator, emulator.store.user(required(args, 'user'))) }),
  'users.list': (emulator) => ({
    members: emulator.store.users.map((user) => shape(emulator, user)),
    response_metadata: { next_cursor: '' },
  }),
  'team.info': ({ settings }) => ({
    team: { id: settings.teamId, name: settings.teamName, domain: 'playground', icon: {} },
  }),
  'bots.info': ({ settings }) => ({
    bot: {
      id: settings.botId,
      app_id: settings.appId,
      user_id: settings.botUser.id,
      name: settings.botUser.name,
      deleted: false,
      icons: {},
    },
  }),
};

function authTest({ settings, baseUrl }: Emulator): Json {
  return {
    url: `${baseUrl()}/`,
    team: settings.teamName,
    user: settings.botUser.name,
    team_id: settings.teamId,
    user_id: settings.botUser.id,
    bot_id: settings.botId,
    is_enterprise_install: false,
  };
}

function shape({ settings }: Emulator, user: User): Json {
  return {
    id: user.id,
    team_id: settings.teamId,
    name: user.name,
    real_name: user.real_name,
    deleted: false,
    is_bot: user.is_bot,
    is_admin: !user.is_bot,
    tz: 'Etc/UTC',
    tz_offset: 0,
    profile: {
      real_name: user.real_name,
      display_name: user.name,
      ...(user.is_bot ? { bot_id: settings.botId, api_app_id: settings.appId } : {}),
    },
  };
}

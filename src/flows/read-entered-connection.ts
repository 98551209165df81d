import { readRepositories } from '../core/card/build-connection-forms.ts';
import type { CI_SERVICES, CiService } from '../core/settings/ci-service.ts';
import { readServerAddress } from '../core/settings/read-server-address.ts';
import type { CiDoor } from './ci-door.ts';
import type { ProviderSettings } from './ci-settings.ts';

/** What a person entered for a service, as its client wants it. */
export interface EnteredConnection {
  readonly settings: ProviderSettings;
  readonly host: string;
  readonly repositories: string[] | null;
}

type Values = Readonly<Record<string, string>>;

/** The connection behind a form's fields, or what is wrong with them, by field. */
export function readEnteredConnection(
  service: (typeof CI_SERVICES)[number],
  values: Values,
  door: Pick<CiDoor, 'mayBePrivate' | 'hostOf'>,
): EnteredConnection | { readonly errors: Values } {
  const errors: Record<string, string> = {};
  const url = readAddress(service, values, { door, errors });
  const user = values['user']?.trim() || null;
  const token = readToken(service, values, errors);
  const app = readApp(values, errors);
  if (service.id === 'jenkins' && token !== null && user === null)
    errors['user'] = 'The token belongs to a user.';
  const repositories = readRepositories(values['repositories']);
  if ('problem' in repositories) return { errors: { ...errors, repositories: repositories.problem } };
  if (Object.keys(errors).length > 0) return { errors };
  const publicOnly = url === null || !door.mayBePrivate(url);
  const settings = { token, url, user, app, publicOnly };
  return { settings, host: door.hostOf(service.id, settings), repositories: repositories.list };
}

type Errors = Record<string, string>;

function readAddress(
  service: CiService,
  values: Values,
  { door, errors }: { door: Pick<CiDoor, 'mayBePrivate'>; errors: Errors },
): string | null {
  const typed = values['address']?.trim() ?? '';
  if (typed === '') {
    if (service.address === 'needed') errors['address'] = 'The address of your server is needed.';
    return null;
  }
  const url = readServerAddress(service.id, typed);
  if (url === null) {
    errors['address'] = 'This is no address of a server: https://ci.example.com';
  } else if (!url.startsWith('https:') && !door.mayBePrivate(url)) {
    errors['address'] =
      'Only https. Whoever runs me may allow a host of your own network: FAULTLINE_PRIVATE_HOSTS.';
  }
  return url;
}

function readToken(service: CiService, values: Values, errors: Errors): string | null {
  const token = values['token']?.trim() ?? '';
  const isAsked = !service.hasApp && service.id !== 'jenkins' && service.id !== 'appveyor';
  // a line break in the middle of what was pasted
  if (/\s/.test(token))
    errors['token'] = 'A token has no spaces in it: was all of it copied, and nothing else?';
  else if (token === '' && isAsked) errors['token'] = 'The token is needed.';
  else if (token === '' && service.hasApp && !values['app']) errors['token'] = 'A token, or an App below.';
  return token === '' ? null : token;
}

/** The line breaks of a key may have become `\n` on the way. */
function readApp(values: Values, errors: Errors): ProviderSettings['app'] {
  const id = values['app']?.trim() ?? '';
  const privateKey = (values['key'] ?? '').trim().replaceAll('\\n', '\n');
  if (id === '' && privateKey === '') return null;
  // 123456
  if (!/^\d{1,12}$/.test(id)) errors['app'] = 'The App’s id is a number.';
  if (!privateKey.startsWith('-----BEGIN '))
    errors['key'] = 'The text of the .pem file, from its first line on.';
  return { id, privateKey: `${privateKey}\n` };
}

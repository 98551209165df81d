import { createPrivateKey } from 'node:crypto';
import { ciServiceOf } from '../core/settings/ci-service.ts';
import {
  type CiSettings,
  type GithubApp,
  type LogProvider,
  logProviders,
  type ProviderSettings,
  providerVariables,
} from '../flows/ci-settings.ts';

type Read = (name: string) => string | null;
type Report = (where: string, message: string, hint: string) => void;

/** The credentials of every CI service, by the variables of `providerVariables`; `url` reports what is no URL. */
export function readCiSettings(value: Read, url: Read, report: Report): CiSettings {
  const settings: Partial<Record<LogProvider, ProviderSettings>> = {};
  for (const provider of logProviders) {
    const names = providerVariables[provider];
    settings[provider] = {
      token: value(names.token),
      url: names.url === null ? null : url(names.url),
      user: names.user === null ? null : value(names.user),
      app: provider === 'github-actions' ? readGithubApp(value, report) : null,
    };
    const { token, url: server } = settings[provider];
    const isOwn = ciServiceOf(provider)?.address === 'needed';
    if (names.url !== null && isOwn && token !== null && server === null) {
      report(names.url, `is missing, and ${names.token} is set`, 'the address of your own server');
    }
  }
  return settings;
}

function readGithubApp(value: Read, report: Report): GithubApp | null {
  const id = value('GITHUB_APP_ID');
  const privateKey = value('GITHUB_APP_PRIVATE_KEY');
  if (id === null && privateKey === null) return null;
  if (id === null)
    report('GITHUB_APP_ID', 'is missing, and GITHUB_APP_PRIVATE_KEY is set', 'the number on the App’s page');
  if (privateKey === null)
    report('GITHUB_APP_PRIVATE_KEY', 'is missing, and GITHUB_APP_ID is set', 'the PEM file’s text');
  // In one line of a .env file the breaks are written as \n
  const pem = (privateKey ?? '').replaceAll('\\n', '\n');
  if (privateKey !== null && !isRsaKey(pem)) {
    report(
      'GITHUB_APP_PRIVATE_KEY',
      'is no RSA private key in PEM form',
      'the text of the .pem file, its line breaks as they are or as \\n',
    );
  }
  return { id: id ?? '', privateKey: pem };
}

function isRsaKey(pem: string): boolean {
  try {
    return createPrivateKey(pem).asymmetricKeyType === 'rsa';
  } catch {
    return false;
  }
}

import { homedir } from 'node:os';

/** Where the request of a fixture went. */
const hosts: Readonly<Record<string, string>> = {
  npm: 'npm.example.com',
  git: 'git.example.com',
  simple: 'pypi.example.com',
  maven: 'maven.example.com',
  cargo: 'crates.example.com',
  deb: 'deb.example.com',
  files: 'files.example.com',
};

/** A recorded output as it may be kept: example hosts instead of our server, nothing of this machine. */
export function scrubOutput(output: string, server: string): string {
  const address = server.replace('http://', '');
  const port = address.split(':')[1] ?? '';
  // /403/npm/@acme%2fui
  const tongue = /\/[45]\d\d\/(?<tongue>\w+)/.exec(output)?.groups?.['tongue'] ?? 'api';
  const host = hosts[tongue] ?? 'api.example.com';
  return output
    .replaceAll(server, `https://${host}`)
    .replaceAll(address, host)
    .replaceAll(`127.0.0.1 ${port}`, '192.0.2.7 443')
    .replaceAll('127.0.0.1', '192.0.2.7')
    .replaceAll(`port ${port}`, 'port 443')
    .replaceAll(/\/[45]\d\d\/\w+(?=[/\s]|$)/gm, '')
    .replaceAll(/^.*no_proxy.*\n/gm, '')
    .replaceAll(process.cwd(), '/home/ci/app')
    .replaceAll(homedir(), '/opt')
    .replaceAll(/[^\S\n]+$/gm, '');
}
